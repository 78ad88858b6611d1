#pragma once

#include <QString>

#include <optional>

namespace batchdeck {

class Session;

struct DryRun {
    QString told;
    int exitCode = 0;
};

// Prints what each record would do, of the first ones: row, label, operation, what.
DryRun dryRun(Session &session, std::optional<quint32> limit);

} // namespace batchdeck
