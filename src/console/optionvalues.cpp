#include "console/optionvalues.h"

#include <cmath>

namespace batchdeck {

namespace {

using namespace Qt::StringLiterals;

constexpr double century = 100 * 365 * 24 * 3600.0;

} // namespace

QString OptionValues::text(const QString &option)
{
    if (isSet(option) && m_parser.value(option).isEmpty())
        refuse(option, u"a value"_s);
    return m_parser.value(option);
}

std::optional<int> OptionValues::count(const QString &option, const QString &wanted)
{
    if (!isSet(option))
        return {};
    bool isNumber = false;
    const int value = m_parser.value(option).toInt(&isNumber);
    if (isNumber)
        return value;
    refuse(option, wanted);
    return {};
}

std::optional<double> OptionValues::number(const QString &option)
{
    if (!isSet(option))
        return {};
    bool isNumber = false;
    const double value = m_parser.value(option).toDouble(&isNumber);
    if (isNumber && std::isfinite(value))
        return value;
    refuse(option, u"a number"_s);
    return {};
}

std::optional<double> OptionValues::percentage(const QString &option)
{
    QString text = m_parser.value(option);
    if (!text.endsWith(u'%'))
        return {};
    text.chop(1);
    bool isNumber = false;
    const double value = text.toDouble(&isNumber);
    if (isNumber && std::isfinite(value))
        return value;
    refuse(option, u"a number of records or a percentage"_s);
    return {};
}

std::optional<Duration> OptionValues::seconds(const QString &option)
{
    const std::optional<double> value = number(option);
    if (value && std::abs(*value) <= century)
        return std::chrono::duration_cast<Duration>(std::chrono::duration<double>(*value));
    if (value)
        refuse(option, u"a number of seconds, a century at most"_s);
    return {};
}

void OptionValues::refuse(const QString &option, const QString &wanted)
{
    if (!m_error)
        m_error = Error{u"usage"_s, u"--%1 takes %2, not “%3”."_s.arg(option, wanted, m_parser.value(option)), false};
}

} // namespace batchdeck
