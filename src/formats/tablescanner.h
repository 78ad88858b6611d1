#pragma once

#include "formats/csvcells.h"
#include "formats/entrylist.h"

namespace batchdeck {

// Finds the rows of CSV and TSV. A row whose quotation marks do not match is broken: the next begins at the first line
// that is a row of its own, with as many cells as the header; one that we fenced ends there.
class TableScanner {
public:
    TableScanner(IncomingText &text, char delimiter, quint32 largestEntry);

    bool readHeader(qsizetype from); // false where it is broken
    bool hasTooManyColumns() const { return m_hasTooMany; }
    const QByteArrayList &header() const { return m_header; }
    qsizetype endOfHeader() const { return m_endOfHeader; }
    QByteArrayView lineEnd() const { return m_lineEnd; } // as behind the header

    bool scan(LoadWatch &watch); // the rows; false where the watch stopped it
    EntryList &entries() { return m_entries; }

private:
    struct Row {
        qsizetype from = 0;
        qsizetype to = 0; // without the line's end
        qsizetype next = 0;
        CsvCells::Row state = CsvCells::Row::GoesOn; // where the text, or what is allowed, ends before it does
    };
    struct Line {
        qsizetype to;
        qsizetype next;
    };
    Row readRow(CsvCells &cells, qsizetype from, qsizetype limit);
    Line lineAt(qsizetype from);
    qsizetype nextRow(qsizetype from); // behind blank lines
    void addRow(const Row &row, qsizetype cells);
    bool addFenced();
    qsizetype addBroken(const Row &row);
    void addBroken(const Row &row, qsizetype to);
    qsizetype extraCell(QByteArrayView row) const;

    IncomingText &m_text;
    const char m_delimiter;
    const quint32 m_largestEntry;
    EntryList m_entries;
    CsvCells m_cells;
    CsvCells m_trial; // of what may be a row
    QByteArrayList m_header;
    QByteArrayView m_lineEnd = "\n";
    struct {
        qsizetype from = 0;
        qsizetype to = 0; // none before it
        bool isFound = false; // it stands there
    } m_feed;
    bool m_hasTooMany = false;
    qsizetype m_endOfHeader = 0;
    qsizetype m_from = 0;
};

} // namespace batchdeck
