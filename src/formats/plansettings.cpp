#include "formats/plansettings.h"

#include "core/jsontext.h"

namespace batchdeck {

namespace {

using Then = FailureSettings::Then;
using Growth = RetrySettings::Growth;

constexpr std::pair<QLatin1StringView, Growth> growths[] = {
    {QLatin1StringView("fixed"), Growth::Fixed},
    {QLatin1StringView("linear"), Growth::Linear},
    {QLatin1StringView("exponential"), Growth::Exponential},
};
constexpr std::pair<QLatin1StringView, Then> thens[] = {
    {QLatin1StringView("continue"), Then::Continue},
    {QLatin1StringView("pause"), Then::Pause},
    {QLatin1StringView("drain"), Then::Drain},
    {QLatin1StringView("cancel"), Then::Cancel},
    {QLatin1StringView("firstSuccess"), Then::FirstSuccess},
};

// Whatever the plan or the descriptions do not say stays as it is.
void set(Template const *from, std::optional<Template> &to)
{
    if (from)
        to = *from;
}

void set(const double *from, std::optional<double> &to)
{
    if (from)
        to = *from;
}

void set(const qint64 *from, int &to)
{
    if (from)
        to = static_cast<int>(*from);
}

void set(const qint64 *from, std::optional<int> &to)
{
    if (from)
        to = static_cast<int>(*from);
}

void set(const bool *from, bool &to)
{
    if (from)
        to = *from;
}

template <typename Target>
void setSeconds(const double *from, Target &to)
{
    if (from)
        to = std::chrono::round<Duration>(std::chrono::duration<double>(*from));
}

template <typename Names, typename T>
void setNamed(const QString *from, const Names &names, T &to)
{
    for (const auto &[name, value] : names) {
        if (from && *from == name)
            to = value;
    }
}

template <typename Names, typename T>
QString nameIn(const Names &names, T wanted)
{
    for (const auto &[name, value] : names) {
        if (value == wanted)
            return name;
    }
    return {};
}

const PlannedKeys *group(const PlannedKeys &keys, QStringView name)
{
    const GroupOfKeys *found = keys.one<GroupOfKeys>(name);
    return found ? found->get() : nullptr;
}

void apply(const PlannedKeys &keys, RetrySettings &retry)
{
    set(keys.one<qint64>(u"attempts"), retry.attempts);
    setSeconds(keys.one<double>(u"delay"), retry.delay);
    setNamed(keys.one<QString>(u"backoff"), growths, retry.growth);
    setSeconds(keys.one<double>(u"maxDelay"), retry.maxDelay);
    set(keys.one<bool>(u"jitter"), retry.jitter);
    set(keys.one<bool>(u"timeouts"), retry.timeouts);
}

void apply(const PlannedKeys &keys, FailureSettings &failures)
{
    setNamed(keys.one<QString>(u"then"), thens, failures.then);
    set(keys.one<qint64>(u"alike"), failures.alike);
    if (const Amount *after = keys.one<Amount>(u"after")) {
        failures.count = after->count;
        failures.percent = after->percent;
    }
}

// How without when, or when without how, would never do anything.
QString contradiction(const FailureSettings &failures)
{
    const bool saysWhen = failures.count || failures.percent || failures.alike;
    if (failures.then == Then::Continue && saysWhen)
        return QStringLiteral("this says when, and not what happens \"then\": pause, drain or cancel.");
    if (failures.then == Then::FirstSuccess || failures.then == Then::Continue || saysWhen)
        return {};
    return QStringLiteral("this says what happens then, and not when: add \"after\" or \"alike\".");
}

} // namespace

QString nameOf(Growth growth)
{
    return nameIn(growths, growth);
}

QString nameOf(Then then)
{
    return nameIn(thens, then);
}

void applySettings(const PlannedKeys &keys, Plan &plan, std::vector<KeyProblem> &problems, QByteArrayView text)
{
    RunSettings &settings = plan.settings;
    if (const QString *schema = keys.one<QString>(u"$schema"))
        plan.schema = *schema;
    set(keys.one<Template>(u"id"), plan.id);
    set(keys.one<Template>(u"label"), plan.label);
    set(keys.one<Template>(u"target"), plan.target);
    set(keys.one<Template>(u"coalesce"), plan.coalesce);
    if (plan.coalesce && plan.coalesce->isConstant()) // most likely braces were forgotten
        problems.push_back({QStringLiteral("coalesce"), valueAt(text, {"coalesce"}).value_or(text),
                            QStringLiteral("this names no field, so that one record would run for all the others; a "
                                           "field is written in braces, such as {id}.")});
    set(keys.one<qint64>(u"concurrency"), settings.concurrency);
    setSeconds(keys.one<double>(u"timeout"), settings.timeout);
    setSeconds(keys.one<double>(u"cleanup"), settings.cleanup);
    set(keys.one<double>(u"rate"), settings.rate);
    setSeconds(keys.one<double>(u"deadline"), settings.deadline);
    for (const GroupOfKeys &limit : keys.list<GroupOfKeys>(u"limits"))
        plan.limits.push_back({*limit->one<Template>(u"by"), static_cast<quint32>(*limit->one<qint64>(u"max"))});
    if (const PlannedKeys *retry = group(keys, u"retry"))
        apply(*retry, settings.retry);
    if (const PlannedKeys *failures = group(keys, u"failures")) {
        apply(*failures, settings.failures);
        plan.saysContinue = failures->says(u"then") && settings.failures.then == Then::Continue;
        if (const QString wrong = contradiction(settings.failures); !wrong.isEmpty())
            problems.push_back({QStringLiteral("failures"), valueAt(text, {"failures"}).value_or(text), wrong});
    }
}

} // namespace batchdeck
