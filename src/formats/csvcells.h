#pragma once

#include <QByteArrayList>

#include <csv.h>

#include <vector>

namespace batchdeck {

// The cells of CSV rows, by libcsv, which is strict here: what follows a closing quotation mark, and a mark inside a
// cell that does not begin with one, is an error. Spaces belong to the cells.
class CsvCells {
    Q_DISABLE_COPY_MOVE(CsvCells)

public:
    static constexpr qsizetype mostKept = 16'384; // as many as a spreadsheet has columns

    enum class Row { GoesOn, Ended, Broken };

    CsvCells(char delimiter, bool keepsText);
    ~CsvCells();

    void begin(); // a row
    Row read(QByteArrayView line); // up to a line's end; more than one where the row goes on behind it
    Row finish(); // where the text ends without a line's end

    qsizetype count() const { return m_count; }
    const QByteArrayList &cells() const { return m_cells; } // where it keeps them, the first

private:
    void init();

    csv_parser m_parser;
    const char m_delimiter;
    const bool m_keepsText;
    qsizetype m_count = 0;
    bool m_hasEnded = false;
    bool m_isFresh = true;
    QByteArrayList m_cells;
};

} // namespace batchdeck
