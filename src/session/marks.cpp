#include "session/marks.h"

#include "operations/sqloperations.h"
#include "session/sessionjournal.h"

namespace batchdeck {

QStringList marksThatMayLack(const Plan &plan, SessionJournal &journal)
{
    const QString leaves = QStringLiteral("leaves marks");
    const QString lacks = QStringLiteral("may lack marks");
    QStringList lacking;
    for (const PlannedOperation &planned : plan.operations) {
        if (!SqlOperation::is(planned))
            continue;
        const bool goesOn = journal.goesOn();
        const bool didLack = goesOn && journal.wasDecided(lacks, planned.name);
        const bool isWhole =
            SqlOperation::leavesMarks(planned) && !didLack && (!goesOn || journal.wasDecided(leaves, planned.name));
        if (!isWhole)
            lacking += planned.name;
        if (isWhole ? !goesOn : !didLack)
            journal.decided(isWhole ? leaves : lacks, planned.name);
    }
    return lacking;
}

} // namespace batchdeck
