#pragma once

#include "operations/sqldialect.h"

#include <QStringList>

#include <vector>

namespace batchdeck {

enum class SqlType : std::uint8_t { Any, Integer, Decimal, Real, Boolean, Text, Json, Time, Binary, Other };

struct SqlColumn {
    QString name;
    QString declared; // as its table says: "varchar(20)"
    SqlType type = SqlType::Any;
    int bits = 64; // of an integer
    bool notNull = false;
    bool isFilled = false; // by the database, where nothing is written to it
};

// What the catalogue says of a table.
struct SqlTable {
    QString schema; // as statements must name it; may be empty
    QString name;
    std::vector<SqlColumn> columns;
    std::vector<QStringList> keys; // of which each row has its own: the primary key, then unique constraints
    bool isPartitioned = false; // PostgreSQL, or a view: a row that is written does not tell whether it was there
    bool hasRowids = true; // SQLite
    bool isView = false;
    bool hasOtherKeys = false; // MariaDB: on a part of a column

    // By the name that a record uses; only PostgreSQL knows case.
    const SqlColumn *column(QStringView written, bool anyCase) const;
    QString path(SqlDialect dialect) const; // for statements, quoted
    QString title() const; // for people
};

// By what a table of SQLite declares, as SQLite itself reads it.
SqlType sqliteType(const QString &declared);

// By the name that PostgreSQL gives a type in pg_type.
SqlType postgresType(const QString &name);
int postgresBits(const QString &name);

// By what MariaDB's catalogue says: "bigint", "bigint(20) unsigned".
SqlType mariadbType(const QString &name, const QString &declared);
int mariadbBits(const QString &name, const QString &declared);

} // namespace batchdeck
