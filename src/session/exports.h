#pragma once

#include "core/state.h"
#include "formats/loadwatch.h"
#include "session/session.h"

namespace batchdeck {

enum class ResultForm : std::uint8_t {
    JsonLines, // as records end
    Csv,
    Json, // an array, in the batch's order
    Keyed, // an object, by the session's key
};

// Where something is written: "-" is the standard output.
struct Destination {
    QString path;
    bool mayReplace = false;
    LoadWatch *watch = nullptr; // of who waits; counts records
};

// What came of a record, as resultLine() writes it.
using ResultLines = std::function<Expected<QByteArray>(quint32 row, State state)>;

// Whether two paths lead to one file or stream, by whatever links.
bool areOne(const QString &path, const QString &other);

// Before anybody works for it. Nothing is touched.
Expected<void> check(const Destination &destination);

// Of the rows from `asked` on nobody wants to know.
Expected<void> saveResults(const Session &session, const ResultLines &results, ResultForm form, bool hasRawCells,
                           const Destination &destination, std::optional<quint32> asked = {});
// What did not succeed and may run again. Not what is in doubt: it may have been done.
inline constexpr StateSet toRunAgain{State::Invalid,  State::Queued,    State::Failed,
                                     State::TimedOut, State::Cancelled, State::Skipped};

// The records in these states, as a batch in the input's own form. What is there to be told of it, where there is
// something.
Expected<QString> saveBatch(const Session &session, StateSet states, const Destination &destination);
// {"batchItemFailures": […]}: the messages that a queue is to deliver again. As above.
Expected<QString> saveQueueAnswer(const Session &session, const Destination &destination);

} // namespace batchdeck
