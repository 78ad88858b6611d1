#pragma once

#include "console/doubts.h"
#include "core/runsettings.h"
#include "core/state.h"
#include "session/exports.h"

#include <QStringList>

namespace batchdeck {

// What the command line says of how a run is run; the plan says the rest.
struct RunOptions {
    std::optional<int> jobs;
    std::optional<Duration> timeout;
    std::optional<int> attempts;
    std::optional<double> rate;
    std::optional<Duration> deadline;
    std::optional<int> stopAfter;
    std::optional<double> stopAfterPercent;
    std::optional<FailureSettings::Then> then;

    Expected<void> applyTo(RunSettings &settings) const;
};

enum class ProgressForm : std::uint8_t { Bar, Plain, Json, None };

// What a command line asks for. Files that are not named are not written.
struct Options {
    QString answer; // to --help or --version: print it, and do nothing else
    QString batch;
    QString plan; // empty: the one beside the batch
    bool isTrial = false;
    bool isDryRun = false;
    bool isCheck = false;
    std::optional<quint32> limit;
    RunOptions run;

    QString results;
    ResultForm resultForm = ResultForm::JsonLines;
    QString resultKey;
    bool hasRawCells = false;
    QString failed;
    StateSet failedStates;
    QString lambdaResponse;
    bool isForced = false;
    JournalChoice journal;
    std::vector<DoubtVerdict> doubts; // a later one counts
    std::optional<ProgressForm> progress; // else what suits the terminal

    std::optional<FileForm> form;
    std::optional<TextEncoding> encoding;
    std::optional<quint32> largestEntry; // bytes
};

// The first of the arguments is the program's name.
Expected<Options> readOptions(const QStringList &arguments);
// How to tell that they cannot be read, as far as they can.
std::optional<ProgressForm> progressIn(const QStringList &arguments);

} // namespace batchdeck
