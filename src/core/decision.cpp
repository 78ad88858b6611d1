#include "core/decision.h"

#include <QStringList>

#include <algorithm>

namespace batchdeck {

namespace {

constexpr std::size_t fewRows = 20; // that are named one by one

QString inSeconds(Duration duration)
{
    return QString::number(std::chrono::duration<double>(duration).count()) + QStringLiteral(" s");
}

template <typename T, typename Text>
QString orNone(const std::optional<T> &value, Text text)
{
    return value ? text(*value) : QStringLiteral("none");
}

QString number(double value)
{
    return QString::number(value);
}

QString text(const RetrySettings &retry)
{
    constexpr const char *growths[] = {"fixed", "linear", "exponential"};
    return QStringLiteral("%1 attempts, %2 %3 up to %4%5%6")
        .arg(retry.attempts)
        .arg(QLatin1StringView(growths[static_cast<int>(retry.growth)]), inSeconds(retry.delay),
             inSeconds(retry.maxDelay), retry.jitter ? QStringLiteral(" with jitter") : QString(),
             retry.timeouts ? QStringLiteral(", also of timeouts") : QString());
}

QString text(const FailureSettings &failures)
{
    constexpr const char *thens[] = {"continue", "pause", "drain", "cancel", "first success"};
    QStringList after;
    if (failures.count)
        after += QString::number(*failures.count);
    if (failures.percent)
        after += QString::number(*failures.percent) + u'%';
    if (failures.alike)
        after += QStringLiteral("%1 alike").arg(*failures.alike);
    const QString then = QString::fromLatin1(thens[static_cast<int>(failures.then)]);
    return after.isEmpty() ? then : then + QStringLiteral(" after ") + after.join(QStringLiteral(" or "));
}

struct Setting {
    const char *name;
    QString (*text)(const RunSettings &settings);
};
const Setting settingTable[] = {
    {"concurrency", [](const RunSettings &settings) { return QString::number(settings.concurrency); }},
    {"timeout", [](const RunSettings &settings) { return orNone(settings.timeout, inSeconds); }},
    {"cleanup", [](const RunSettings &settings) { return inSeconds(settings.cleanup); }},
    {"rate", [](const RunSettings &settings) { return orNone(settings.rate, number); }},
    {"deadline", [](const RunSettings &settings) { return orNone(settings.deadline, inSeconds); }},
    {"retry", [](const RunSettings &settings) { return text(settings.retry); }},
    {"failures", [](const RunSettings &settings) { return text(settings.failures); }},
};

QString changes(const RunSettings &before, const RunSettings &now)
{
    QStringList changed;
    for (const Setting &setting : settingTable) {
        const QString was = setting.text(before);
        const QString is = setting.text(now);
        if (was != is)
            changed += QStringLiteral("%1: %2, was %3").arg(QLatin1StringView(setting.name), is, was);
    }
    return changed.join(QStringLiteral("; "));
}

QString text(const RowSet &rows)
{
    QStringList words;
    for (int state = 0; state < stateCount; ++state) {
        if (rows.states.contains(static_cast<State>(state)))
            words += QString(name(static_cast<State>(state)));
    }
    const QString states = words.join(QStringLiteral(", "));
    if (rows.every)
        return states.isEmpty() ? QStringLiteral("all") : QStringLiteral("all that are ") + states;
    QStringList named;
    for (std::size_t at = 0; at < std::min(rows.rows.size(), fewRows); ++at)
        named += QString::number(rows.rows[at]);
    QString told =
        (named.size() == 1 ? QStringLiteral("row ") : QStringLiteral("rows ")) + named.join(QStringLiteral(", "));
    if (rows.rows.size() > fewRows)
        told += QStringLiteral(" and %1 more").arg(rows.rows.size() - fewRows);
    return states.isEmpty() ? told : told + QStringLiteral(", where ") + states;
}

QString text(quint32 row)
{
    return QStringLiteral("row %1").arg(row);
}

QString text(const event::Start &start)
{
    QString told = start.only ? text(*start.only) : QString();
    if (start.first)
        told +=
            QStringLiteral("%1the first %2").arg(told.isEmpty() ? QString() : QStringLiteral(", ")).arg(*start.first);
    return told;
}

// Whatever has no words here is no decision.
struct Words {
    const RunSettings &settings;
    using Told = std::optional<Decision>;

    Told operator()(const event::Start &start) const { return Decision{QStringLiteral("start"), text(start)}; }
    Told operator()(const event::Pause &) const { return Decision{QStringLiteral("pause"), {}}; }
    Told operator()(const event::Resume &) const { return Decision{QStringLiteral("resume"), {}}; }
    Told operator()(const event::Drain &) const { return Decision{QStringLiteral("drain"), {}}; }
    Told operator()(const event::CancelRun &) const
    {
        return Decision{QStringLiteral("cancel"), QStringLiteral("the run")};
    }
    Told operator()(const event::Cancel &cancel) const { return Decision{QStringLiteral("cancel"), text(cancel.rows)}; }
    Told operator()(const event::Retry &retry) const { return Decision{QStringLiteral("retry"), text(retry.rows)}; }
    Told operator()(const event::Front &front) const
    {
        return Decision{QStringLiteral("move to front"), text(front.rows)};
    }
    Told operator()(const event::Mark &mark) const
    {
        return Decision{QStringLiteral("mark as ") + name(mark.state), text(mark.rows)};
    }
    Told operator()(const event::Settle &settle) const
    {
        return Decision{QStringLiteral("look up"), text(settle.rows)};
    }
    Told operator()(const event::GiveUp &giveUp) const { return Decision{QStringLiteral("give up"), text(giveUp.row)}; }
    Told operator()(const event::Change &change) const
    {
        const QString told = changes(settings, change.settings);
        return told.isEmpty() ? Told() : Decision{QStringLiteral("change"), told};
    }
    template <typename Other>
    Told operator()(const Other &) const
    {
        return {};
    }
};

} // namespace

std::optional<Decision> decisionOf(const Event &event, const RunSettings &settings)
{
    return std::visit(Words{settings}, event);
}

} // namespace batchdeck
