#include "core/unknownoperation.h"

#include "core/nearest.h"
#include "core/recordnames.h"

namespace batchdeck {

UnknownOperation::UnknownOperation(const Plan &plan)
{
    for (const PlannedOperation &operation : plan.operations)
        m_known << operation.name;
}

Expected<QString> UnknownOperation::preview(const Record &record) const
{
    return problem(record);
}

void UnknownOperation::start(AttemptHandle handle)
{
    handle.finish(Outcome::failed(problem(handle->record())));
}

Error UnknownOperation::problem(const Record &record) const
{
    const QString name = operationOf(RecordValues::of(record));
    const QString what = name.isEmpty()
        ? QStringLiteral(
              "The record asks for no operation, and the plan has none (“*”) for such records. The plan has: %1.")
              .arg(listed(m_known))
        : QStringLiteral("The plan has no operation “%1”. %2").arg(capped(name, 60), nearestHint(name, m_known));
    return {QStringLiteral("operation"), what, false};
}

} // namespace batchdeck
