#include "core/plan.h"

#include <QDir>

#include <algorithm>
#include <tuple>

namespace batchdeck {

namespace {

template <typename T>
const T *named(const std::vector<T> &all, QStringView name)
{
    const auto found = std::find_if(all.begin(), all.end(), [&](const T &one) { return one.name == name; });
    return found == all.end() ? nullptr : &*found;
}

auto said(const Plan &plan)
{
    return std::tie(plan.schema, plan.id, plan.label, plan.target, plan.settings, plan.limits, plan.coalesce,
                    plan.connections, plan.operations);
}

} // namespace

std::optional<bool> PlannedOperation::idempotent() const
{
    const bool *said = keys.one<bool>(u"idempotent");
    return said ? std::optional(*said) : std::nullopt;
}

std::optional<SuccessTest> PlannedOperation::success() const
{
    const SuccessTest *test = keys.one<SuccessTest>(u"success");
    return test ? std::optional(*test) : std::nullopt;
}

Plan Plan::trial()
{
    Plan plan;
    plan.operations.push_back({QStringLiteral("*"), QStringLiteral("simulate")});
    return plan;
}

const PlannedOperation *Plan::operation(const QString &name) const
{
    const PlannedOperation *exact = named(operations, name);
    return exact ? exact : named(operations, u"*");
}

const PlannedConnection *Plan::connection(const QString &name) const
{
    return named(connections, name);
}

QString Plan::path(const QString &written) const
{
    return QDir(folder).filePath(written);
}

bool Plan::operator==(const Plan &other) const
{
    return said(*this) == said(other) && saysFailures() == other.saysFailures();
}

} // namespace batchdeck
