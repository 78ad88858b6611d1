#pragma once

#include "core/error.h"
#include "operations/sqlvalue.h"

#include <memory>
#include <optional>
#include <stop_token>

namespace batchdeck {

struct JsonMember;

enum class OnConflict : std::uint8_t { Update, Ignore, Error };

// A column that the plan sets in every row: to a value, or to an expression of the plan's own.
struct SetColumn {
    QString name;
    QString expression; // SQL; else the value counts
    QByteArray json;
};

// What one record asks for.
struct UpsertRequest {
    QString sqliteTable() const; // SQLite has no schemas: they are part of the name

    QString schema;
    QString table;
    QByteArray rows; // JSON: an object, or an array of them
    QStringList key; // empty: the table's own
    OnConflict onConflict = OnConflict::Update;
    std::vector<SetColumn> set;
};

// Rows that are written by one statement.
struct UpsertStep {
    SqlStatement write;
    bool mayUpdate = false; // a row that is there
    // Is it there? Where the write does not tell, or must not be tried. PostgreSQL, without an update: how many of them
    // are?
    std::optional<SqlStatement> exists;
    std::optional<SqlStatement> update; // instead of the write, where it is there; without text it stays as it is
    quint32 rows = 0;
    quint32 firstRow = 0; // in the record, from 1
    std::vector<quint32> numbers; // of many: each one's, likewise
    QString one; // of many: the text that writes one of them
};

// How many of a record's rows became what.
struct UpsertCounts {
    quint32 inserted = 0;
    quint32 updated = 0;
    quint32 ignored = 0; // they were there and stay as they are
    quint32 superseded = 0; // a later row of the record has the same key
    bool insertsOnly = false; // there was no key to find a row by

    QByteArray json() const;
};

// A record's rows as statements: rows with the same columns together, each key once.
struct Upsert {
    std::vector<UpsertStep> steps;
    UpsertCounts counts; // what is known before anything is written
    bool isApart = false; // as was asked for in its making
};

// The columns of the last row that was read, for the next one if it has the same members.
struct RowShape {
    const SqlTable *table = nullptr; // which is there as long as this is
    QStringList planned; // key
    std::vector<QByteArray> members; // their keys as they are written
    std::vector<const SqlColumn *> columns;
    std::vector<std::size_t> places; // of each in the table's order, among them
    QStringList key;

    bool fits(const UpsertRequest &request, const SqlTable &other, const std::vector<JsonMember> &row) const;
};

// The texts of a lone row's statements, kept for the next row that has the same columns of the same table.
struct UpsertTexts {
    RowShape shape;
    std::vector<const SqlColumn *> columns;
    QStringList key;
    OnConflict onConflict = OnConflict::Update;
    QString write;
    bool mayUpdate = false;
    QString exists;
};

struct UpsertMaking {
    UpsertTexts *texts = nullptr; // must be emptied when the table they are of is gone
    std::stop_token stop{}; // of rows there may be hundreds of thousands
    bool isApart = false; // PostgreSQL: each row by itself, all of them in their order, and it tells its key
};

Expected<Upsert> buildUpsert(const UpsertRequest &request, const SqlTable &table, SqlDialect dialect,
                             const UpsertMaking &making = {});

// The table that a record means, as its rows and the plan's key have it: nobody was asked.
SqlTable presumedTable(const UpsertRequest &request, SqlDialect dialect);

// The table that a record's rows would need, where there is none; and what one lacks that is there.
Expected<SqlStatement> createTable(const UpsertRequest &request, const SqlTable &named, SqlDialect dialect);
Expected<std::vector<SqlStatement>> addColumns(const UpsertRequest &request, const SqlTable &table, SqlDialect dialect);

} // namespace batchdeck
