#include "core/runsettings.h"

namespace batchdeck {

namespace {

Error wrong(const QString &message)
{
    return {QStringLiteral("settings"), message, false};
}

QString number(double value)
{
    return QString::number(value, 'g', 12);
}

QString seconds(Duration value)
{
    return number(std::chrono::duration<double>(value).count());
}

struct Span {
    QString name;
    std::optional<Duration> value;
    bool zeroAllowed;
};

} // namespace

Expected<void> check(const FailureSettings &settings)
{
    if (settings.count && *settings.count < 1)
        return wrong(
            QStringLiteral("The number of failures to stop after must be 1 or more, not %1.").arg(*settings.count));
    if (settings.percent && !(*settings.percent >= 0 && *settings.percent <= 100))
        return wrong(QStringLiteral("The percentage of failures to stop after must be from 0 to 100, not %1.")
                         .arg(number(*settings.percent)));
    if (settings.alike && *settings.alike < 1)
        return wrong(QStringLiteral("The number of failures alike to stop after must be 1 or more, not %1.")
                         .arg(*settings.alike));
    return {};
}

Expected<void> check(const RunSettings &settings)
{
    if (settings.concurrency < 1 || settings.concurrency > maxConcurrency)
        return wrong(QStringLiteral("The number of jobs must be from 1 to %1, not %2.")
                         .arg(maxConcurrency)
                         .arg(settings.concurrency));
    if (settings.retry.attempts < 1 || settings.retry.attempts > maxAttempts)
        return wrong(QStringLiteral("The number of attempts must be from 1 to %1, not %2; 1 means no retry.")
                         .arg(maxAttempts)
                         .arg(settings.retry.attempts));
    if (settings.rate && !(*settings.rate >= 0.0001 && *settings.rate <= 1e9))
        return wrong(QStringLiteral("The rate must be from 0.0001 to 1000000000 starts a second, not %1; leave it out "
                                    "for no limit.")
                         .arg(number(*settings.rate)));

    const Span spans[] = {
        {QStringLiteral("timeout"), settings.timeout, false},
        {QStringLiteral("time for clean-up"), settings.cleanup, false},
        {QStringLiteral("deadline"), settings.deadline, false},
        {QStringLiteral("delay before a retry"), settings.retry.delay, true},
        {QStringLiteral("longest delay before a retry"), settings.retry.maxDelay, true},
    };
    for (const Span &span : spans) {
        if (!span.value)
            continue;
        if (*span.value < Duration::zero() || (*span.value == Duration::zero() && !span.zeroAllowed))
            return wrong(QStringLiteral("The %1 must be %2, not %3 seconds.")
                             .arg(span.name,
                                  span.zeroAllowed ? QStringLiteral("0 or more") : QStringLiteral("more than 0"),
                                  seconds(*span.value)));
        if (*span.value > longestDuration)
            return wrong(QStringLiteral("The %1 must be a century at most, not %2 seconds.")
                             .arg(span.name, seconds(*span.value)));
    }
    return check(settings.failures);
}

} // namespace batchdeck
