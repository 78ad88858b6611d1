#pragma once

#include "core/runsettings.h"
#include "models/failuregroups.h"

#include <QCoreApplication>

namespace batchdeck {

// When failures end or halt a run, in as few words as a field has room for.
class FailureText {
    Q_DECLARE_TR_FUNCTIONS(batchdeck::FailureText)

public:
    static QString brief(const FailureSettings &settings); // "20 alike or 5%", "100 in all: finish"
    static QString kinds(std::vector<FailureGroup> groups); // "31 × no such table, 2 × timed out", the most first
};

} // namespace batchdeck
