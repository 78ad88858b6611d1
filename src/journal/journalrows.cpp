#include "journal/journalrows.h"

#include "journal/entrysum.h"

#include <algorithm>
#include <iterator>

namespace batchdeck {

Expected<void> JournalRows::prepare(SqliteFile &file)
{
    // "or rollback": SQLite need not be able to take back a part of a transaction, which would be one more file.
    const struct {
        const char *name;
        const SqliteRows &rows;
        const char *sql;
        SqliteStatement &statement;
    } all[] = {
        {"new_history", m_history, "insert or rollback into history select * from new_history", m_insertHistory},
        {"new_body", m_bodies, "insert or rollback into body select * from new_body", m_insertBodies},
    };
    for (const auto &[name, rows, sql, statement] : all) {
        if (auto offered = file.offer(name, rows); !offered)
            return offered;
        auto prepared = file.prepare(sql);
        if (!prepared)
            return prepared.error();
        statement = *std::move(prepared);
    }
    return {};
}

void JournalRows::clear()
{
    m_history.rows.clear();
    m_bodies.rows.clear();
}

Expected<void> JournalRows::insert()
{
    std::sort(m_history.rows.begin(), m_history.rows.end(), [](const Row &a, const Row &b) { return a.id < b.id; });
    std::copy_if(m_history.rows.begin(), m_history.rows.end(), std::back_inserter(m_bodies.rows),
                 [](const Row &row) { return row.entry->has(JournalEntry::HasBody); });
    Expected<void> inserted;
    if (!m_history.rows.empty())
        inserted = m_insertHistory.run();
    if (inserted && !m_bodies.rows.empty())
        inserted = m_insertBodies.run();
    clear();
    return inserted;
}

void JournalRows::History::tell(std::size_t row, int column, SqliteValue value) const
{
    const auto &[id, entry, sum, errorKind] = rows[row];
    switch (column) {
    case 0:
        return value.set(id);
    case 1:
        return value.set(qint64(entry->what));
    case 2:
        return value.set(qint64(entry->number));
    case 3:
        return value.set(qint64(entry->became));
    case 4:
        return value.set(qint64(entry->report));
    case 5:
        return value.set(qint64(entry->reason));
    case 6:
        return value.set(qint64(entry->flags));
    case 7:
        return entry->leader == nothing ? void() : value.set(qint64(entry->leader));
    case 8:
        return value.set(entry->at);
    case 9:
        return value.set(entry->elapsed);
    case 10:
        return entry->timeout < 0 ? void() : value.set(entry->timeout);
    case 11:
        return errorKind == 0 ? void() : value.set(qint64(errorKind));
    default:
        return value.set(static_cast<qint64>(sum));
    }
}

void JournalRows::Bodies::tell(std::size_t row, int column, SqliteValue value) const
{
    const auto &[id, entry, sum, errorKind] = rows[row];
    switch (column) {
    case 0:
        return value.set(id);
    case 1:
        return value.set(entry->errorMessage);
    case 2:
        return value.set(entry->result);
    case 3:
        return value.set(entry->log);
    default:
        return value.set(static_cast<qint64>(bodySum(id, *entry)));
    }
}

} // namespace batchdeck
