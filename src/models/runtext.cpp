#include "models/runtext.h"

#include "models/rowtext.h"

#include <QLocale>
#include <QStringList>

#include <cmath>
#include <numeric>

namespace batchdeck {

namespace {

using namespace std::chrono_literals;
using enum State;

struct Family {
    const char *text;
    StateSet states;
};
constexpr Family families[] = {
    {QT_TRANSLATE_NOOP("batchdeck::RunText", "%1 waiting"), {Queued, Backoff}},
    {QT_TRANSLATE_NOOP("batchdeck::RunText", "%1 active"), {Running, Committing, Stopping, Unresponsive}},
    {QT_TRANSLATE_NOOP("batchdeck::RunText", "%1 succeeded"), {Succeeded}},
    {QT_TRANSLATE_NOOP("batchdeck::RunText", "%1 failed"), {Failed}},
    {QT_TRANSLATE_NOOP("batchdeck::RunText", "%1 timed out"), {TimedOut}},
    {QT_TRANSLATE_NOOP("batchdeck::RunText", "%1 in doubt"), {InDoubt}},
    {QT_TRANSLATE_NOOP("batchdeck::RunText", "%1 invalid"), {Invalid}},
    {QT_TRANSLATE_NOOP("batchdeck::RunText", "%1 cancelled"), {Cancelled}},
    {QT_TRANSLATE_NOOP("batchdeck::RunText", "%1 skipped"), {Skipped}},
};

quint32 count(const RunSummary &summary, StateSet states)
{
    quint32 sum = 0;
    for (int i = 0; i < stateCount; ++i)
        sum += states.contains(State(i)) ? summary.count(State(i)) : 0;
    return sum;
}

QString number(quint32 value)
{
    return QLocale().toString(value);
}

double secondsOf(Duration duration)
{
    return std::chrono::duration<double>(duration).count();
}

QString rate(double perSecond)
{
    if (perSecond < 0.95)
        return RunText::tr("%1 a minute").arg(QLocale().toString(perSecond * 60, 'f', 0));
    return RunText::tr("%1 a second").arg(QLocale().toString(perSecond, 'f', perSecond < 100 ? 1 : 0));
}

QString left(Duration eta)
{
    if (eta < 55s)
        return RunText::tr("about %1 s left").arg(std::ceil(secondsOf(eta)));
    const qint64 minutes = std::llround(secondsOf(eta) / 60);
    return minutes < 60 ? RunText::tr("about %1 min left").arg(minutes)
                        : RunText::tr("about %1 h %2 min left").arg(number(quint32(minutes / 60))).arg(minutes % 60);
}

// The time is that of its last round, which may have been for a few of them only.
QString tookOf(const RunSummary &summary)
{
    const QString time = RowText::seconds(secondsOf(summary.elapsed));
    const bool isStopped = summary.halt != Halt::None;
    if (RunText::isOfAll(summary))
        return (isStopped ? RunText::tr("stopped after %1") : RunText::tr("took %1")).arg(time);
    return (isStopped ? RunText::tr("%1: stopped after %2") : RunText::tr("%1 took %2"))
        .arg(RunText::roundRecords(summary), time);
}

QString howItStands(const RunSummary &summary)
{
    switch (summary.phase) {
    case RunPhase::Idle:
        if (summary.round == 0)
            return RunText::goesOn(summary) ? RunText::tr("paused") : RunText::tr("not started");
        return tookOf(summary);
    case RunPhase::Running:
        return summary.eta ? left(*summary.eta) : QString();
    case RunPhase::Paused:
        return summary.halt == Halt::Failures ? RunText::tr("paused by failures") : RunText::tr("paused");
    case RunPhase::Draining:
        return RunText::tr("finishing what runs");
    case RunPhase::Cancelling:
    case RunPhase::Closed:
        return summary.isOver() ? tookOf(summary) : RunText::tr("stopping");
    }
    return {};
}

} // namespace

quint32 RunText::total(const RunSummary &summary)
{
    return std::accumulate(summary.counts.begin(), summary.counts.end(), quint32(0));
}

quint32 RunText::runnable(const RunSummary &summary)
{
    return total(summary) - summary.count(Invalid);
}

quint32 RunText::ended(const RunSummary &summary)
{
    return count(summary, {Succeeded, Failed, TimedOut, Cancelled, Skipped, InDoubt});
}

bool RunText::isOfAll(const RunSummary &summary)
{
    return summary.inRound >= runnable(summary);
}

QString RunText::roundRecords(const RunSummary &summary)
{
    return summary.inRound == 1 ? tr("1 record") : tr("%1 records").arg(number(summary.inRound));
}

bool RunText::goesOn(const RunSummary &summary)
{
    return summary.round == 0 && count(summary, {Succeeded, Failed, TimedOut, InDoubt}) > 0;
}

int RunText::percent(const RunSummary &summary)
{
    const quint64 all = runnable(summary);
    return all == 0 ? 0 : int(ended(summary) * quint64(100) / all);
}

QString RunText::progress(const RunSummary &summary)
{
    QStringList parts{tr("%1 of %2").arg(number(ended(summary)), number(runnable(summary)))};
    if (const quint32 invalid = summary.count(Invalid))
        parts += tr("%1 invalid").arg(number(invalid));
    if (summary.phase == RunPhase::Running && summary.perSecond > 0)
        parts += rate(summary.perSecond);
    if (const QString stands = howItStands(summary); !stands.isEmpty())
        parts += stands;
    return parts.join(QStringLiteral("  ·  "));
}

QString RunText::counts(const RunSummary &summary)
{
    QStringList parts;
    for (const Family &family : families) {
        if (const quint32 records = count(summary, family.states))
            parts += tr(family.text).arg(number(records));
    }
    return parts.join(QStringLiteral("  ·  "));
}

QString RunText::tally(const RunTally &tally)
{
    QStringList among;
    if (tally.failed > 0)
        among += tr("%1 failed or timed out").arg(number(tally.failed));
    if (tally.cancelled > 0)
        among += tr("%1 cancelled").arg(number(tally.cancelled));
    if (tally.skipped > 0)
        among += tr("%1 skipped").arg(number(tally.skipped));
    if (tally.inDoubt > 0)
        among += tr("%1 in doubt").arg(number(tally.inDoubt));
    QString text = tr("%1 ended").arg(number(tally.ended));
    if (!among.isEmpty())
        text += QStringLiteral(" (%1)").arg(among.join(QStringLiteral(", ")));
    return tally.left == 0 ? text : tr("%1, %2 to run").arg(text, number(tally.left));
}

} // namespace batchdeck
