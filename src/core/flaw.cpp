#include "core/flaw.h"

#include "core/outcome.h"

#include <QLocale>

#include <algorithm>
#include <array>

namespace batchdeck {

namespace {

constexpr qsizetype shownText = 40;

struct Words {
    FlawKind kind;
    const char *text;
};

// %1 is what stands there, %2 the most that is allowed, %3 the file's encoding.
constexpr std::array words = {
    Words{FlawKind::NotJson, "this is no JSON from “%1” on."},
    Words{FlawKind::Missing, "an entry is missing here."},
    Words{FlawKind::MissingComma, "a comma is missing before “%1”."},
    Words{FlawKind::CutShort, "the file ends in the middle of this entry; records may be missing."},
    Words{FlawKind::EndsEarly, "the file ends here, before it is complete; records may be missing."},
    Words{FlawKind::Damaged,
          "the packed file is damaged or cut short; records may be missing, and those above may be altered."},
    Words{FlawKind::TextAfterEnd, "text follows after the end of the records: “%1”."},
    Words{FlawKind::RepeatedKey,
          "the key %1 stands here a second time in one object; only one of the two could count."},
    Words{FlawKind::NotANumber, "“%1” is no number of JSON; Python writes it so. Write null, or a text."},
    Words{FlawKind::LoneSurrogate, "“%1” is half a character: the other half of the pair is missing."},
    Words{FlawKind::BadUtf8, "a byte here is no %3; the file may be in another encoding."},
    Words{FlawKind::ControlCharacter, "a control character stands in a text; JSON wants it as an escape, such as \\n."},
    Words{FlawKind::TooDeep, "arrays and objects stand in one another more than %2 deep."},
    Words{FlawKind::TooLarge, "this entry is larger than %2; batchdeck-run --largest-entry raises the limit."},
    Words{FlawKind::HoldsNoJson, "this string should hold JSON and does not, from “%1” on."},
    Words{FlawKind::BodyHoldsNoJson, "the body of this message should hold JSON and does not, from “%1” on."},
    Words{FlawKind::TooManyCells, "this row has more cells than the header, from “%1” on."},
    Words{FlawKind::BadQuote, "the quotation marks of a cell do not match; inside a quoted cell they are doubled."},
    Words{FlawKind::OpenQuote, "a quotation mark opens a cell here and none closes it; records may be missing."},
};

// The beginning of a text on one line.
QString shown(QByteArrayView text)
{
    QString line = QString::fromUtf8(text.first(std::min(text.size(), 4 * shownText))).simplified();
    if (line.size() <= shownText)
        return line;
    line.truncate(shownText);
    return line + u'…';
}

// A key with its quotation marks; in a string that holds JSON these are \".
QString shownKey(QByteArrayView text)
{
    const QByteArrayView quote = text.startsWith('\\') ? QByteArrayView("\\\"") : QByteArrayView("\"");
    if (!text.startsWith(quote))
        return u'“' + shown(text) + u'”';
    text = text.sliced(quote.size());
    const qsizetype end = text.indexOf(quote);
    return u'“' + shown(end < 0 ? text : text.first(end)) + u'”';
}

// A number, a word or one character.
QByteArrayView wordAt(QByteArrayView text)
{
    qsizetype end = 0;
    while (end < text.size() && (std::isalnum(static_cast<unsigned char>(text[end])) || text[end] == '-'))
        ++end;
    return text.first(end);
}

QString shownAt(FlawKind kind, QByteArrayView text)
{
    switch (kind) {
    case FlawKind::RepeatedKey:
        return shownKey(text);
    case FlawKind::NotANumber:
        return shown(wordAt(text));
    case FlawKind::LoneSurrogate:
        return shown(text.first(std::min(text.size(), text.startsWith("\\\\") ? qsizetype(7) : qsizetype(6))));
    default:
        return shown(text);
    }
}

} // namespace

QString flawText(FlawKind kind, QByteArrayView entry, quint32 at, quint32 largestEntry, TextEncoding encoding)
{
    const auto found = std::find_if(words.begin(), words.end(), [&](const Words &w) { return w.kind == kind; });
    QString text = QString::fromUtf8(found->text);
    text.replace(QStringLiteral("%3"), QString::fromLatin1(nameOf(encoding)));
    if (text.contains(u"%2"))
        text.replace(QStringLiteral("%2"),
                     kind == FlawKind::TooDeep ? QString::number(largestDepth)
                                               : QLocale::c().formattedDataSize(largestEntry));
    if (text.contains(u"%1")) {
        const QByteArrayView rest = entry.sliced(std::min(qsizetype(at), entry.size()));
        if (rest.isEmpty() && kind == FlawKind::NotJson)
            return QStringLiteral("this ends before its JSON does.");
        if (rest.isEmpty() && kind == FlawKind::MissingComma)
            return QStringLiteral("a comma is missing behind this entry.");
        text.replace(QStringLiteral("%1"), shownAt(kind, rest));
    }
    return text;
}

} // namespace batchdeck
