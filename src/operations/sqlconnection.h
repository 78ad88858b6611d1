#pragma once

#include "core/error.h"
#include "operations/sqldialect.h"

#include <QSqlDatabase>

#include <memory>

namespace batchdeck {

// A QSqlDatabase under a name of its own; only for the thread that made it.
class SqlConnection {
    Q_DISABLE_COPY_MOVE(SqlConnection)

public:
    explicit SqlConnection(const QString &driver);
    ~SqlConnection();

    QSqlDatabase &database() { return m_database; }

    // What the driver itself works with: "sqlite3*" or "PGconn*". Null while it is closed.
    template <typename T>
    T *handle(const char *type) const
    {
        const QVariant handle = nativeHandle();
        return handle.isValid() && qstrcmp(handle.typeName(), type) == 0 ? *static_cast<T *const *>(handle.constData())
                                                                         : nullptr;
    }

private:
    QVariant nativeHandle() const;

    QString m_name;
    QSqlDatabase m_database;
};

// What a statement answered.
struct SqlResult {
    // A text that is more to JSON: a number, with all its digits, or JSON itself.
    enum class Form : std::uint8_t { Value, Number, Json };

    QStringList columns;
    std::vector<Form> forms; // of the columns; without them all are values
    std::vector<QVariantList> rows;
    qint64 affected = 0;
    bool isCut = false; // there were more rows

    QByteArray json() const;
};

} // namespace batchdeck
