#pragma once

#include "operations/upsert.h"

#include <QHash>

namespace batchdeck {

// One row of a record: its columns in their order, with what is bound for each.
struct UpsertRow {
    struct Cell {
        const SqlColumn *column = nullptr;
        QVariant value;
        const SetColumn *set = nullptr; // where the plan has an expression
    };

    quint32 number = 0; // in the record, from 1
    std::vector<Cell> cells;
    QStringList key; // the columns that it is found by; empty: it is inserted
    QString shape; // once it is told: the same for rows that one statement can write

    const Cell *cell(const QString &column) const;
    void tellShape();
    // The same for rows with one key; empty where the key is not complete, so that nothing is like it.
    QString identity() const;
};

// The objects of a record's rows, as they are written.
Expected<std::vector<QByteArrayView>> rowObjects(const UpsertRequest &request);

Expected<std::vector<UpsertRow>> readRows(const UpsertRequest &request, const SqlTable &table, SqlDialect dialect,
                                          RowShape *last = nullptr, const std::stop_token &stop = {});

// Asked at each row, which looks at some of them; and what is said then.
bool isStoppedAt(std::size_t row, const std::stop_token &stop);
Error stoppedAmongRows();

// Of rows with one key one is left, which says what all of them say in their order; how many went? It is the last of
// them, since a database may take keys for equal that are not to us: whoever is written last wins there.
quint32 mergeRows(std::vector<UpsertRow> &rows, OnConflict onConflict);

} // namespace batchdeck
