#include "core/unknownoperation.h"

#include "core/nearest.h"
#include "core/recordnames.h"

namespace batchdeck {

UnknownOperation::UnknownOperation(const Plan &plan)
{
    for (const PlannedOperation &operation : plan.operations)
        m_known << operation.name;
}

void UnknownOperation::start(AttemptHandle handle)
{
    const QString name = operationOf(RecordValues::of(handle->record()));
    const QString what = name.isEmpty()
        ? QStringLiteral(
              "The record asks for no operation, and the plan has none (“*”) for such records. The plan has: %1.")
              .arg(listed(m_known))
        : QStringLiteral("The plan has no operation “%1”. %2").arg(capped(name, 60), nearestHint(name, m_known));
    handle.finish(Outcome::failed({QStringLiteral("operation"), what, false}));
}

} // namespace batchdeck
