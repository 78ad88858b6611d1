#include "schemavalidator.h"

#include <QRegularExpression>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <stdexcept>

#include <nlohmann/json.hpp>

namespace batchdeck {

namespace {

using Json = nlohmann::ordered_json;

bool isOf(const std::string &type, const Json &value)
{
    static const std::map<std::string, bool (*)(const Json &)> types = {
        {"object", [](const Json &it) { return it.is_object(); }},
        {"array", [](const Json &it) { return it.is_array(); }},
        {"string", [](const Json &it) { return it.is_string(); }},
        {"boolean", [](const Json &it) { return it.is_boolean(); }},
        {"number", [](const Json &it) { return it.is_number(); }},
        {"integer", [](const Json &it) { return it.is_number() && it.get<double>() == std::floor(it.get<double>()); }},
    };
    return types.at(type)(value);
}

bool passes(const Json &schema, const Json &value)
{
    return schemaComplaint(schema, value).isEmpty();
}

template <typename Items, typename Test>
bool all(const Items &items, Test &&test)
{
    return std::all_of(items.begin(), items.end(), test);
}

template <typename Items, typename Test>
auto count(const Items &items, Test &&test)
{
    return std::count_if(items.begin(), items.end(), test);
}

bool allMembers(const Json &value, const std::function<bool(const std::string &, const Json &)> &test)
{
    if (!value.is_object())
        return true;
    for (const auto &member : value.items()) {
        if (!test(member.key(), member.value()))
            return false;
    }
    return true;
}

bool additionalPass(const Json &schema, const Json &content, const Json &value)
{
    return allMembers(value, [&](const std::string &key, const Json &member) {
        if (schema.contains("properties") && schema["properties"].contains(key))
            return true;
        return content.is_boolean() ? content.get<bool>() : passes(content, member);
    });
}

// A word of the schema: its content, the value, and the schema around it.
using Word = bool (*)(const Json &content, const Json &value, const Json &schema);
const std::map<std::string, Word> words = {
    {"type", [](const Json &content, const Json &value, const Json &) { return isOf(content, value); }},
    {"const", [](const Json &content, const Json &value, const Json &) { return value == content; }},
    {"enum",
     [](const Json &content, const Json &value, const Json &) {
         return count(content, [&](const Json &one) { return one == value; }) > 0;
     }},
    {"pattern",
     [](const Json &content, const Json &value, const Json &) {
         const QRegularExpression pattern(QString::fromStdString(content));
         return !value.is_string() || pattern.match(QString::fromStdString(value)).hasMatch();
     }},
    {"minLength",
     [](const Json &content, const Json &value, const Json &) {
         return !value.is_string() || value.get<std::string>().size() >= content.get<std::size_t>();
     }},
    {"minimum",
     [](const Json &content, const Json &value, const Json &) { return !value.is_number() || value >= content; }},
    {"exclusiveMinimum",
     [](const Json &content, const Json &value, const Json &) { return !value.is_number() || value > content; }},
    {"maximum",
     [](const Json &content, const Json &value, const Json &) { return !value.is_number() || value <= content; }},
    {"minProperties",
     [](const Json &content, const Json &value, const Json &) {
         return !value.is_object() || value.size() >= content.get<std::size_t>();
     }},
    {"required",
     [](const Json &content, const Json &value, const Json &) {
         return !value.is_object()
             || all(content, [&](const Json &key) { return value.contains(key.get<std::string>()); });
     }},
    {"properties",
     [](const Json &content, const Json &value, const Json &) {
         return allMembers(value, [&](const std::string &key, const Json &member) {
             return !content.contains(key) || passes(content[key], member);
         });
     }},
    {"propertyNames",
     [](const Json &content, const Json &value, const Json &) {
         return allMembers(value, [&](const std::string &key, const Json &) { return passes(content, key); });
     }},
    {"additionalProperties",
     [](const Json &content, const Json &value, const Json &schema) { return additionalPass(schema, content, value); }},
    {"items",
     [](const Json &content, const Json &value, const Json &) {
         return !value.is_array() || all(value, [&](const Json &one) { return passes(content, one); });
     }},
    {"oneOf",
     [](const Json &content, const Json &value, const Json &) {
         return count(content, [&](const Json &one) { return passes(one, value); }) == 1;
     }},
    {"allOf",
     [](const Json &content, const Json &value, const Json &) {
         return all(content, [&](const Json &one) { return passes(one, value); });
     }},
    {"if",
     [](const Json &content, const Json &value, const Json &schema) {
         return !passes(content, value) || passes(schema["then"], value);
     }},
};

} // namespace

QString schemaComplaint(const Json &schema, const Json &value)
{
    for (const auto &[word, content] : schema.items()) {
        if (word == "description" || word == "default" || word == "title" || word == "$schema" || word == "then")
            continue;
        const auto known = words.find(word);
        if (known == words.end())
            throw std::runtime_error("a word that this validator has not learned: " + word);
        if (!known->second(content, value, schema))
            return QString::fromStdString(word + " " + content.dump() + " against " + value.dump());
    }
    return {};
}

} // namespace batchdeck
