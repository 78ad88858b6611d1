#pragma once

#include "core/operation.h"
#include "core/plan.h"

namespace batchdeck {

// For records that ask for what the plan has not: each fails at once and says so.
class UnknownOperation final : public Operation {
public:
    explicit UnknownOperation(const Plan &plan);

    void start(AttemptHandle handle) override;

private:
    QStringList m_known;
};

} // namespace batchdeck
