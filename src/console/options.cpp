#include "console/options.h"

#include <QCommandLineParser>

#include <cmath>

namespace batchdeck {

namespace {

using namespace Qt::StringLiterals;

constexpr double century = 100 * 365 * 24 * 3600.0;

const QString help = uR"(Usage: batchdeck-run --trial [options] BATCH

Runs each record of BATCH, a file that holds a JSON array of objects, or - for
the standard input. It cannot be told yet what to do with real records: with
--trial each one is simulated, by its own fields, and nothing else is touched.

  --trial              simulate every record
  -j, --jobs N         at most N records at once (8)
  --timeout S          stop an attempt after S seconds
  --attempts N         try a record up to N times, where that may help (1)
  --rate N             start at most N attempts a second
  --deadline S         after S seconds start nothing more and skip the rest
  --stop-after N|N%    stop after so many records, or so many of all, went wrong
  --then drain|cancel  how it stops then: finish what runs (drain), or cancel it
  --results FILE       a line of JSON for each record, as it ends; - for the
                       standard output; a file that exists is left alone
  -h, --help           show this
  -v, --version        show the version

A simulated record says what happens to it; all of it may be left out:
  {"label": "load prices", "seconds": 2, "steps": 10, "shield": [1, 1.5],
   "fail": "no such table", "transient": true, "failTimes": 1, "throw": "text",
   "unknown": true, "ignoreStop": 3, "cleanup": 1, "result": {"rows": 5},
   "blocking": true}

Ctrl+C cancels what runs and cleans up. A second one leaves at once.

Exit code: 0 all records succeeded, 1 some did not, 2 it could not start,
3 of some nobody knows, 130 it was interrupted.

Example: run four at a time, try twice, keep what came of it:
  batchdeck-run --trial -j 4 --attempts 2 --results results.jsonl batch.json
)"_s;

Error usage(const QString &message)
{
    return {u"usage"_s, message, false};
}

// The options' values, and the first thing that is wrong with them.
class Values {
public:
    explicit Values(const QCommandLineParser &parser)
        : m_parser(parser)
    {
    }

    std::optional<QString> text(const QString &option) const
    {
        return m_parser.isSet(option) ? std::optional(m_parser.value(option)) : std::nullopt;
    }

    std::optional<int> count(const QString &option)
    {
        const std::optional<QString> given = text(option);
        bool isNumber = true;
        const int value = given ? given->toInt(&isNumber) : 0;
        return checked(isNumber, option, u"a whole number"_s, given ? std::optional(value) : std::nullopt);
    }

    std::optional<double> number(const QString &option)
    {
        const std::optional<QString> given = text(option);
        bool isNumber = true;
        const double value = given ? given->toDouble(&isNumber) : 0;
        return checked(isNumber && std::isfinite(value), option, u"a number"_s,
                       given ? std::optional(value) : std::nullopt);
    }

    std::optional<Duration> seconds(const QString &option)
    {
        const std::optional<double> value = number(option);
        if (!checked(std::abs(value.value_or(0)) <= century, option, u"a number of seconds, a century at most"_s,
                     value))
            return {};
        return std::chrono::duration_cast<Duration>(std::chrono::duration<double>(*value));
    }

    template <typename T>
    std::optional<T> checked(bool isGood, const QString &option, const QString &wanted, std::optional<T> value)
    {
        if (isGood)
            return value;
        if (!m_error)
            m_error = usage(u"--%1 takes %2, not “%3”."_s.arg(option, wanted, m_parser.value(option)));
        return {};
    }

    const std::optional<Error> &error() const { return m_error; }

private:
    const QCommandLineParser &m_parser;
    std::optional<Error> m_error;
};

FailureSettings failuresOf(Values &values)
{
    FailureSettings failures;
    if (QString limit = values.text(u"stop-after"_s).value_or(QString()); limit.endsWith(u'%')) {
        limit.chop(1);
        bool isNumber = false;
        failures.percent = limit.toDouble(&isNumber);
        values.checked(isNumber && std::isfinite(*failures.percent), u"stop-after"_s,
                       u"a number of records or a percentage"_s, failures.percent);
    } else {
        failures.count = values.count(u"stop-after"_s);
    }
    const QString then = values.text(u"then"_s).value_or(u"drain"_s);
    values.checked(then == u"drain" || then == u"cancel", u"then"_s, u"drain or cancel"_s, std::optional(then));
    if (values.text(u"stop-after"_s))
        failures.then = then == u"cancel" ? FailureSettings::Then::Cancel : FailureSettings::Then::Drain;
    return failures;
}

} // namespace

Expected<Options> readOptions(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOptions({{{u"h"_s, u"help"_s}, {}}, {{u"v"_s, u"version"_s}, {}}, {u"trial"_s, {}}});
    parser.addOption({{u"j"_s, u"jobs"_s}, {}, u"N"_s});
    for (const auto &name :
         {u"timeout"_s, u"attempts"_s, u"rate"_s, u"deadline"_s, u"stop-after"_s, u"then"_s, u"results"_s})
        parser.addOption({name, {}, u"VALUE"_s});
    if (!parser.parse(arguments))
        return usage(parser.errorText());

    Options options;
    if (parser.isSet(u"help"_s))
        options.answer = help;
    else if (parser.isSet(u"version"_s))
        options.answer = u"batchdeck-run " BATCHDECK_VERSION "\n"_s;
    if (!options.answer.isEmpty())
        return options;

    Values values(parser);
    RunSettings &settings = options.settings;
    settings.concurrency = values.count(u"jobs"_s).value_or(settings.concurrency);
    settings.timeout = values.seconds(u"timeout"_s);
    settings.retry.attempts = values.count(u"attempts"_s).value_or(settings.retry.attempts);
    settings.rate = values.number(u"rate"_s);
    settings.deadline = values.seconds(u"deadline"_s);
    settings.failures = failuresOf(values);
    options.results = values.text(u"results"_s).value_or(QString());
    if (values.error())
        return *values.error();
    if (auto sensible = check(settings); !sensible)
        return sensible.error();
    if (parser.isSet(u"then"_s) && !parser.isSet(u"stop-after"_s))
        return usage(u"--then says how to stop; --stop-after N or N% says when, and is missing."_s);
    if (parser.isSet(u"results"_s) && options.results.isEmpty())
        return usage(u"--results takes a file, or - for the standard output."_s);
    if (parser.positionalArguments().size() != 1 || parser.positionalArguments().constFirst().isEmpty())
        return usage(u"Name one batch: a file that holds a JSON array of objects, or - for the standard input."_s);
    if (!parser.isSet(u"trial"_s))
        return usage(u"Nothing says what to do with the records: pass --trial to simulate each of them, "
                     "which touches nothing else."_s);
    options.batch = parser.positionalArguments().constFirst();
    return options;
}

} // namespace batchdeck
