#pragma once

#include "core/record.h"

namespace batchdeck {

// How a record is called where people read of it.
struct RecordTitle {
    QString id; // its messageId, else its id, else its row
    QString label; // its own, else its id
    QString operation; // what it asks for

    static RecordTitle of(const Record &record);
};

} // namespace batchdeck
