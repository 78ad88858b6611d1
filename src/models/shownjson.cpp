#include "models/shownjson.h"

#include "models/jsonlayout.h"

#include <QLocale>

namespace batchdeck {

QString inShortLines(const QString &text)
{
    QString broken;
    broken.reserve(text.size() + text.size() / longestLine);
    qsizetype length = 0; // of the line
    for (const QChar character : text) {
        length = character == u'\n' ? 0 : length + 1;
        if (length > longestLine && !character.isLowSurrogate()) {
            broken += u'\n';
            length = 1;
        }
        broken += character;
    }
    return broken;
}

QByteArrayView beginningOf(QByteArrayView text, qsizetype most)
{
    if (text.size() <= most)
        return text;
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80)
        --most;
    return text.first(most);
}

ShownJson ShownJson::of(QByteArrayView json)
{
    ShownJson shown;
    shown.json = beginningOf(json, most).toByteArray();
    shown.text = inShortLines(laidOutJson(shown.json));
    shown.size = json.size();
    return shown;
}

QString ShownJson::note() const
{
    return isCut() ? tr("The first %1 of %2 are shown.")
                         .arg(QLocale().formattedDataSize(most, 0), QLocale().formattedDataSize(size, 1))
                   : QString();
}

} // namespace batchdeck
