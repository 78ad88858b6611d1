#include "core/success.h"

#include "core/jsontext.h"

#include <nlohmann/json.hpp>

namespace batchdeck {

using Json = nlohmann::json; // of which two objects are equal in any order

namespace {

Error unsuccessful(const QString &message)
{
    return {QStringLiteral("success"), message, false};
}

template <typename AnyJson>
QString shown(const AnyJson &value)
{
    return QString::fromStdString(value.dump(-1, ' ', false, AnyJson::error_handler_t::replace));
}

QByteArrayList pathOf(Json::json_pointer place)
{
    QByteArrayList path;
    for (; !place.empty(); place.pop_back())
        path.prepend(QByteArray::fromStdString(place.back()));
    return path;
}

} // namespace

Expected<SuccessTest> SuccessTest::fromJson(const nlohmann::ordered_json &json)
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
            test.m_wanted.push_back({QString::fromStdString(place), pathOf(Json::json_pointer(place)),
                                     std::make_shared<const Json>(value)});
        } catch (const Json::exception &) {
            return wrong;
        }
    }
    return test;
}

std::optional<Error> SuccessTest::failure(const QByteArray &result) const
{
    if (m_notNull && (result.isEmpty() || withoutMargins(result) == QByteArrayView("null")))
        return unsuccessful(QStringLiteral("The result is null, which the plan does not call a success."));
    for (const Wanted &wanted : m_wanted) {
        const auto found = valueAt(result, wanted.path);
        if (!found)
            return unsuccessful(
                QStringLiteral("The result has no %1; the plan asks for %2.").arg(wanted.place, shown(*wanted.value)));
        if (!(Json::parse(found->begin(), found->end(), nullptr, false)
              == *wanted.value)) // != is false of what is none
            return unsuccessful(QStringLiteral("%1 is %2; the plan asks for %3.")
                                    .arg(wanted.place, QString::fromUtf8(*found), shown(*wanted.value)));
    }
    return {};
}

} // namespace batchdeck
