#include "formats/resultline.h"

#include "core/jsontext.h"

namespace batchdeck {

namespace {

QByteArray seconds(Duration duration)
{
    return QByteArray::number(std::chrono::duration<double>(duration).count(), 'f', 6);
}

QByteArray timeText(const QDateTime &time)
{
    return '"' + time.toUTC().toString(Qt::ISODateWithMs).toLatin1() + '"';
}

QByteArray errorText(const Error &error)
{
    return "{\"type\": " + quoted(error.kind) + ", \"message\": " + quoted(error.message) + '}';
}

} // namespace

QByteArray resultLine(const RecordResult &result)
{
    const QLatin1StringView state = name(result.state);
    return "{\"row\": " + QByteArray::number(result.row) + ", \"id\": " + quoted(result.id)
        + ", \"label\": " + quoted(result.label) + ", \"operation\": " + quoted(result.operation) + ", \"state\": \""
        + QByteArray(state.data(), state.size()) + "\", \"attempts\": " + QByteArray::number(result.attempts)
        + ", \"started\": " + (result.started.isValid() ? timeText(result.started) : "null")
        + ", \"elapsed\": " + (result.elapsed ? seconds(*result.elapsed) : "null")
        + ", \"result\": " + (result.result.isEmpty() ? "null" : onOneLine(result.result))
        + ", \"error\": " + (result.error.kind.isEmpty() ? "null" : errorText(result.error)) + "}\n";
}

} // namespace batchdeck
