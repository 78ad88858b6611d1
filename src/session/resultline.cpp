#include "session/resultline.h"

#include "core/jsontext.h"
#include "session/recordtitle.h"

#include <QDateTime>

#include <nlohmann/json.hpp>

namespace batchdeck {

namespace {

// The wall clock's time of an instant of ours.
QByteArray wallTime(Instant instant)
{
    const auto ago = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - instant);
    const QDateTime time = QDateTime::currentDateTimeUtc().addMSecs(-ago.count());
    return '"' + time.toString(Qt::ISODateWithMs).toLatin1() + '"';
}

QByteArray seconds(Duration duration)
{
    return QByteArray::number(std::chrono::duration<double>(duration).count(), 'f', 6);
}

QByteArray errorText(const Error &error)
{
    return "{\"type\": " + quoted(error.kind) + ", \"message\": " + quoted(error.message) + '}';
}

struct Line {
    State state;
    quint32 attempts = 0;
    QByteArray started = "null";
    QByteArray elapsed = "null";
    QByteArray result = "null";
    QByteArray error = "null";
};

QByteArray written(const Batch &batch, quint32 row, const Line &line)
{
    const RecordTitle title = RecordTitle::of(batch.record(row));
    return "{\"row\": " + QByteArray::number(row) + ", \"id\": " + quoted(title.id)
        + ", \"label\": " + quoted(title.label) + ", \"operation\": " + quoted(title.operation) + ", \"state\": \""
        + QByteArray(name(line.state).data(), name(line.state).size())
        + "\", \"attempts\": " + QByteArray::number(line.attempts) + ", \"started\": " + line.started
        + ", \"elapsed\": " + line.elapsed + ", \"result\": " + line.result + ", \"error\": " + line.error + "}\n";
}

} // namespace

QByteArray resultLine(const Batch &batch, const HistoryItem &end, const HistoryItem *attempt)
{
    Line line;
    line.state = end.end.became;
    if (attempt) {
        line.attempts = attempt->end.number;
        line.started = wallTime(attempt->end.started);
        line.elapsed = seconds(attempt->end.ended - attempt->end.started);
    }
    if (!end.outcome.result.isEmpty())
        line.result = onOneLine(end.outcome.result);
    // What ends while it waits for its next attempt may have no error but that of the last one.
    const Error &error = end.outcome.error.kind.isEmpty() && attempt ? attempt->outcome.error : end.outcome.error;
    if (line.state != State::Succeeded && !error.kind.isEmpty())
        line.error = errorText(error);
    return written(batch, end.end.row, line);
}

QByteArray invalidLine(const Batch &batch, quint32 row)
{
    Line line;
    line.state = State::Invalid;
    line.error = errorText(batch.problem(row));
    return written(batch, row, line);
}

} // namespace batchdeck
