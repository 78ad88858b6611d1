#pragma once

#include "core/batchrun.h"

#include <QStringList>

namespace batchdeck {

// What a person says of records in doubt: "done", "failed" or "again", of all or of "done:3,5-9".
struct DoubtVerdict {
    enum class How : std::uint8_t { Done, Failed, Again };

    static std::optional<DoubtVerdict> read(const QString &text);
    bool covers(quint32 row) const;

    How how = How::Done;
    std::vector<std::pair<quint32, quint32>> rows; // from, to; empty: all
};

struct DecidedDoubts {
    std::vector<quint32> again; // to be run
    QStringList told;
};

// Marks what is done or failed. Of two verdicts on a row the later one counts.
DecidedDoubts decideDoubts(const std::vector<DoubtVerdict> &verdicts, BatchRun &run);

} // namespace batchdeck
