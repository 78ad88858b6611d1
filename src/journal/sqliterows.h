#pragma once

#include <QByteArray>
#include <QString>

#include <memory>

struct sqlite3;
struct sqlite3_context;

namespace batchdeck {

// What one column of a row says, on its way into SQLite: nothing where it is not set.
class SqliteValue final {
public:
    explicit SqliteValue(sqlite3_context *context)
        : m_context(context)
    {
    }

    void set(qint64 value) const;
    void set(const QString &text) const;
    void set(const QByteArray &bytes) const; // which must live until the statement has run

private:
    sqlite3_context *m_context;
};

// Rows of this program's as a table that statements read: one that takes them all costs half as much as one for each.
class SqliteRows {
    Q_DISABLE_COPY_MOVE(SqliteRows)

public:
    SqliteRows() = default;
    virtual ~SqliteRows() = default;

    virtual int columns() const = 0;
    virtual std::size_t count() const = 0;
    virtual void tell(std::size_t row, int column, SqliteValue value) const = 0;

    int offer(sqlite3 *connection, const char *name) const; // SQLite's result
};

} // namespace batchdeck
