#pragma once

#include "core/operation.h"

#include <memory>

namespace batchdeck {

// In the place of an operation that cannot undo what it does: says what that would do, and does nothing.
class PreviewOperation final : public Operation {
public:
    explicit PreviewOperation(std::unique_ptr<Operation> previewed);

    Expected<QString> preview(const Record &record) const override;
    void start(AttemptHandle handle) override;

private:
    const std::unique_ptr<Operation> m_previewed;
};

} // namespace batchdeck
