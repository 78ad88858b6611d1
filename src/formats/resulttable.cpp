#include "core/jsontext.h"
#include "formats/outputfile.h"
#include "formats/resultfiles.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>

#include <csv.h>

namespace batchdeck {

namespace {

constexpr qsizetype pieceSize = 1 << 20;
constexpr qsizetype mostColumns = 16'384; // of a spreadsheet

// Columns by their names, in the order in which they first came.
class Columns {
public:
    int place(QByteArrayView name)
    {
        const QString text = plainText(name);
        const auto [found, isNew] = m_places.emplace(text, m_names.size());
        if (isNew)
            m_names << text;
        return found->second;
    }
    const QStringList &names() const { return m_names; }

private:
    std::unordered_map<QString, int> m_places;
    QStringList m_names;
};

// A spreadsheet reads as a formula what begins like one; a number is none.
bool isFormula(QStringView cell)
{
    bool isNumber = false;
    std::ignore = cell.toDouble(&isNumber);
    return !cell.isEmpty() && QStringView(u"=+-@\t\r\n＝＋－＠").contains(cell.front()) && !isNumber;
}

QByteArray written(QString cell, bool isRaw)
{
    if (!isRaw && isFormula(cell))
        cell.prepend(u'\'');
    const QByteArray bytes = cell.toUtf8();
    const bool isPlain = std::none_of(bytes.begin(), bytes.end(), [](char c) {
        return c == '"' || c == ',' || c == ';' || c == '\n' || c == '\r' || c == '\t';
    });
    if (isPlain && (bytes.isEmpty() || (bytes.front() != ' ' && bytes.back() != ' ')))
        return bytes;
    QByteArray quotedCell(bytes.size() * 2 + 2, Qt::Uninitialized);
    const auto size = csv_write(quotedCell.data(), static_cast<std::size_t>(quotedCell.size()), bytes.constData(),
                                static_cast<std::size_t>(bytes.size()));
    quotedCell.truncate(static_cast<qsizetype>(size));
    return quotedCell;
}

class Table {
public:
    Table(const ResultSource &results, bool isRaw)
        : m_results(results)
        , m_isRaw(isRaw)
    {
    }

    Expected<void> write(OutputFile &file);

private:
    QByteArray body(quint32 row) const
    {
        return m_results.batch.isInvalid(row) ? QByteArray() : m_results.batch.record(row).body();
    }
    Expected<void> findColumns();
    QByteArray header() const;
    QByteArray line(quint32 row);
    QByteArray joined(const QStringList &cells) const;

    const ResultSource &m_results;
    const bool m_isRaw;
    Columns m_input;
    Columns m_output;
    bool m_hasValues = false; // records that are no objects
    bool m_hasResults = false; // results that are none
};

Expected<void> Table::findColumns()
{
    if (m_results.batch.form()) {
        for (const QString &name : m_results.batch.form()->columns())
            m_input.place(quoted(name));
    }
    for (quint32 row = 0; row < m_results.size(); ++row) {
        const QByteArray record = body(row);
        m_hasValues |= !record.isEmpty() && !record.startsWith('{');
        for (const JsonMember &member : members(record))
            m_input.place(member.key);
        const QByteArray result = memberText(m_results.line(row), "result").value_or("null");
        m_hasResults |= result != "null" && !result.startsWith('{');
        for (const JsonMember &member : members(result))
            m_output.place(member.key);
        if (m_input.names().size() + m_output.names().size() > mostColumns)
            return Error{QStringLiteral("results"),
                         QStringLiteral("The records have more than %1 different fields, too many for a table; "
                                        "results in JSON hold them all.")
                             .arg(mostColumns),
                         false};
    }
    return {};
}

QByteArray Table::joined(const QStringList &cells) const
{
    QByteArrayList parts;
    for (const QString &cell : cells)
        parts << written(cell, m_isRaw);
    return parts.join(',') + "\r\n";
}

QByteArray Table::header() const
{
    QStringList names = m_input.names();
    if (m_hasValues)
        names << QStringLiteral("record");
    QStringList ours{QStringLiteral("state"), QStringLiteral("error")};
    ours += m_output.names();
    if (m_hasResults)
        ours << QStringLiteral("result");
    for (QString &name : ours) {
        while (names.contains(name))
            name += QStringLiteral(" (result)");
        names << name;
    }
    return joined(names);
}

QByteArray Table::line(quint32 row)
{
    QStringList cells(m_input.names().size());
    const QByteArray record = body(row);
    for (const JsonMember &member : members(record))
        cells[m_input.place(member.key)] = plainText(member.value);
    if (m_hasValues)
        cells << (record.startsWith('{') ? QString() : plainText(record));

    const QByteArray result = m_results.line(row);
    const QByteArray error = memberText(result, "error").value_or(QByteArray());
    cells << plainText(memberText(result, "state").value_or(QByteArray()))
          << plainText(memberText(error, "message").value_or(QByteArray()));
    QStringList fields(m_output.names().size());
    const QByteArray value = memberText(result, "result").value_or(QByteArray());
    for (const JsonMember &member : members(value))
        fields[m_output.place(member.key)] = plainText(member.value);
    cells += fields;
    if (m_hasResults)
        cells << (value.startsWith('{') ? QString() : plainText(value));
    return joined(cells);
}

Expected<void> Table::write(OutputFile &file)
{
    if (auto found = findColumns(); !found)
        return found;
    QByteArray lines = "\xEF\xBB\xBF" + header(); // spreadsheets take a file without the mark for another encoding
    for (quint32 row = 0; row < m_results.size(); ++row) {
        lines += line(row);
        if (lines.size() < pieceSize)
            continue;
        if (auto put = file.write(std::exchange(lines, {})); !put)
            return put;
    }
    return file.write(lines);
}

} // namespace

Expected<void> writeResultTable(const ResultSource &results, bool isRaw, OutputFile &file)
{
    return Table(results, isRaw).write(file);
}

} // namespace batchdeck
