#include "core/record.h"

#include <nlohmann/json.hpp>

namespace batchdeck {

nlohmann::ordered_json Record::body() const
{
    auto body = nlohmann::ordered_json::parse(m_entry.begin(), m_entry.end(), nullptr, false);
    return body.is_discarded() ? nlohmann::ordered_json() : body;
}

} // namespace batchdeck
