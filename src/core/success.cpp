#include "core/success.h"

#include <QByteArray>

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
            test.m_expected.emplace_back(Json::json_pointer(place), value);
        } catch (const Json::exception &) {
            return wrong;
        }
    }
    return test;
}

std::optional<Error> SuccessTest::failure(const QByteArray &result) const
{
    const Json json = Json::parse(result.begin(), result.end(), nullptr, false);
    const bool isNull = json.is_discarded() || json.is_null();
    if (m_notNull && isNull)
        return unsuccessful(QStringLiteral("The result is null, which the plan does not call a success."));
    for (const auto &[place, value] : m_expected) {
        const QString where = QString::fromStdString(place.to_string());
        if (isNull || !json.contains(place))
            return unsuccessful(QStringLiteral("The result has no %1; the plan asks for %2.").arg(where, shown(value)));
        if (json.at(place) != value)
            return unsuccessful(
                QStringLiteral("%1 is %2; the plan asks for %3.").arg(where, shown(json.at(place)), shown(value)));
    }
    return {};
}

} // namespace batchdeck
