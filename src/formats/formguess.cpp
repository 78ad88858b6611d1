#include "formats/formguess.h"

#include "core/jsontext.h"
#include "formats/jsoncheck.h"
#include "formats/recordsframe.h"
#include "formats/tableshape.h"

#include <algorithm>

namespace batchdeck {

namespace {

constexpr int linesLookedAt = 10;
constexpr QByteArrayView byteOrderMark("\xEF\xBB\xBF");

Error refused(const char *message)
{
    return {QStringLiteral("file"), QString::fromUtf8(message), false};
}

bool isNamed(const QString &name, std::initializer_list<const char *> suffixes)
{
    return std::any_of(suffixes.begin(), suffixes.end(), [&](const char *suffix) {
        return name.endsWith(QLatin1StringView(suffix), Qt::CaseInsensitive)
            || name.endsWith(QString(QLatin1StringView(suffix) + QLatin1StringView(".gz")), Qt::CaseInsensitive);
    });
}

// The lines at the beginning that are not blank, each whole.
QList<QByteArrayView> firstLines(QByteArrayView text, bool isWhole)
{
    QList<QByteArrayView> lines;
    for (qsizetype from = 0; from < text.size() && lines.size() < linesLookedAt;) {
        const qsizetype end = text.indexOf('\n', from);
        if (end < 0 && !isWhole)
            break;
        const qsizetype to = end < 0 ? text.size() : end;
        if (const QByteArrayView line = withoutMargins(text.sliced(from, to - from)); !line.isEmpty())
            lines << line;
        from = to + 1;
    }
    return lines;
}

bool isJson(QByteArrayView line)
{
    const JsonFinding finding = JsonCheck().check(line);
    return finding.isWhole && finding.end == line.size() && finding.flaw != FlawKind::NotJson;
}

bool isPrintedByPython(QByteArrayView text)
{
    for (const char bracket : {'[', '{'}) {
        if (text.startsWith(bracket))
            text = withoutMargins(text.sliced(1, std::min(text.size() - 1, qsizetype(64))));
    }
    return text.startsWith('\'');
}

// JSON Lines need a second line to be told from one JSON text, unless the name says what it is.
bool areLines(const QList<QByteArrayView> &lines, bool isNamedLines)
{
    if (lines.isEmpty())
        return false;
    if (isNamedLines)
        return true;
    return lines.size() > 1 && isJson(lines[0]) && std::count_if(lines.begin(), lines.end(), isJson) > 1;
}

// An object on one line is a file of one line, such as what failed of JSON Lines leaves behind; a plan is none, nor
// are records under a misspelt key.
bool isOneLine(const QList<QByteArrayView> &lines)
{
    if (lines.size() != 1 || !isJson(lines[0]))
        return false;
    const std::vector<JsonMember> keys = members(lines[0]);
    return std::none_of(keys.begin(), keys.end(), [](const JsonMember &member) {
        const QByteArray key = stringText(member.key).toLower();
        return key == "records" || key == "operations";
    });
}

bool isBinary(QByteArrayView text)
{
    const QByteArrayView sample = text.first(std::min(text.size(), qsizetype(4096)));
    const auto isOdd = [](char byte) {
        const auto value = static_cast<unsigned char>(byte);
        return value < 0x20 && !QByteArrayView("\t\r\n\f\v").contains(byte);
    };
    return sample.contains('\0') || std::count_if(sample.begin(), sample.end(), isOdd) > sample.size() / 20;
}

} // namespace

bool showsForm(QByteArrayView beginning)
{
    if (beginning.startsWith(byteOrderMark))
        beginning = beginning.sliced(byteOrderMark.size());
    const QByteArrayView text = withoutMargins(beginning);
    const qsizetype lines = firstLines(text, false).size();
    return lines > 1 || (lines == 0 && !text.isEmpty() && (!text.startsWith('{') || RecordsFrame::isLikely(text)));
}

Expected<FileForm> guessForm(QByteArrayView beginning, bool isWhole, const QString &name)
{
    if (beginning.startsWith(byteOrderMark))
        beginning = beginning.sliced(byteOrderMark.size());
    const QByteArrayView text = withoutMargins(beginning);
    const bool isNamedLines = isNamed(name, {".jsonl", ".ndjson"});
    if (text.isEmpty() && isWhole) {
        if (isNamedLines) // no line is no record: what failed, where nothing did
            return FileForm::Lines;
        return refused("is empty, where a batch of records should be.");
    }
    if (text.startsWith("PK\x03\x04"))
        return refused("is a workbook or another packed file, no batch: save its sheet as CSV and open that.");
    if (!text.startsWith('\'') && isPrintedByPython(text))
        return refused("is no batch: it holds a Python dict or list as print() shows it. Write it with json.dump() "
                       "instead.");
    const bool isNamedTable = isNamed(name, {".csv", ".tsv", ".tab"});
    const QList<QByteArrayView> lines = firstLines(text, isWhole);
    if (text.startsWith('[') && !isNamedTable)
        return areLines(lines, isNamedLines && lines.size() > 1 && isJson(lines[0])) ? FileForm::Lines
                                                                                     : FileForm::Array;
    if (text.startsWith('{')) {
        const bool isLikely = RecordsFrame::isLikely(text);
        if (isLikely && lines.size() > 1 && areLines(lines, false) && isJson(lines[1]))
            return refused(
                "holds an object with “Records” on a line and more on the next: run as JSON Lines, its records would "
                "not be run one by one. Open each object as a file of its own; --form jsonl runs a line as one "
                "record.");
        if ((isNamedLines && !isLikely) || (lines.size() > 1 && areLines(lines, false)))
            return FileForm::Lines;
        if (isLikely || !isWhole)
            return FileForm::Records;
        if (isOneLine(lines)
            || std::count_if(lines.begin(), lines.end(), [](QByteArrayView line) { return isJson(line); }) > 1)
            return FileForm::Lines;
        return refused(
            "is no batch: it is a JSON object without an array “Records”. A batch is {\"Records\": […]}, a JSON "
            "array, JSON Lines or CSV.");
    }
    if (isBinary(text))
        return refused("is no batch: it is no text. A batch is JSON, JSON Lines or CSV.");
    if (areLines(lines, isNamedLines) && !isNamedTable)
        return FileForm::Lines;
    if (isTable(beginning, isWhole, isNamedTable))
        return FileForm::Table;
    return refused("is no batch: it is a text that is neither JSON nor JSON Lines nor CSV.");
}

} // namespace batchdeck
