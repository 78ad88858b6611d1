#pragma once

#include "core/runevent.h"

#include <QString>

namespace batchdeck {

// What a person asked of a run, for whoever reads its history.
struct Decision {
    QString what; // "cancel"
    QString detail; // "rows 3, 5 and 7"

    bool operator==(const Decision &) const = default;
};

// Nothing where it is no person who speaks. The settings are those that hold until then.
std::optional<Decision> decisionOf(const Event &event, const RunSettings &settings);

} // namespace batchdeck
