#include "core/success.h"

#include <QByteArray>

#include <nlohmann/json.hpp>

namespace batchdeck {

using Json = nlohmann::ordered_json;

namespace {

Error unsuccessful(const QString &message)
{
    return {QStringLiteral("success"), message, false};
}

QString shown(const Json &value)
{
    return QString::fromStdString(value.dump(-1, ' ', false, Json::error_handler_t::replace));
}

} // namespace

Expected<SuccessTest> SuccessTest::fromJson(const Json &json)
{
    SuccessTest test;
    if (json == "notNull") {
        test.m_notNull = true;
        return test;
    }
    const Error wrong{QStringLiteral("plan"),
                      QStringLiteral("\"success\" must be \"notNull\" or an object of places and values such as "
                                     "{\"/ok\": true}, not %1.")
                          .arg(shown(json)),
                      false};
    if (!json.is_object() || json.empty())
        return wrong;
    for (const auto &[place, value] : json.items()) {
        try {
            Json::json_pointer{place};
        } catch (const Json::exception &) {
            return wrong;
        }
    }
    test.m_expected = std::make_shared<const Json>(json);
    return test;
}

std::optional<Error> SuccessTest::failure(const QByteArray &result) const
{
    const Json json = Json::parse(result.begin(), result.end(), nullptr, false);
    const bool isNull = json.is_discarded() || json.is_null();
    if (m_notNull && isNull)
        return unsuccessful(QStringLiteral("The result is null, which the plan does not call a success."));
    if (!m_expected)
        return {};
    for (const auto &[key, value] : m_expected->items()) {
        const Json::json_pointer place(key);
        const QString where = QString::fromStdString(key);
        if (isNull || !json.contains(place))
            return unsuccessful(QStringLiteral("The result has no %1; the plan asks for %2.").arg(where, shown(value)));
        if (json.at(place) != value)
            return unsuccessful(
                QStringLiteral("%1 is %2; the plan asks for %3.").arg(where, shown(json.at(place)), shown(value)));
    }
    return {};
}

} // namespace batchdeck
