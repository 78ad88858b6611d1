#include "models/runnews.h"

#include "models/failuretext.h"
#include "models/rowtext.h"
#include "models/runface.h"
#include "models/runtext.h"

#include <QLocale>

namespace batchdeck {

namespace {

using enum State;

quint32 problems(const RunSummary &summary)
{
    return summary.count(Failed) + summary.count(TimedOut) + summary.count(InDoubt);
}

// Why it ended before everything had its turn.
QString howItEnded(Halt halt)
{
    switch (halt) {
    case Halt::Failures:
        return RunNews::tr("Ended by its failures after %1: %2");
    case Halt::FirstSuccess:
        return RunNews::tr("Ended at the first success after %1: %2");
    case Halt::Deadline:
        return RunNews::tr("Ended by its deadline after %1: %2");
    case Halt::User:
    case Halt::Quit:
        return RunNews::tr("Stopped after %1: %2");
    case Halt::Journal:
        return RunNews::tr("Ended, its journal lost, after %1: %2");
    case Halt::None:
    case Halt::FirstRecords:
        break;
    }
    return RunNews::tr("Done after %1: %2");
}

RunNews lost(const RunSummary &summary)
{
    return {.kind = RunNews::Kind::Halted,
            .round = summary.round,
            .sign = Failed,
            .sentence = RunNews::tr("Nothing starts: the run's journal cannot be written to."),
            .advice =
                RunNews::tr("Look whether its disk is full, or move it to another place. What runs is finished and "
                            "shown, but a crash now would lose it.")};
}

// Its limit is not said: it may have been changed since.
RunNews halted(const RunSummary &summary, const FailureGroups &failures)
{
    RunNews news{.kind = RunNews::Kind::Halted, .round = summary.round, .sign = Failed};
    switch (summary.halt) {
    case Halt::Failures:
        news.sentence =
            RunNews::tr("Paused, because too many records fail: %1 so far.").arg(QLocale().toString(problems(summary)));
        news.advice = FailureText::kinds(failures.groups());
        news.advice += (news.advice.isEmpty() ? QString() : QStringLiteral("  ·  "))
            + RunNews::tr("Mend the plan, the data or a value above, then resume. What has failed can be retried; "
                          "Failures tells what it has in common.");
        news.mayBeThePlan = true;
        return news;
    case Halt::FirstRecords:
        news.sign = problems(summary) > 0 ? Failed : Succeeded;
        news.sentence = RunNews::tr("Paused: the first records have had their turn.");
        news.advice = RunNews::tr("Look at what came of them, then resume.");
        return news;
    case Halt::Journal:
        return lost(summary);
    case Halt::None:
    case Halt::User:
    case Halt::FirstSuccess:
    case Halt::Deadline:
    case Halt::Quit:
        break;
    }
    return {};
}

RunNews ended(const RunSummary &summary, const FailureGroups &failures)
{
    // The time is that of the round, the counts are those of the batch: where they differ, both are said.
    QString time = RowText::seconds(std::chrono::duration<double>(summary.elapsed).count());
    QString counts = RunText::counts(summary);
    if (!RunText::isOfAll(summary)) {
        time = RunNews::tr("%1 (%2)").arg(time, RunText::roundRecords(summary));
        counts = RunNews::tr("in the whole batch %1").arg(counts);
    }
    return {.kind = RunNews::Kind::Ended,
            .round = summary.round,
            .sign = RunFace::of(summary).state,
            .sentence = howItEnded(summary.halt).arg(time, counts),
            .advice = FailureText::kinds(failures.groups()),
            .hasFailed = summary.count(Failed) + summary.count(TimedOut) > 0,
            .hasCancelled = summary.count(Cancelled) + summary.count(Skipped) > 0};
}

} // namespace

RunNews RunNews::of(const RunSummary &summary, const FailureGroups &failures, bool isJournalLost)
{
    RunNews news;
    if (summary.phase == RunPhase::Paused)
        news = halted(summary, failures);
    else if (summary.phase == RunPhase::Idle && summary.round > 0)
        news = ended(summary, failures);
    if (isJournalLost && news.kind == Kind::Ended)
        news.advice = tr("Its journal cannot be written to: move it to another place before you close the batch.");
    else if (isJournalLost)
        news = lost(summary);
    news.isJournalLost = isJournalLost;
    news.hasProblems = problems(summary) > 0;
    return news;
}

} // namespace batchdeck
