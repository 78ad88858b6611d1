#pragma once

#include <QString>

#include <nlohmann/json_fwd.hpp>

namespace batchdeck {

// What a JSON Schema says against a value; empty where nothing. Knows the words that plans' schema is
// written in, and throws at any other.
QString schemaComplaint(const nlohmann::ordered_json &schema, const nlohmann::ordered_json &value);

} // namespace batchdeck
