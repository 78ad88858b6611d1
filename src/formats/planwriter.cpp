#include "formats/planwriter.h"

#include "core/jsontext.h"
#include "core/plankeys.h"
#include "formats/plansettings.h"
#include "formats/tidyjson.h"

#include <QLocale>

namespace batchdeck {

namespace {

// An object's members, one after the other; those without a value are left out.
class ObjectText {
public:
    void add(const QString &key, const QByteArray &json)
    {
        if (!json.isEmpty())
            m_members << quoted(key) + ": " + json;
    }
    void add(const PlannedKeys &keys)
    {
        for (const PlannedKeys::Key &key : keys.all())
            add(key.name, key.isStandard ? QByteArray() : key.json);
    }
    QByteArray text() const { return '{' + m_members.join(", ") + '}'; }
    QByteArray textOrNothing() const { return m_members.isEmpty() ? QByteArray() : text(); }

private:
    QByteArrayList m_members;
};

QByteArray number(double value)
{
    return QByteArray::number(value, 'g', QLocale::FloatingPointShortest);
}

// Without an exponent.
QByteArray share(double percent)
{
    return QByteArray::number(percent, 'f', QLocale::FloatingPointShortest) + '%';
}

QByteArray json(int value)
{
    return QByteArray::number(value);
}

QByteArray json(bool value)
{
    return value ? "true" : "false";
}

QByteArray json(double value)
{
    return number(value);
}

QByteArray json(Duration value)
{
    QByteArray text = QByteArray::number(value.count() / 1'000'000'000);
    if (const auto rest = value.count() % 1'000'000'000; rest != 0) {
        text += '.' + QByteArray::number(rest).rightJustified(9, '0');
        while (text.endsWith('0'))
            text.chop(1);
    }
    return text;
}

QByteArray json(const Template &value)
{
    return quoted(value.source());
}

template <typename T>
QByteArray json(const std::optional<T> &value)
{
    return value ? json(*value) : QByteArray();
}

// Nothing where it is what it would be anyway.
template <typename T>
QByteArray unless(const T &standard, const T &value)
{
    return value == standard ? QByteArray() : json(value);
}

QByteArray retryText(const RetrySettings &retry)
{
    const RetrySettings standard;
    ObjectText text;
    text.add(QStringLiteral("attempts"), unless(standard.attempts, retry.attempts));
    text.add(QStringLiteral("delay"), unless(standard.delay, retry.delay));
    if (retry.growth != standard.growth)
        text.add(QStringLiteral("backoff"), quoted(nameOf(retry.growth)));
    text.add(QStringLiteral("maxDelay"), unless(standard.maxDelay, retry.maxDelay));
    text.add(QStringLiteral("jitter"), unless(standard.jitter, retry.jitter));
    text.add(QStringLiteral("timeouts"), unless(standard.timeouts, retry.timeouts));
    return text.textOrNothing();
}

QByteArray failuresText(const FailureSettings &failures, bool saysContinue)
{
    ObjectText text;
    if (failures.then != FailureSettings().then || saysContinue)
        text.add(QStringLiteral("then"), quoted(nameOf(failures.then)));
    text.add(QStringLiteral("after"), failures.percent ? '"' + share(*failures.percent) + "\"" : json(failures.count));
    text.add(QStringLiteral("alike"), json(failures.alike));
    return text.textOrNothing();
}

QByteArray limitsText(const std::vector<PlannedLimit> &limits)
{
    QByteArrayList texts;
    for (const PlannedLimit &limit : limits) {
        ObjectText text;
        text.add(QStringLiteral("by"), json(limit.by));
        text.add(QStringLiteral("max"), QByteArray::number(limit.max));
        texts << text.text();
    }
    return texts.isEmpty() ? QByteArray() : '[' + texts.join(", ") + ']';
}

template <typename Named>
QByteArray namedText(const std::vector<Named> &all, const QString &naming, QString Named::*what)
{
    ObjectText texts;
    for (const Named &one : all) {
        ObjectText text;
        text.add(naming, quoted(one.*what));
        text.add(one.keys);
        texts.add(one.name, text.text());
    }
    return texts.textOrNothing();
}

} // namespace

QByteArray writePlan(const Plan &plan)
{
    const RunSettings standard;
    const RunSettings &settings = plan.settings;
    ObjectText text;
    if (!plan.schema.isEmpty())
        text.add(QStringLiteral("$schema"), quoted(plan.schema));
    text.add(QStringLiteral("id"), json(plan.id));
    text.add(QStringLiteral("label"), json(plan.label));
    text.add(QStringLiteral("target"), json(plan.target));
    text.add(QStringLiteral("concurrency"), unless(standard.concurrency, settings.concurrency));
    text.add(QStringLiteral("timeout"), json(settings.timeout));
    text.add(QStringLiteral("cleanup"), unless(standard.cleanup, settings.cleanup));
    text.add(QStringLiteral("rate"), json(settings.rate));
    text.add(QStringLiteral("deadline"), json(settings.deadline));
    text.add(QStringLiteral("retry"), retryText(settings.retry));
    text.add(QStringLiteral("failures"), failuresText(settings.failures, plan.saysContinue));
    text.add(QStringLiteral("limits"), limitsText(plan.limits));
    text.add(QStringLiteral("coalesce"), json(plan.coalesce));
    text.add(connectionsKey, namedText(plan.connections, QStringLiteral("driver"), &PlannedConnection::driver));
    text.add(operationsKey, namedText(plan.operations, QStringLiteral("kind"), &PlannedOperation::kind));
    return tidyJson(text.text());
}

} // namespace batchdeck
