#pragma once

#include "core/batch.h"

#include <algorithm>
#include <functional>
#include <optional>

namespace batchdeck {

class OutputFile;

// The results of a batch, in its order, for a file that is written when the run is over.
struct ResultSource {
    const Batch &batch;
    std::function<QByteArray(quint32 row)> line; // as resultLine() writes it
    std::optional<quint32> asked{}; // of the first records alone

    quint32 size() const { return std::min(batch.size(), asked.value_or(batch.size())); }
};

// A table: the input's own columns, the state, the error, and the fields of the results. Cells that a
// spreadsheet would take for a formula are defused unless they are to be raw. More columns than a
// spreadsheet bears are refused.
Expected<void> writeResultTable(const ResultSource &results, bool isRaw, OutputFile &file);

// JSON Lines, in the batch's order.
Expected<void> writeResultLines(const ResultSource &results, OutputFile &file);

// A JSON array, an element for each record.
Expected<void> writeResultArray(const ResultSource &results, OutputFile &file);

// One JSON object, a member for each record. A key that was used already gets its row behind it.
Expected<void> writeResultObject(const ResultSource &results, const std::function<QString(quint32 row)> &key,
                                 OutputFile &file);

} // namespace batchdeck
