#include "console/options.h"

#include "console/optiontable.h"
#include "console/optionvalues.h"
#include "core/nearest.h"
#include "core/template.h"

namespace batchdeck {

namespace {

using namespace Qt::StringLiterals;
using Then = FailureSettings::Then;

constexpr OptionWord<Then> thens[] = {{"pause", Then::Pause}, {"drain", Then::Drain}, {"cancel", Then::Cancel}};
constexpr OptionWord<ProgressForm> progresses[] = {{"bar", ProgressForm::Bar},
                                                   {"plain", ProgressForm::Plain},
                                                   {"json", ProgressForm::Json},
                                                   {"none", ProgressForm::None}};
constexpr OptionWord<ResultForm> resultForms[] = {
    {"jsonl", ResultForm::JsonLines}, {"csv", ResultForm::Csv}, {"json", ResultForm::Json}};

constexpr OptionWord<FileForm> forms[] = {
    {"records", FileForm::Records}, {"array", FileForm::Array}, {"jsonl", FileForm::Lines}, {"csv", FileForm::Table}};
constexpr OptionWord<TextEncoding> encodings[] = {{"utf-8", TextEncoding::Utf8},
                                                  {"utf-16le", TextEncoding::Utf16Le},
                                                  {"utf-16be", TextEncoding::Utf16Be},
                                                  {"cp949", TextEncoding::Cp949}};

Error usage(const QString &message)
{
    return {u"usage"_s, message, false};
}

void readRun(OptionValues &values, RunOptions &run)
{
    run.jobs = values.count(u"jobs"_s);
    run.timeout = values.seconds(u"timeout"_s);
    run.attempts = values.count(u"attempts"_s);
    run.rate = values.number(u"rate"_s);
    run.deadline = values.seconds(u"deadline"_s);
    run.stopAfterPercent = values.percentage(u"stop-after"_s);
    if (!run.stopAfterPercent && !values.error())
        run.stopAfter = values.count(u"stop-after"_s, u"a number of records or a percentage"_s);
    run.then = values.word<Then>(u"then"_s, thens);
}

ResultForm formOf(const QString &path)
{
    return path.endsWith(u".csv", Qt::CaseInsensitive) ? ResultForm::Csv
        : path.endsWith(u".json", Qt::CaseInsensitive) ? ResultForm::Json
                                                       : ResultForm::JsonLines;
}

void readResults(OptionValues &values, Options &options)
{
    options.results = values.text(u"results"_s);
    options.resultForm = values.word<ResultForm>(u"results-form"_s, resultForms).value_or(formOf(options.results));
    options.resultKey = values.text(u"results-key"_s);
    if (!options.resultKey.isEmpty())
        options.resultForm = ResultForm::Keyed;
    options.hasRawCells = values.isSet(u"raw-cells"_s);
    options.failed = values.text(u"failed"_s);
    options.lambdaResponse = values.text(u"lambda-response"_s);
    options.isForced = values.isSet(u"force"_s);
    options.progress = values.word<ProgressForm>(u"progress"_s, progresses);
}

void readJournal(OptionValues &values, Options &options)
{
    using Where = JournalChoice::Where;
    JournalChoice &journal = options.journal;
    journal.file = values.text(u"journal"_s);
    const bool isKept = !values.isSet(u"no-journal"_s) && !options.isDryRun && !options.isCheck
        && (!options.isTrial || values.isSet(u"journal"_s));
    journal.where = !isKept ? Where::Nowhere : journal.file.isEmpty() ? Where::Folder : Where::File;
    if (values.isSet(u"resume"_s))
        journal.reopen = Reopen::Resume;
    else if (values.isSet(u"fresh"_s))
        journal.reopen = Reopen::Fresh;
    for (const QString &said : values.all(u"in-doubt"_s)) {
        if (const auto verdict = DoubtVerdict::read(said))
            options.doubts.push_back(*verdict);
        else
            values.refuse(u"in-doubt"_s, u"done, failed or again, or just for some rows, such as done:3,5-9"_s);
    }
}

void readStates(OptionValues &values, Options &options)
{
    options.failedStates = toRunAgain;
    const QString text = values.text(u"failed-states"_s);
    if (text.isEmpty())
        return;
    options.failedStates = {};
    for (const QString &word : text.split(u',')) {
        const auto state = stateNamed(word.trimmed());
        if (!state || !(isEnded(*state) || *state == State::Invalid || *state == State::Queued))
            values.refuse(u"failed-states"_s,
                          u"states with commas between them (failed, timedOut, inDoubt, cancelled, skipped, "
                          "invalid, queued, succeeded)"_s);
        else
            options.failedStates.insert(*state);
    }
}

void readInput(OptionValues &values, Options &options)
{
    options.form = values.word<FileForm>(u"form"_s, forms);
    options.encoding = values.word<TextEncoding>(u"encoding"_s, encodings);
    if (const auto mebibytes = values.count(u"largest-entry"_s)) {
        if (*mebibytes < 1 || *mebibytes > 4095)
            values.refuse(u"largest-entry"_s, u"a number of MiB from 1 to 4095"_s);
        options.largestEntry = static_cast<quint32>(*mebibytes) << 20;
    }
    if (const auto limit = values.count(u"limit"_s)) {
        if (*limit < 1)
            values.refuse(u"limit"_s, u"a number of records, 1 or more"_s);
        options.limit = static_cast<quint32>(*limit);
    }
}

std::optional<Error> contradictionOfJournal(const Options &options, const OptionValues &values)
{
    if (values.isSet(u"resume"_s) && values.isSet(u"fresh"_s))
        return usage(u"--resume goes on with an earlier run, --fresh begins anew: pass one of the two."_s);
    if (values.isSet(u"in-doubt"_s) && !values.isSet(u"resume"_s))
        return usage(u"--in-doubt says what became of records of an earlier run: pass --resume as well."_s);
    for (const QString &option : {u"journal"_s, u"resume"_s, u"fresh"_s}) {
        if (!values.isSet(option))
            continue;
        if (options.isDryRun || options.isCheck)
            return usage(u"%1 leaves nothing behind and keeps no journal: leave --%2 out."_s.arg(
                options.isDryRun ? u"--dry-run"_s : u"--check"_s, option));
        if (values.isSet(u"no-journal"_s))
            return usage(u"--no-journal keeps none: leave --%1 out."_s.arg(option));
        if (options.isTrial && !values.isSet(u"journal"_s))
            return usage(u"A trial keeps no journal unless --journal FILE names one: leave --%1 out."_s.arg(option));
    }
    return {};
}

// What does not go together.
std::optional<Error> contradiction(const Options &options, const OptionValues &values)
{
    QStringList toOutput;
    for (const auto &[option, path] :
         {std::pair(u"--results"_s, options.results), std::pair(u"--failed"_s, options.failed),
          std::pair(u"--lambda-response"_s, options.lambdaResponse)}) {
        if (path == u"-")
            toOutput << option;
    }
    if (toOutput.size() > 1)
        return usage(u"%1 cannot all go to the standard output."_s.arg(toOutput.join(u" and "_s)));
    if (options.isTrial && !options.plan.isEmpty())
        return usage(u"--trial simulates every record, --plan says what to do with them: pass one of the two."_s);
    if (options.isCheck && options.isTrial)
        return usage(u"--check asks the plan's databases, and --trial has none: pass one of the two."_s);
    if (options.isCheck && options.isDryRun)
        return usage(u"--dry-run touches nothing, --check asks databases: pass one of the two."_s);
    if (options.isCheck && !options.lambdaResponse.isEmpty())
        return usage(u"--check keeps nothing: --lambda-response would tell the queue otherwise."_s);
    if (options.results.isEmpty()) {
        for (const QString &option : {u"results-form"_s, u"results-key"_s, u"raw-cells"_s}) {
            if (values.isSet(option))
                return usage(
                    u"--%1 says how results are written; --results FILE says where, and is missing."_s.arg(option));
        }
    }
    if (values.isSet(u"results-key"_s) && values.isSet(u"results-form"_s))
        return usage(u"--results-key makes a JSON object of the results: leave --results-form out."_s);
    if (options.hasRawCells && options.resultForm != ResultForm::Csv)
        return usage(u"--raw-cells is for results in CSV."_s);
    if (values.isSet(u"failed-states"_s) && options.failed.isEmpty())
        return usage(u"--failed-states says what --failed FILE is to hold, and that is missing."_s);
    return contradictionOfJournal(options, values);
}

} // namespace

Expected<void> RunOptions::applyTo(RunSettings &settings) const
{
    settings.concurrency = jobs.value_or(settings.concurrency);
    settings.timeout = timeout ? timeout : settings.timeout;
    settings.retry.attempts = attempts.value_or(settings.retry.attempts);
    settings.rate = rate ? rate : settings.rate;
    settings.deadline = deadline ? deadline : settings.deadline;

    FailureSettings &failures = settings.failures;
    const bool isSaid = stopAfter || stopAfterPercent;
    if (isSaid) {
        failures.count = stopAfter;
        failures.percent = stopAfterPercent;
    }
    if (then && !failures.count && !failures.percent && !failures.alike)
        return usage(u"--then says how to stop; --stop-after N or N% says when, and is missing."_s);
    if (then)
        failures.then = *then;
    else if (isSaid && failures.then == Then::Continue)
        failures.then = Then::Drain;
    return check(settings);
}

static QString whatIsWrong(const QCommandLineParser &parser)
{
    QStringList known;
    for (const OptionRow &row : optionTable())
        known << u"--"_s + QLatin1StringView(row.name);
    for (const QString &name : parser.unknownOptionNames()) {
        if (const auto meant = nearest(u"--"_s + name, known); meant && name.size() > 1)
            return parser.errorText() + u" Did you mean %1?"_s.arg(*meant);
    }
    return parser.errorText();
}

static bool parse(QCommandLineParser &parser, const QStringList &arguments)
{
    for (const OptionRow &row : optionTable()) {
        QStringList names{QString::fromLatin1(row.name)};
        if (row.letter)
            names.prepend(QString::fromLatin1(row.letter));
        parser.addOption({names, {}, row.value ? QString::fromUtf8(row.value) : QString()});
    }
    return parser.parse(arguments);
}

std::optional<ProgressForm> progressIn(const QStringList &arguments)
{
    QCommandLineParser parser;
    parse(parser, arguments);
    return OptionValues(parser).word<ProgressForm>(u"progress"_s, progresses);
}

Expected<Options> readOptions(const QStringList &arguments)
{
    QCommandLineParser parser;
    if (!parse(parser, arguments))
        return usage(whatIsWrong(parser));

    Options options;
    if (parser.isSet(u"help"_s))
        options.answer = helpText();
    else if (parser.isSet(u"version"_s))
        options.answer = u"batchdeck-run " BATCHDECK_VERSION "\n"_s;
    if (!options.answer.isEmpty())
        return options;

    OptionValues values(parser);
    readRun(values, options.run);
    readResults(values, options);
    readStates(values, options);
    readInput(values, options);
    options.plan = values.text(u"plan"_s);
    options.isTrial = parser.isSet(u"trial"_s);
    options.isDryRun = parser.isSet(u"dry-run"_s);
    options.isCheck = parser.isSet(u"check"_s);
    if (options.isCheck && options.results.isEmpty())
        options.results = u"-"_s; // what it is for
    readJournal(values, options);
    if (values.error())
        return *values.error();
    RunSettings nothingPlanned;
    nothingPlanned.failures.count = 1; // as a plan may say
    if (auto sensible = options.run.applyTo(nothingPlanned); !sensible)
        return sensible.error();
    if (auto wrong = contradiction(options, values))
        return *wrong;
    if (const auto key = Template::parse(options.resultKey); !key)
        return usage(u"--results-key: "_s + key.error().message);
    if (parser.positionalArguments().size() != 1 || parser.positionalArguments().constFirst().isEmpty())
        return usage(u"Name one batch: a file, or - for the standard input."_s);
    options.batch = parser.positionalArguments().constFirst();
    return options;
}

} // namespace batchdeck
