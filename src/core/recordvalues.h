#pragma once

#include "core/record.h"

namespace batchdeck {

// What templates are filled from: a record, read once for however many of them.
struct RecordValues {
    quint32 row = 0;
    QByteArray body; // the record's fields, as JSON
    int attempt = 1;

    static RecordValues of(const Record &record, int attempt = 1) { return {record.row(), record.body(), attempt}; }
    // As much as it takes to name it: a record may be long.
    static RecordValues beginning(const Record &record)
    {
        constexpr qsizetype furthest = 64 * 1024;
        return {record.row(), record.body().first(qMin(furthest, record.body().size())), 1};
    }
};

} // namespace batchdeck
