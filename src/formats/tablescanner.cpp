#include "formats/tablescanner.h"

#include "formats/fence.h"
#include "formats/utf8.h"

#include <simdjson.h>

#include <algorithm>
#include <cstring>

namespace batchdeck {

namespace {

constexpr qsizetype windowSize = 1 << 18;
constexpr qsizetype longestTrial = 1 << 16;
constexpr int rowsBetweenLooks = 4096;

qsizetype firstOf(char character, const char *begin, const char *end)
{
    const void *const found = std::memchr(begin, character, static_cast<std::size_t>(end - begin));
    return found ? static_cast<const char *>(found) - begin : -1;
}

// The first mark of a line that is wrong, where it stands inside a cell that does not begin with one: then the cells,
// and the line's end, are where they seem to be. Else negative.
qsizetype markInside(QByteArrayView line, char delimiter)
{
    for (qsizetype from = 0; from < line.size();) {
        qsizetype to = from;
        if (line[from] != '"') {
            to = line.indexOf(delimiter, from);
            to = to < 0 ? line.size() : to;
            if (const qsizetype mark = line.sliced(from, to - from).indexOf('"'); mark >= 0)
                return from + mark;
        } else {
            do {
                to = line.indexOf('"', to + 1) + 1;
            } while (to > 0 && to < line.size() && line[to] == '"');
            if (to == 0 || (to < line.size() && line[to] != delimiter))
                return -1;
        }
        from = to + 1;
    }
    return -1;
}

} // namespace

TableScanner::TableScanner(IncomingText &text, char delimiter, quint32 largestEntry)
    : m_text(text)
    , m_delimiter(delimiter)
    , m_largestEntry(largestEntry)
    , m_entries(text, EntryKind::Value, largestEntry)
    , m_cells(delimiter, false)
    , m_trial(delimiter, false)
{
}

bool TableScanner::readHeader(qsizetype from)
{
    CsvCells cells(m_delimiter, true);
    const Row row = readRow(cells, nextRow(from), m_largestEntry);
    m_header = cells.cells();
    m_hasTooMany = cells.count() > CsvCells::mostKept;
    m_lineEnd = {m_text.data() + row.to, row.next - row.to};
    if (m_lineEnd.isEmpty())
        m_lineEnd = "\n";
    m_from = m_endOfHeader = row.next;
    return row.state == CsvCells::Row::Ended;
}

bool TableScanner::scan(LoadWatch &watch)
{
    for (quint64 turn = 0; !m_entries.isFull(); ++turn) {
        if (turn % rowsBetweenLooks == 0) {
            watch.done = static_cast<quint64>(m_from);
            if (!watch.goesOn())
                return false;
        }
        m_from = nextRow(m_from);
        if (m_text.waitFor(m_from + 1) <= m_from)
            return true;
        if (addFenced())
            continue;
        const Row row = readRow(m_cells, m_from, m_largestEntry);
        if (row.state == CsvCells::Row::Ended) {
            addRow(row, m_cells.count());
            m_from = row.next;
        } else {
            m_from = addBroken(row);
        }
    }
    return true;
}

// A line ends with \n, \r\n or \r. Where the next \n stands is remembered, for there may be none for long.
TableScanner::Line TableScanner::lineAt(qsizetype from)
{
    for (qsizetype looked = from;;) {
        const char *const text = m_text.data();
        if (looked < m_feed.from || looked >= m_feed.to + (m_feed.isFound ? 1 : 0)) {
            const qsizetype there = std::max(looked, m_text.waitFor(looked + windowSize));
            const qsizetype found = firstOf('\n', text + looked, text + there);
            m_feed = {looked, found < 0 ? there : looked + found, found >= 0};
        }
        if (const qsizetype found = firstOf('\r', text + looked, text + m_feed.to); found >= 0) {
            const qsizetype at = looked + found;
            const bool isPair = m_text.waitFor(at + 2) > at + 1 && text[at + 1] == '\n';
            return {at, at + (isPair ? 2 : 1)};
        }
        if (m_feed.isFound)
            return {m_feed.to, m_feed.to + 1};
        if (m_text.waitFor(m_feed.to + 1) <= m_feed.to)
            return {m_feed.to, m_feed.to};
        looked = m_feed.to;
    }
}

qsizetype TableScanner::nextRow(qsizetype from)
{
    while (m_text.waitFor(from + 1) > from && (m_text.data()[from] == '\n' || m_text.data()[from] == '\r'))
        ++from;
    return from;
}

TableScanner::Row TableScanner::readRow(CsvCells &cells, qsizetype from, qsizetype limit)
{
    Row row{from, from, from};
    cells.begin();
    do {
        const Line line = lineAt(row.next);
        row.to = line.to;
        if (line.to - from > limit)
            break;
        row.state = cells.read({m_text.data() + row.next, line.next - row.next});
        if (line.next == line.to) { // the text ends
            if (row.state == CsvCells::Row::GoesOn && cells.finish() == CsvCells::Row::Ended)
                row.state = CsvCells::Row::Ended;
            row.next = line.next;
            break;
        }
        row.next = line.next;
    } while (row.state == CsvCells::Row::GoesOn);
    return row;
}

void TableScanner::addRow(const Row &row, qsizetype cells)
{
    const QByteArrayView text(m_text.data() + row.from, row.to - row.from);
    if (cells > m_header.size())
        return m_entries.addFlawed(row.from, row.to, FlawKind::TooManyCells, row.from + extraCell(text));
    if (!simdjson::validate_utf8(text.data(), static_cast<std::size_t>(text.size()))) {
        qsizetype at = 0;
        while (const qsizetype size = utf8Size(text.sliced(at)))
            at += size;
        return m_entries.addFlawed(row.from, row.to, FlawKind::BadUtf8, row.from + at);
    }
    m_entries.addSound(row.from, row.to);
}

// A row between two fences, unless somebody has mended it since so that it ends before.
bool TableScanner::addFenced()
{
    if (!QByteArrayView(m_text.data(), m_from).endsWith(tableFence))
        return false;
    const qsizetype to = m_text.whole().indexOf(tableFence, m_from);
    if (to < 0)
        return false;
    Row row{m_from, to, to};
    CsvCells cells(m_delimiter, false); // its own: of several rows the last may leave it inside a cell
    row.state = cells.read({m_text.data() + m_from, to - m_from});
    if (row.state == CsvCells::Row::Ended)
        return false;
    if (row.state == CsvCells::Row::GoesOn && cells.finish() == CsvCells::Row::Ended && to - m_from <= m_largestEntry)
        addRow(row, cells.count());
    else
        addBroken(row, to);
    m_from = to;
    return true;
}

qsizetype TableScanner::addBroken(const Row &row)
{
    Line last = lineAt(row.from);
    // A single cell is nothing to know a row by, but where no quotation mark is open each line is one.
    const bool isRow = m_header.size() > 1 || row.state == CsvCells::Row::Broken || last.to - row.from > m_largestEntry;
    qsizetype next = last.next;
    if (row.state == CsvCells::Row::Broken && row.next == last.next) {
        const qsizetype mark = markInside({m_text.data() + row.from, last.to - row.from}, m_delimiter);
        if (mark >= 0) {
            m_entries.addFlawed(row.from, last.to, FlawKind::BadQuote, row.from + mark);
            return next;
        }
    }
    while (next > last.to && m_text.waitFor(next + 1) > next) {
        const Row trial = readRow(m_trial, next, longestTrial);
        if (isRow && trial.state == CsvCells::Row::Ended && m_trial.count() == m_header.size())
            break;
        last = lineAt(next);
        next = last.next;
    }
    addBroken(row, last.to);
    return next;
}

void TableScanner::addBroken(const Row &row, qsizetype to)
{
    const bool isTooLarge = row.to - row.from > m_largestEntry && row.state != CsvCells::Row::Broken;
    const bool isOpen = row.state == CsvCells::Row::GoesOn;
    const QByteArrayView text(m_text.data() + row.from, to - row.from);
    const qsizetype quote = std::max(text.indexOf('"'), qsizetype(0));
    m_entries.addFlawed(row.from, to,
                        isTooLarge   ? FlawKind::TooLarge
                            : isOpen ? FlawKind::OpenQuote
                                     : FlawKind::BadQuote,
                        isTooLarge ? row.from : row.from + quote);
}

// Where the first cell begins that the header has no name for.
qsizetype TableScanner::extraCell(QByteArrayView row) const
{
    bool isQuoted = false;
    qsizetype left = m_header.size();
    for (qsizetype at = 0; at < row.size(); ++at) {
        if (row[at] == '"')
            isQuoted = !isQuoted;
        else if (row[at] == m_delimiter && !isQuoted && --left == 0)
            return at + 1;
    }
    return 0;
}

} // namespace batchdeck
