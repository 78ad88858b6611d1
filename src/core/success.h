#pragma once

#include "core/error.h"

#include <nlohmann/json_fwd.hpp>

#include <memory>
#include <optional>

namespace batchdeck {

// What the plan calls success: "notNull", or values that stand at places of the result.
class SuccessTest {
public:
    static Expected<SuccessTest> fromJson(const nlohmann::ordered_json &json);

    // Why the result does not pass, or nothing.
    std::optional<Error> failure(const QByteArray &result) const;

private:
    bool m_notNull = false;
    std::shared_ptr<const nlohmann::ordered_json> m_expected; // values by their places
};

} // namespace batchdeck
