#include "formats/envfile.h"

#include <QList>

namespace batchdeck {

namespace {

Error wrong(qsizetype line, const QString &what)
{
    return {QStringLiteral("secret"), QStringLiteral("line %1: %2").arg(QString::number(line), what), false};
}

// What follows a closing quote may only be a comment.
bool endsWell(QStringView rest)
{
    rest = rest.trimmed();
    return rest.isEmpty() || rest.startsWith(u'#');
}

Expected<QString> inQuotes(QStringView text, qsizetype line)
{
    const QChar quote = text.front();
    QString value;
    for (qsizetype at = 1; at < text.size(); ++at) {
        if (text[at] == quote) {
            if (!endsWell(text.sliced(at + 1)))
                return wrong(line, QStringLiteral("something follows the closing quote."));
            return value;
        }
        const bool isEscape = quote == u'"' && text[at] == u'\\' && at + 1 < text.size();
        if (!isEscape) {
            value += text[at];
            continue;
        }
        const QChar letter = text[++at];
        if (letter == u'n')
            value += u'\n';
        else if (letter == u'"' || letter == u'\\' || letter == u'$')
            value += letter;
        else
            return wrong(line, QStringLiteral("within double quotes a backslash is written twice."));
    }
    return wrong(line, QStringLiteral("a quote is never closed."));
}

Expected<QString> valueOf(QStringView text, qsizetype line)
{
    text = text.trimmed();
    if (text.startsWith(u'"') || text.startsWith(u'\''))
        return inQuotes(text, line);
    if (text.contains(u" #") || text.contains(u"\t#"))
        return wrong(line,
                     QStringLiteral("nobody can tell whether “#” belongs to the value; put the value in quotes."));
    return text.toString();
}

} // namespace

Expected<std::optional<QString>> variableIn(const QByteArray &envFile, const QString &name)
{
    QString whole = QString::fromUtf8(envFile);
    if (whole.startsWith(QChar::ByteOrderMark))
        whole.remove(0, 1);
    std::optional<QString> found;
    qsizetype line = 0;
    for (QStringView text : QStringView(whole).split(u'\n')) {
        ++line;
        text = text.trimmed();
        if (text.isEmpty() || text.startsWith(u'#'))
            continue;
        if (text.startsWith(u"export "))
            text = text.sliced(7).trimmed();
        const qsizetype equals = text.indexOf(u'=');
        if (equals < 1)
            return wrong(line, QStringLiteral("NAME=value is expected."));
        if (text.first(equals).trimmed() != name)
            continue;
        const auto value = valueOf(text.sliced(equals + 1), line);
        if (!value)
            return value.error();
        if (found && *found != *value)
            return wrong(line, QStringLiteral("%1 is there twice, with different values.").arg(name));
        found = *value;
    }
    return found;
}

} // namespace batchdeck
