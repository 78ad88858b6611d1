#include "core/workload.h"

#include <algorithm>

namespace batchdeck {

Expected<void> check(const Workload &workload)
{
    const auto areBelow = [](const std::vector<quint32> &values, std::size_t bound, bool noneAllowed) {
        return std::all_of(values.begin(), values.end(),
                           [=](quint32 value) { return value < bound || (noneAllowed && value == nothing); });
    };
    const auto isForEach = [&](const std::vector<quint32> &values) {
        return values.empty() || values.size() == workload.records;
    };
    const auto groupFits = [&](const Workload::Group &group) {
        return group.operation < workload.operations.size() && areBelow(group.limits, workload.gates.size(), false)
            && areBelow({group.target}, workload.gates.size(), true);
    };
    const struct {
        bool holds;
        QString what;
    } demands[] = {
        {!workload.groups.empty(), QStringLiteral("has no group")},
        {workload.operations.size() <= 0xffff, QStringLiteral("has more than 65,535 operations")},
        {std::all_of(workload.groups.begin(), workload.groups.end(), groupFits),
         QStringLiteral("has a group of an operation, target or limit that is not there")},
        {std::all_of(workload.gates.begin(), workload.gates.end(),
                     [](const Workload::Gate &gate) { return gate.max > 0; }),
         QStringLiteral("has a limit that lets nobody in")},
        {isForEach(workload.groupOf) && areBelow(workload.groupOf, workload.groups.size(), false),
         QStringLiteral("does not name a group that is there for each record")},
        {isForEach(workload.sameAs) && areBelow(workload.sameAs, workload.records, true),
         QStringLiteral("does not number its coalescing keys from 0, one for each record")},
        {areBelow(workload.invalid, workload.records, false), QStringLiteral("calls a row invalid that is not there")},
    };
    for (const auto &[holds, what] : demands) {
        if (!holds)
            return Error{QStringLiteral("setup"), QStringLiteral("The run's workload %1.").arg(what), false};
    }
    return {};
}

} // namespace batchdeck
