#include "operations/simulatedwork.h"

#include "core/jsontext.h"

#include <QStringList>

#include <algorithm>
#include <array>
#include <stdexcept>

#include <nlohmann/json.hpp>

namespace batchdeck {

namespace {

using Json = nlohmann::ordered_json;

constexpr double mostSeconds = 1e9; // thirty years
constexpr int mostTimes = 1'000'000;

struct Field {
    const char *key;
    bool (*read)(const Json &value, SimulatedWork &work); // false where the value makes no sense
    const char *wanted;
};

bool readSeconds(const Json &value, Duration &seconds)
{
    if (!value.is_number() || value.get<double>() < 0 || value.get<double>() > mostSeconds)
        return false;
    seconds = std::chrono::duration_cast<Duration>(std::chrono::duration<double>(value.get<double>()));
    return true;
}

bool readTimes(const Json &value, int &times)
{
    if (!value.is_number_unsigned() || value.get<std::uint64_t>() > mostTimes)
        return false;
    times = value.get<int>();
    return true;
}

bool readText(const Json &value, std::optional<QString> &text)
{
    if (!value.is_string())
        return false;
    text = QString::fromStdString(value.get_ref<const std::string &>());
    return true;
}

bool readFlag(const Json &value, bool &flag)
{
    if (!value.is_boolean())
        return false;
    flag = value.get<bool>();
    return true;
}

bool readShield(const Json &value, std::optional<SimulatedWork::Shielded> &shield)
{
    SimulatedWork::Shielded read;
    if (!value.is_array() || value.size() != 2 || !readSeconds(value[0], read.from) || !readSeconds(value[1], read.to))
        return false;
    shield = read;
    return read.from <= read.to;
}

bool readFound(const Json &value, std::optional<Settlement::Found> &found)
{
    constexpr std::pair<const char *, Settlement::Found> words[] = {{"done", Settlement::Found::Done},
                                                                    {"notDone", Settlement::Found::NotDone},
                                                                    {"nothing", Settlement::Found::Nothing}};
    const auto word =
        std::find_if(std::begin(words), std::end(words), [&](const auto &row) { return value == row.first; });
    if (word == std::end(words))
        return false;
    found = word->second;
    return true;
}

constexpr auto aDuration = "a number of seconds from 0 to 1000000000";
constexpr auto aCount = "a whole number from 0 to 1000000";
constexpr auto aText = "a text";
constexpr auto aFlag = "true or false";

using Work = SimulatedWork;
const Field fields[] = {
    {"seconds", [](const Json &value, Work &work) { return readSeconds(value, work.seconds); }, aDuration},
    {"ignoreStop", [](const Json &value, Work &work) { return readSeconds(value, work.ignoreStop); }, aDuration},
    {"cleanup", [](const Json &value, Work &work) { return readSeconds(value, work.cleanup); }, aDuration},
    {"steps", [](const Json &value, Work &work) { return readTimes(value, work.steps); }, aCount},
    {"failTimes", [](const Json &value, Work &work) { return readTimes(value, work.failTimes.emplace()); }, aCount},
    {"fail", [](const Json &value, Work &work) { return readText(value, work.fail); }, aText},
    {"throw", [](const Json &value, Work &work) { return readText(value, work.thrown); }, aText},
    {"transient", [](const Json &value, Work &work) { return readFlag(value, work.transient); }, aFlag},
    {"unknown", [](const Json &value, Work &work) { return readFlag(value, work.unknown); }, aFlag},
    {"blocking", [](const Json &value, Work &work) { return readFlag(value, work.blocking); }, aFlag},
    {"check", [](const Json &value, Work &work) { return readFound(value, work.check); },
     "“done”, “notDone” or “nothing”"},
    {"shield",
     [](const Json &value, Work &work) {
         return readShield(value, work.shield) && (!work.shield || work.shield->to <= work.seconds);
     },
     "two numbers of seconds, from and to, within “seconds”"},
};

// A number past what a computer holds is no value here.
Json jsonOf(QByteArrayView json)
{
    return Json::parse(json.begin(), json.end(), nullptr, false);
}

// A cell of a table is a text, whatever it says.
Json readable(const Json &value)
{
    return value.is_string() ? jsonOf(QByteArrayView(value.get_ref<const std::string &>())) : Json();
}

QString secondsOf(Duration duration)
{
    return QString::number(std::chrono::duration<double>(duration).count());
}

Error wrongField(const Field &field, QByteArrayView written)
{
    return {QStringLiteral("field"),
            QStringLiteral("“%1” must be %2, not %3.")
                .arg(QString::fromUtf8(field.key), QString::fromUtf8(field.wanted),
                     capped(QString::fromUtf8(onOneLine(written)), 60)),
            false};
}

} // namespace

Expected<SimulatedWork> SimulatedWork::read(const Record &record)
{
    const QByteArray body = record.body();
    if (!withoutMargins(body).startsWith('{'))
        return Error{QStringLiteral("field"), QStringLiteral("A record to simulate must be a JSON object."), false};
    SimulatedWork work;
    std::array<QByteArrayView, std::size(fields)> written;
    for (const JsonMember &member : members(body)) {
        const QByteArray key = stringText(member.key);
        const auto field =
            std::find_if(std::begin(fields), std::end(fields), [&key](const Field &known) { return key == known.key; });
        if (field != std::end(fields))
            written[static_cast<std::size_t>(field - fields)] = member.value;
        else if (key == "result")
            work.result = member.value.toByteArray();
    }
    for (std::size_t at = 0; at < written.size(); ++at) { // in their order: a shield stands within the seconds
        if (written[at].isEmpty() || written[at] == QByteArrayView("\"\""))
            continue;
        const Json value = jsonOf(written[at]);
        if (!fields[at].read(value, work) && !fields[at].read(readable(value), work))
            return wrongField(fields[at], written[at]);
    }
    return work;
}

QString SimulatedWork::description() const
{
    QStringList parts;
    if (seconds > Duration())
        parts << (steps > 0 ? QStringLiteral("Takes %1 s in %2 steps.").arg(secondsOf(seconds)).arg(steps)
                            : QStringLiteral("Takes %1 s.").arg(secondsOf(seconds)));
    else
        parts << (steps > 0 ? QStringLiteral("Takes no time in %1 steps.").arg(steps)
                            : QStringLiteral("Takes no time."));
    if (shield)
        parts << QStringLiteral("Is protected from %1 s to %2 s.").arg(secondsOf(shield->from), secondsOf(shield->to));
    if (cleanup > Duration())
        parts << QStringLiteral("Cleans up for %1 s.").arg(secondsOf(cleanup));
    if (failTimes)
        parts << QStringLiteral("Does not succeed until attempt %1.").arg(*failTimes + 1);
    parts << (thrown          ? QStringLiteral("Throws: ") + *thrown
                  : unknown   ? QStringLiteral("Leaves in doubt whether it was done.")
                  : fail      ? QStringLiteral("Fails: ") + *fail
                  : failTimes ? QStringLiteral("Fails.")
                              : QStringLiteral("Succeeds."));
    return parts.join(QLatin1Char(' '));
}

Outcome SimulatedWork::end(int attempt) const
{
    if (failTimes && attempt > *failTimes)
        return Outcome::done(result);
    if (thrown == QStringLiteral("int"))
        throw 42;
    if (thrown)
        throw std::runtime_error(thrown->toStdString());
    if (unknown)
        return Outcome::unknown(QStringLiteral("The answer was lost: nobody knows whether it was done."));
    if (fail)
        return Outcome::failed({QStringLiteral("simulated"), *fail, transient});
    if (failTimes)
        return Outcome::failed({QStringLiteral("simulated"),
                                QStringLiteral("Attempt %1 fails, as the first %2 do.").arg(attempt).arg(*failTimes),
                                transient});
    return Outcome::done(result);
}

} // namespace batchdeck
