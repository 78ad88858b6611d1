#pragma once

#include "core/runsummary.h"

#include <QCoreApplication>

namespace batchdeck {

class FailureGroups;

// What a person must know of a run that does not go on as it began, or is over, and what to do about it.
struct RunNews {
    Q_DECLARE_TR_FUNCTIONS(batchdeck::RunNews)

public:
    enum class Kind { None, Halted, Ended };

    // What went wrong is asked for where it is told.
    static RunNews of(const RunSummary &summary, const FailureGroups &failures, bool isJournalLost = false);
    bool operator==(const RunNews &) const = default;

    Kind kind = Kind::None;
    quint32 round = 0;
    State sign = State::Succeeded; // whose icon says how grave it is
    QString sentence{};
    QString advice{};
    bool isJournalLost = false; // it cannot be written to where it stands
    bool mayBeThePlan = false; // that too much fails
    bool hasProblems = false; // that can be shown
    bool hasFailed = false; // something that may be retried
    bool hasCancelled = false; // something that never had its turn, or not all of it
};

} // namespace batchdeck
