#include "session/pastresults.h"

#include "formats/resultline.h"

#include <algorithm>

namespace batchdeck {

namespace {

constexpr quint32 nobody = ~quint32(0);

Expected<QByteArray> resultOf(const RecordHistory &history, const PastEnd &end)
{
    if (end.hasResult) {
        const Expected<PastBody> body = history.body(end);
        return body ? Expected<QByteArray>(body->result) : body.error();
    }
    if (end.leader == nobody)
        return QByteArray();
    const auto shared = history.ends(end.leader); // whose success it shares
    if (!shared)
        return shared.error();
    return shared->empty() || !shared->back().hasResult ? QByteArray() : resultOf(history, shared->back());
}

Expected<void> fill(RecordResult &result, const RecordHistory &history)
{
    const auto ends = history.ends(result.row);
    if (!ends)
        return ends.error();
    if (ends->empty())
        return {};
    const PastEnd &last = ends->back();
    const auto attempt = std::find_if(ends->rbegin(), ends->rend(),
                                      [](const PastEnd &end) { return end.number > 0 && !end.writtenOff; });
    if (attempt != ends->rend())
        result.attempts = attempt->number;
    if (attempt != ends->rend() && !attempt->interrupted) { // else nobody saw when it began
        const auto elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(attempt->elapsed);
        result.started = QDateTime::fromMSecsSinceEpoch(attempt->ended - elapsed.count());
        result.elapsed = attempt->elapsed;
    }
    if (!isEnded(result.state))
        return {};
    // What ends while it waits for its next attempt may have no error but that of the last one.
    if (result.state != State::Succeeded)
        result.error = last.error.kind.isEmpty() && attempt != ends->rend() ? attempt->error : last.error;
    Expected<QByteArray> value = resultOf(history, last);
    if (!value)
        return value.error();
    result.result = *std::move(value);
    return {};
}

} // namespace

ResultLines pastResults(const Session &session)
{
    return [&session](quint32 row, State state) -> Expected<QByteArray> {
        RecordResult result;
        result.row = row;
        result.state = state;
        RecordName name = session.names().of(session.batch()->record(row));
        result.id = std::move(name.id);
        result.label = name.label.isEmpty() ? result.id : std::move(name.label);
        result.operation = std::move(name.operation);
        if (state == State::Invalid)
            result.error = session.batch()->problem(row);
        else if (auto filled = fill(result, *session.history()); !filled)
            return filled.error();
        return resultLine(result);
    };
}

} // namespace batchdeck
