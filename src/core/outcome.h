#pragma once

#include "core/clock.h"
#include "core/error.h"
#include "core/state.h"

#include <QByteArray>

#include <optional>

namespace batchdeck {

inline constexpr qsizetype messageCap = 4096; // characters of an error's message
inline constexpr qsizetype errorKindCap = 128; // characters of an error's kind
inline constexpr qsizetype noteCap = 512; // characters of a note of progress
inline constexpr qsizetype logLineCap = 4096; // characters of a line of log
inline constexpr qsizetype logCap = 64 * 1024; // characters of an attempt's log

// The text, or its beginning and how much is missing.
QString capped(QString text, qsizetype cap);
inline void cap(QString &text, qsizetype cap)
{
    if (text.size() > cap)
        text = capped(std::move(text), cap);
}

// How an attempt ended, in the operation's own words.
struct Outcome {
    Report report = Report::Unknown;
    QByteArray result; // JSON, empty where there is none
    Error error; // of an attempt that is not done
    std::optional<Duration> retryAfter; // the server asks everybody to wait

    static Outcome done(QByteArray result = {});
    static Outcome failed(Error error, std::optional<Duration> retryAfter = {});
    static Outcome stopped(); // because the stop token said so
    static Outcome unknown(QString why);
};

} // namespace batchdeck
