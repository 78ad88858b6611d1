#pragma once

#include "core/record.h"

namespace batchdeck {

// An attempt of which nobody knows whether it took effect; what made it may be another process by now.
struct DoubtfulAttempt {
    QString run; // as its Attempt::runId() had it
    Record record;
    int number = 1; // as its Attempt::number() had it
};

// What its operation found out about it.
struct Settlement {
    enum class Found : std::uint8_t { Nothing, Done, NotDone };

    Found found = Found::Nothing;
    QByteArray result; // JSON, of what was done, where it is still to be had
    QString why; // one sentence: how that is known, or why nothing is

    static Settlement nothing(QString why) { return {Found::Nothing, {}, std::move(why)}; }
    static Settlement done(QByteArray result = {}, QString why = {})
    {
        return {Found::Done, std::move(result), std::move(why)};
    }
    static Settlement notDone(QString why) { return {Found::NotDone, {}, std::move(why)}; }
};

} // namespace batchdeck
