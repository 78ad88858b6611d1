#pragma once

#include "core/error.h"

#include <QByteArrayList>

#include <nlohmann/json_fwd.hpp>

#include <memory>
#include <vector>

namespace batchdeck {

// What the plan calls success: "notNull", or values that stand at places of the result.
class SuccessTest {
public:
    static Expected<SuccessTest> fromJson(const nlohmann::ordered_json &json);

    // Why the result does not pass, or nothing.
    std::optional<Error> failure(const QByteArray &result) const;

private:
    struct Wanted {
        QString place; // as the plan writes it
        QByteArrayList path;
        std::shared_ptr<const nlohmann::json> value;
    };

    bool m_notNull = false;
    std::vector<Wanted> m_wanted;
};

} // namespace batchdeck
