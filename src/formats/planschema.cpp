#include "formats/planschema.h"

#include "core/plankeys.h"

#include <nlohmann/json.hpp>

namespace batchdeck {

namespace {

using Json = nlohmann::ordered_json;

Json objectOf(const std::vector<KeyDescription> &keys);

std::string utf8(const QString &text)
{
    return text.toStdString();
}

Json list(const QStringList &texts)
{
    Json all = Json::array();
    for (const QString &text : texts)
        all.push_back(utf8(text));
    return all;
}

// A whole number stays one: 1, not 1.0.
Json bound(double value)
{
    return value == static_cast<double>(static_cast<std::int64_t>(value)) ? Json(static_cast<std::int64_t>(value))
                                                                          : Json(value);
}

Json numberOf(const KeyDescription &key)
{
    Json schema{{"type", key.type == KeyType::Integer ? "integer" : "number"}};
    if (key.least)
        schema[key.moreThanLeast ? "exclusiveMinimum" : "minimum"] = bound(*key.least);
    if (key.most)
        schema["maximum"] = bound(*key.most);
    return schema;
}

Json reference(const char *keeper, const char *pattern)
{
    return {{"type", "object"},
            {"properties", {{keeper, {{"type", "string"}, {"pattern", pattern}}}}},
            {"required", {keeper}},
            {"additionalProperties", false}};
}

Json one(const KeyDescription &key)
{
    const Json text{{"type", "string"}};
    const Json someText{{"type", "string"}, {"minLength", 1}};
    switch (key.type) {
    case KeyType::Text:
    case KeyType::Plain:
        return text;
    case KeyType::Identifier:
    case KeyType::Connection:
    case KeyType::Path:
        return someText;
    case KeyType::Place:
        return {{"type", "string"}, {"pattern", "^(?!.*(://|[Pp][Aa][Ss][Ss][Ww][Oo][Rr][Dd]\\s*=))"}};
    case KeyType::Url:
        return {{"type", "string"}, {"pattern", "^https?://"}};
    case KeyType::Value:
    case KeyType::Json:
        return Json::object();
    case KeyType::Integer:
    case KeyType::Number:
        return numberOf(key);
    case KeyType::Boolean:
        return {{"type", "boolean"}};
    case KeyType::Choice:
        return {{"enum", list(key.choices)}};
    case KeyType::Amount:
        return {{"oneOf",
                 {Json{{"type", "integer"}, {"minimum", 1}, {"maximum", 1000000000}},
                  Json{{"type", "string"}, {"pattern", "^0*(100(\\.0+)?|[0-9]{1,2}(\\.[0-9]+)?)%$"}}}}};
    case KeyType::Success:
        return {
            {"oneOf",
             {Json{{"const", "notNull"}},
              Json{
                  {"type", "object"}, {"minProperties", 1}, {"propertyNames", {{"pattern", "^(/([^~]|~[01])*)?$"}}}}}}};
    case KeyType::Secret:
        return {{"oneOf", {reference("env", "^[A-Za-z_][A-Za-z0-9_]*$"), reference("keychain", ".")}}};
    case KeyType::Group:
        return objectOf(key.keys);
    }
    return {};
}

Json described(const KeyDescription &key)
{
    Json schema = one(key);
    if (key.shape == KeyShape::List)
        schema = {{"type", "array"}, {"items", std::move(schema)}};
    else if (key.shape == KeyShape::Object)
        schema = {{"type", "object"}, {"additionalProperties", std::move(schema)}};
    if (!key.help.isEmpty())
        schema["description"] = utf8(key.help);
    if (!key.standard.isEmpty())
        schema["default"] = Json::parse(key.standard.begin(), key.standard.end());
    return schema;
}

Json objectOf(const std::vector<KeyDescription> &keys)
{
    Json properties = Json::object();
    Json required = Json::array();
    for (const KeyDescription &key : keys) {
        properties[utf8(key.name)] = described(key);
        if (key.required)
            required.push_back(utf8(key.name));
    }
    Json schema{{"type", "object"}, {"properties", std::move(properties)}};
    if (!required.empty())
        schema["required"] = std::move(required);
    schema["additionalProperties"] = false;
    return schema;
}

// An object of objects, each of which names its kind: what else it takes depends on that.
Json named(const char *naming, const std::vector<KindDescription> &kinds, const std::vector<KeyDescription> &common)
{
    Json choices = Json::array();
    Json cases = Json::array();
    for (const KindDescription &kind : kinds) {
        std::vector<KeyDescription> keys{
            {.name = QString::fromLatin1(naming), .type = KeyType::Choice, .help = {}, .choices = {kind.name}}};
        keys.insert(keys.end(), kind.keys.begin(), kind.keys.end());
        keys.insert(keys.end(), common.begin(), common.end());
        choices.push_back({{"const", utf8(kind.name)}, {"description", utf8(kind.summary)}});
        cases.push_back({{"if", {{"properties", {{naming, {{"const", utf8(kind.name)}}}}}, {"required", {naming}}}},
                         {"then", objectOf(keys)}});
    }
    const Json each{{"type", "object"},
                    {"properties", {{naming, {{"oneOf", std::move(choices)}}}}},
                    {"required", {naming}},
                    {"allOf", std::move(cases)}};
    return {{"type", "object"}, {"propertyNames", {{"minLength", 1}}}, {"additionalProperties", each}};
}

} // namespace

QByteArray planSchema(const std::vector<KindDescription> &kinds)
{
    Json schema{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                {"title", "Batchdeck plan"},
                {"description", "How Batchdeck runs a batch of records."}};
    schema.update(objectOf(planKeys()));
    const auto put = [&](const QString &key, Json content) {
        Json &place = schema["properties"][utf8(key)];
        content["description"] = place["description"];
        place = std::move(content);
    };
    put(connectionsKey, named("driver", connectionDrivers(), {}));
    Json operations = named("kind", kinds, operationKeys());
    operations["minProperties"] = 1;
    put(operationsKey, std::move(operations));
    return QByteArray::fromStdString(schema.dump(2)) + '\n';
}

} // namespace batchdeck
