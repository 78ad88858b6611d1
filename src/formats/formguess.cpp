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

// JSON Lines need a second line to be told from one JSON text by what they hold.
bool areLines(const QList<QByteArrayView> &lines)
{
    return lines.size() > 1 && isJson(lines[0]) && std::count_if(lines.begin(), lines.end(), isJson) > 1;
}

// One JSON text over several lines, all of it, or all that is known yet.
bool isOneText(QByteArrayView text, const QList<QByteArrayView> &lines, bool isWhole)
{
    if (lines.size() < 2 || isJson(lines[0]))
        return false;
    const JsonFinding finding = JsonCheck().check(text);
    return finding.isWhole ? finding.end == text.size() : !isWhole && text.indexOf('\n', finding.end) < 0;
}

// Not so the header of a table whose first cell begins with a bracket.
bool beginsAsArray(QByteArrayView text)
{
    const QByteArrayView first = withoutMargins(text.sliced(1));
    if (first.startsWith('{') && JsonCheck().check(first).isSound())
        return true;
    const JsonFinding finding = JsonCheck().check(text);
    return finding.isSound() && finding.end == text.size();
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

// Such a line may be another program's list of objects: no record is without its operation or its id.
bool holdsObjects(const QList<QByteArrayView> &lines)
{
    const std::vector<JsonMember> keys = members(lines[0]);
    const bool isRecord = std::any_of(keys.begin(), keys.end(), [](const JsonMember &member) {
        const QByteArray key = stringText(member.key);
        return key == "operation" || key == "id";
    });
    return !isRecord && std::any_of(keys.begin(), keys.end(), [](const JsonMember &member) {
        return member.value.startsWith('[') && withoutMargins(member.value.sliced(1)).startsWith('{');
    });
}

bool isPlan(QByteArrayView text)
{
    if (!isJson(text))
        return false;
    const std::vector<JsonMember> keys = members(text);
    return std::any_of(keys.begin(), keys.end(), [](const JsonMember &member) {
        return stringText(member.key) == "operations" && member.value.startsWith('{');
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
    const QList<QByteArrayView> lines = firstLines(text, isWhole);
    const bool isObject = text.startsWith('{');
    const bool isArray = text.startsWith('[');
    const bool isLikely = isObject && RecordsFrame::isLikely(text);
    if (!isObject && !isArray && isBinary(text))
        return refused("is no batch: it is no text. A batch is JSON, JSON Lines or CSV.");
    if (isLikely && areLines(lines) && isJson(lines[1]))
        return refused(
            "holds an object with “Records” on a line and more on the next: run as JSON Lines, its records would "
            "not be run one by one. Open each object as a file of its own; --form jsonl runs a line as one "
            "record.");
    if (isNamedLines) {
        if ((isArray || isLikely) && isOneText(text, lines, isWhole))
            return isArray ? FileForm::Array : FileForm::Records;
        const bool isOther = !isObject && !isArray && std::none_of(lines.begin(), lines.end(), isJson)
            && isTable(beginning, isWhole, false);
        return isOther ? FileForm::Table : FileForm::Lines;
    }
    const bool isNamedTable = isNamed(name, {".csv", ".tsv", ".tab"});
    if (areLines(lines) && (isObject || isArray || !isNamedTable))
        return FileForm::Lines;
    if (isArray && (!isNamedTable || beginsAsArray(text)))
        return FileForm::Array;
    if (isObject) {
        if (isLikely || !isWhole)
            return FileForm::Records;
        if (isOneLine(lines) && holdsObjects(lines))
            return refused(
                "is no batch: it is a JSON object that holds a list, but not under “Records”. Make that list "
                "a file of its own; --form jsonl runs the object as one record.");
        if (isOneLine(lines) || std::count_if(lines.begin(), lines.end(), isJson) > 1)
            return FileForm::Lines;
        if (isPlan(text))
            return refused(
                "is no batch: it looks like a plan. Open its batch, and load the plan there; in the console, "
                "name it with --plan.");
        return refused(
            "is no batch: it is a JSON object without an array “Records”. A batch is {\"Records\": […]}, a JSON "
            "array, JSON Lines or CSV.");
    }
    if (isTable(beginning, isWhole, isNamedTable))
        return FileForm::Table;
    return refused("is no batch: it is a text that is neither JSON nor JSON Lines nor CSV.");
}

} // namespace batchdeck
