#pragma once

#include "operations/sqltable.h"
#include "session/batchfields.h"

#include <optional>

namespace batchdeck {

// A table that the rows of a batch could be written to.
struct TableFit {
    QString table;
    QStringList key; // the first of its keys that every row has whole; empty: there is none
    QStringList lacks; // columns of the rows that it has not, or that take no such values
    QStringList others; // tables that fit as well: nobody but a person can tell
};

// The one whose columns fit best; of several the one whose name is alike. Nothing where none has half of them.
std::optional<TableFit> fittingTable(const BatchFields &fields, const std::vector<SqlTable> &tables, SqlDialect dialect,
                                     const QString &like);

// That key of a table, whatever else fits.
QStringList fittingKey(const BatchFields &fields, const SqlTable &table, SqlDialect dialect);

} // namespace batchdeck
