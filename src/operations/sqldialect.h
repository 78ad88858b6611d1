#pragma once

#include <QString>
#include <QVariantList>

namespace batchdeck {

enum class SqlDialect : std::uint8_t { SQLite, PostgreSQL, MariaDB };

// A text with places for values, and the values.
struct SqlStatement {
    QString text;
    QVariantList values;
};

// Quotes around it whatever it holds. QSqlDriver::escapeIdentifier() leaves a name that has quotes already.
QString quotedIdentifier(QStringView name, SqlDialect dialect = SqlDialect::SQLite);

// The place for a value, by its number from 1.
QString placeholder(SqlDialect dialect, qsizetype number);

} // namespace batchdeck
