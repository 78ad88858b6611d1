#include "console/jsonteller.h"

#include "console/exitcodes.h"
#include "console/standardstreams.h"

#include <nlohmann/json.hpp>

#include <unistd.h>

namespace batchdeck {

namespace {

using Json = nlohmann::ordered_json;

std::string text(const QString &words)
{
    return words.toStdString();
}

std::string text(State state)
{
    const QLatin1StringView word = name(state);
    return std::string(word.data(), static_cast<std::size_t>(word.size()));
}

double seconds(Duration duration)
{
    return std::chrono::duration<double>(duration).count();
}

const char *text(Halt halt)
{
    switch (halt) {
    case Halt::None:
    case Halt::FirstRecords:
        break;
    case Halt::User:
    case Halt::Quit:
        return "nobodyAnswered";
    case Halt::Failures:
        return "failures";
    case Halt::FirstSuccess:
        return "firstSuccess";
    case Halt::Deadline:
        return "deadline";
    case Halt::Journal:
        return "journal";
    }
    return nullptr;
}

Json counts(const RunSummary &summary)
{
    Json counts = Json::object();
    for (int number = 0; number < stateCount; ++number) {
        const auto state = static_cast<State>(number);
        if (summary.count(state) > 0)
            counts[text(state)] = summary.count(state);
    }
    return counts;
}

void tell(const Json &event)
{
    const std::string line = event.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
    writeAll(STDERR_FILENO, line);
}

} // namespace

void JsonTeller::note(const QString &sentence)
{
    tell({{"event", "note"}, {"text", text(sentence)}});
}

void JsonTeller::loading(quint64 bytes, quint64 all)
{
    tell({{"event", "loading"}, {"bytes", bytes}, {"of", all ? Json(all) : Json()}});
}

void JsonTeller::started(const QString &sentence, quint32 records, int jobs)
{
    tell({{"event", "started"}, {"records", records}, {"jobs", jobs}, {"text", text(sentence)}});
}

void JsonTeller::progress(const RunSummary &summary)
{
    tell({{"event", "progress"},
          {"done", summary.inRound - summary.left},
          {"of", summary.inRound},
          {"counts", counts(summary)},
          {"perSecond", summary.perSecond},
          {"left", summary.eta ? Json(seconds(*summary.eta)) : Json()},
          {"elapsed", seconds(summary.elapsed)}});
}

void JsonTeller::writing(quint32 lines, quint32 all)
{
    tell({{"event", "writing"}, {"lines", lines}, {"of", all}});
}

void JsonTeller::problem(const RecordResult &result)
{
    tell({{"event", "problem"},
          {"row", result.row},
          {"id", text(result.id)},
          {"label", text(result.label)},
          {"state", text(result.state)},
          {"error", {{"type", text(result.error.kind)}, {"message", text(result.error.message)}}}});
}

void JsonTeller::ended(const RunSummary &summary, int exitCode)
{
    const char *halt = exitCode == wasInterrupted ? "interrupted" : text(summary.halt);
    tell({{"event", "ended"},
          {"counts", counts(summary)},
          {"elapsed", seconds(summary.elapsed)},
          {"because", halt ? Json(halt) : Json()},
          {"exit", exitCode}});
}

} // namespace batchdeck
