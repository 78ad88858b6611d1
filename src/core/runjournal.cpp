#include "core/runjournal.h"

namespace batchdeck {

void explain(HistoryItem &item, const QString &kind)
{
    const End &end = item.end;
    Error &error = item.outcome.error;
    if (end.what != End::What::Ended)
        return;
    if (end.checked) {
        item.outcome.report = end.report;
        return;
    }
    if (end.number > 0 && end.report == Report::Unknown) {
        if (error.kind.isEmpty())
            error = {QStringLiteral("givenUp"),
                     QStringLiteral("It did not answer and was given up. Nobody knows whether it took effect."), false};
        return;
    }
    if (end.number == 0)
        item.outcome.report = end.report;
    if (end.byHand && end.became == State::Failed) {
        error = {QStringLiteral("marked"), QStringLiteral("It was marked as failed."), false};
        return;
    }
    const bool hadTried = end.became == State::Failed || end.became == State::TimedOut;
    if (end.number == 0 && end.leader != nothing && end.became != State::Succeeded) {
        error = {kind,
                 hadTried ? QStringLiteral("It was not tried again: the record that ran for it is in doubt.")
                          : QStringLiteral("It did not run: the record that ran for it is in doubt."),
                 false};
        return;
    }
    if (end.number == 0 && hadTried) {
        error = {kind, QStringLiteral("The round ended before it was tried again."), false};
        return;
    }
    if (end.report == Report::Done || (end.number > 0 && end.report == Report::Failed))
        return;
    switch (end.reason) {
    case StopReason::Timeout:
        error = {QStringLiteral("timeout"),
                 QStringLiteral("It was stopped after %1 seconds, its timeout.")
                     .arg(std::chrono::duration<double>(end.timeout.value_or(end.ended - end.started)).count()),
                 false};
        break;
    case StopReason::User:
        error = {QStringLiteral("cancelled"), QStringLiteral("It was cancelled."), false};
        break;
    case StopReason::RunCancelled:
        error = {QStringLiteral("cancelled"), QStringLiteral("The run was cancelled."), false};
        break;
    case StopReason::Policy:
        error = {QStringLiteral("policy"), QStringLiteral("The run was ended by its failure policy or deadline."),
                 false};
        break;
    case StopReason::Quit:
        error = {QStringLiteral("quit"),
                 end.became == State::Queued ? QStringLiteral("The program was closed; it will run again.")
                                             : QStringLiteral("The program was closed."),
                 false};
        break;
    case StopReason::None:
        break;
    }
}

} // namespace batchdeck
