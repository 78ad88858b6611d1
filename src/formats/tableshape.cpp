#include "formats/tableshape.h"

#include "formats/csvcells.h"

#include <QSet>

#include <algorithm>
#include <array>

namespace batchdeck {

namespace {

constexpr std::array delimiters = {',', ';', '\t'};

QByteArrayView withoutBlankLines(QByteArrayView text)
{
    while (text.startsWith('\n') || text.startsWith('\r'))
        text = text.sliced(1);
    return text;
}

// The size of the line “sep=;”, by which Excel is told what stands between cells; 0 where there is none.
qsizetype separatorLine(QByteArrayView table)
{
    constexpr qsizetype size = 5;
    if (!table.startsWith("sep=") || table.size() <= size
        || std::find(delimiters.begin(), delimiters.end(), table[size - 1]) == delimiters.end())
        return 0;
    const QByteArrayView behind = table.sliced(size);
    return behind.startsWith("\r\n") ? size + 2 : behind.startsWith('\n') || behind.startsWith('\r') ? size + 1 : 0;
}

// The cells of the first row, which is taken off the text; none where it is broken, or goes on behind the text.
QByteArrayList takeRow(QByteArrayView &text, char delimiter, bool isWhole)
{
    text = withoutBlankLines(text);
    CsvCells row(delimiter, true);
    row.begin();
    while (!text.isEmpty()) {
        qsizetype end = text.indexOf('\n');
        if (const qsizetype other = text.first(end < 0 ? text.size() : end).indexOf('\r'); other >= 0)
            end = other;
        const bool isLast = end < 0;
        const QByteArrayView line = text.first(isLast ? text.size() : end + 1);
        text = text.sliced(line.size());
        CsvCells::Row state = row.read(line);
        if (state == CsvCells::Row::GoesOn && isLast && isWhole)
            state = row.finish();
        if (state == CsvCells::Row::Ended)
            return row.cells();
        if (state == CsvCells::Row::Broken)
            return {};
    }
    return {};
}

} // namespace

char delimiterOf(QByteArrayView table)
{
    table = withoutBlankLines(table);
    if (separatorLine(table) > 0)
        return table[4];
    std::array<int, delimiters.size()> counts{};
    bool isQuoted = false;
    for (const char character : table) {
        if (character == '"')
            isQuoted = !isQuoted;
        else if ((character == '\n' || character == '\r') && !isQuoted)
            break;
        for (std::size_t at = 0; at < delimiters.size(); ++at)
            counts[at] += !isQuoted && character == delimiters[at];
    }
    const auto most = std::max_element(counts.begin(), counts.end());
    return delimiters[static_cast<std::size_t>(most - counts.begin())];
}

qsizetype headerOf(QByteArrayView table)
{
    const QByteArrayView text = withoutBlankLines(table);
    return table.size() - text.size() + separatorLine(text);
}

bool isTable(QByteArrayView beginning, bool isWhole, bool isNamedTable)
{
    if (isNamedTable)
        return true;
    const char delimiter = delimiterOf(beginning);
    beginning = beginning.sliced(headerOf(beginning));
    const QByteArrayList header = takeRow(beginning, delimiter, isWhole);
    const QByteArrayList row = takeRow(beginning, delimiter, isWhole);
    const QSet<QByteArray> names(header.begin(), header.end());
    return header.size() > 1 && row.size() == header.size() && names.size() == header.size() && !names.contains("");
}

} // namespace batchdeck
