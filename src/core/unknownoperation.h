#pragma once

#include "core/operation.h"
#include "core/plan.h"

namespace batchdeck {

// For records that ask for what the plan has not: each fails at once and says so.
class UnknownOperation final : public Operation {
public:
    explicit UnknownOperation(const Plan &plan);

    Expected<QString> preview(const Record &record) const override;
    void start(AttemptHandle handle) override;

private:
    Error problem(const Record &record) const;

    QStringList m_known;
};

} // namespace batchdeck
