#include "models/rowtext.h"

#include "core/batchrun.h"

#include <QLocale>

namespace batchdeck {

namespace {

constexpr PerState<const char *> words = {
    QT_TRANSLATE_NOOP("batchdeck::RowText", "Invalid"),
    QT_TRANSLATE_NOOP("batchdeck::RowText", "Queued"),
    QT_TRANSLATE_NOOP("batchdeck::RowText", "Running"),
    QT_TRANSLATE_NOOP("batchdeck::RowText", "Committing"),
    QT_TRANSLATE_NOOP("batchdeck::RowText", "Stopping"),
    QT_TRANSLATE_NOOP("batchdeck::RowText", "Unresponsive"),
    QT_TRANSLATE_NOOP("batchdeck::RowText", "Waiting to retry"),
    QT_TRANSLATE_NOOP("batchdeck::RowText", "Succeeded"),
    QT_TRANSLATE_NOOP("batchdeck::RowText", "Failed"),
    QT_TRANSLATE_NOOP("batchdeck::RowText", "Timed out"),
    QT_TRANSLATE_NOOP("batchdeck::RowText", "Cancelled"),
    QT_TRANSLATE_NOOP("batchdeck::RowText", "Skipped"),
    QT_TRANSLATE_NOOP("batchdeck::RowText", "In doubt"),
};

// Why it stops, and why it was cancelled; a plain cancel explains itself.
struct ReasonText {
    const char *stopping;
    const char *cancelled;
};
constexpr ReasonText reasons[stopReasonCount] = {
    {nullptr, nullptr},
    {QT_TRANSLATE_NOOP("batchdeck::RowText", "A cancel was asked for."), nullptr},
    {QT_TRANSLATE_NOOP("batchdeck::RowText", "The whole run is being cancelled."),
     QT_TRANSLATE_NOOP("batchdeck::RowText", "The whole run was cancelled.")},
    {QT_TRANSLATE_NOOP("batchdeck::RowText", "It took too long."), nullptr},
    {QT_TRANSLATE_NOOP("batchdeck::RowText", "The failure policy is ending the run."),
     QT_TRANSLATE_NOOP("batchdeck::RowText", "The failure policy ended the run.")},
    {QT_TRANSLATE_NOOP("batchdeck::RowText", "The batch is being closed."), nullptr},
};

} // namespace

QString RowText::word(State state)
{
    return tr(words[index(state)]);
}

QString RowText::seconds(double seconds)
{
    if (seconds < 0.001)
        return tr("< 1 ms");
    if (seconds < 0.0995) // else it would be 0.0, and rounded to 0.1 it says little
        return tr("%1 ms").arg(qRound(seconds * 1000));
    if (seconds < 60)
        return tr("%1 s").arg(QLocale().toString(seconds, 'f', 1));
    const auto whole = static_cast<qint64>(seconds);
    if (whole < 3600)
        return tr("%1 min %2 s").arg(whole / 60).arg(whole % 60);
    return tr("%1 h %2 min").arg(QLocale().toString(whole / 3600)).arg(whole / 60 % 60);
}

QString RowText::waiting(const BatchRun &run, quint32 row, const Waiting &waiting, Instant now)
{
    // Upwards, so that it never says 0 while it still waits.
    const auto left = [&] {
        return std::chrono::ceil<std::chrono::seconds>(std::max(waiting.until - now, Duration::zero())).count();
    };
    switch (waiting.what) {
    case Waiting::For::Delay:
        return tr("again in %1 s").arg(left());
    case Waiting::For::Target:
        return tr("%1 asks to wait %2 s").arg(run.gateName(waiting.which, row)).arg(left());
    case Waiting::For::Limit:
        return tr("waits for %1").arg(run.gateName(waiting.which, row));
    case Waiting::For::Journal:
        return tr("waits for the journal");
    case Waiting::For::Rate:
        return tr("waits for its turn to start");
    case Waiting::For::Leader:
        return tr("shares the result of #%1").arg(QLocale().toString(waiting.which + 1));
    case Waiting::For::Check:
        return tr("looks what became of it");
    case Waiting::For::Nothing:
    case Waiting::For::Start:
    case Waiting::For::Choice:
    case Waiting::For::Resume:
    case Waiting::For::End:
    case Waiting::For::Slot: // the header says so for all of them
        break;
    }
    return {};
}

namespace {

QString text(const char *source)
{
    return source ? RowText::tr(source) : QString();
}

} // namespace

QString RowText::remark(const BatchRun &run, quint32 row, const RecordStatus &status)
{
    const ReasonText &reason = reasons[static_cast<int>(status.record.reason)];
    switch (status.record.state) {
    case State::Invalid:
        return run.batch().problem(row).message;
    case State::Committing:
    case State::Stopping:
    case State::Unresponsive:
        return text(reason.stopping);
    case State::Succeeded:
        return status.record.late ? tr("The stop came too late.") : QString();
    case State::Cancelled:
        return text(reason.cancelled);
    case State::Queued:
    case State::Backoff:
    case State::Failed:
    case State::TimedOut:
    case State::InDoubt:
    case State::Running:
    case State::Skipped:
        break;
    }
    return {};
}

bool RowText::isItsError(State state)
{
    return state == State::Failed || state == State::TimedOut || state == State::InDoubt;
}

} // namespace batchdeck
