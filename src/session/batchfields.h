#pragma once

#include "core/batch.h"

namespace batchdeck {

// A field that records, or the rows in them, have.
struct BatchField {
    QString name;
    quint32 count = 0; // of those that were looked at, how many have it
    bool isScalar = true; // no object or list anywhere
    bool isText = true; // everywhere
    bool holdsRows = true; // an object or a list of them, everywhere
    bool isDistinct = true; // no two values are alike
    QStringList values; // the first few there are
};

// What the first records of a batch look like, for whoever writes a plan for it.
struct BatchFields {
    static constexpr quint32 looksAt = 1000; // records
    static constexpr qsizetype fewValues = 12;

    quint32 records = 0; // that were looked at
    std::vector<BatchField> fields; // of the records, in the order in which they came up
    QStringList operations; // what they ask for by name; "*" for those that ask for nothing
    QString rowsField; // which holds rows to write; empty: the record itself is one
    quint32 rows = 0;
    std::vector<BatchField> columns; // of the rows; distinct within their table

    static BatchFields of(const Batch &batch);
    const BatchField *field(std::initializer_list<QStringView> names) const; // the first of them that there is
    QString tableField() const; // empty where no field names the table
};

} // namespace batchdeck
