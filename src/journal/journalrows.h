#pragma once

#include "journal/journalentry.h"
#include "journal/sqlitefile.h"

#include <vector>

namespace batchdeck {

// Entries on their way into a journal's tables, all of one commit in one statement for each table: in the order in
// which these keep them, so that SQLite looks for the place of few, and fills its pages.
class JournalRows final {
    Q_DISABLE_COPY_MOVE(JournalRows)

public:
    JournalRows() = default;

    Expected<void> prepare(SqliteFile &file);

    struct Row {
        qint64 id;
        const JournalEntry *entry; // which lives until it is inserted
        quint64 sum;
        quint16 errorKind;
    };
    void add(const Row &row) { m_history.rows.push_back(row); }
    Expected<void> insert(); // those that were added
    void clear();

private:
    class History final : public SqliteRows {
    public:
        int columns() const override { return 13; }
        std::size_t count() const override { return rows.size(); }
        void tell(std::size_t row, int column, SqliteValue value) const override;
        std::vector<Row> rows;
    };
    class Bodies final : public SqliteRows {
    public:
        int columns() const override { return 5; }
        std::size_t count() const override { return rows.size(); }
        void tell(std::size_t row, int column, SqliteValue value) const override;
        std::vector<Row> rows;
    };

    History m_history;
    Bodies m_bodies;
    SqliteStatement m_insertHistory;
    SqliteStatement m_insertBodies;
};

} // namespace batchdeck
