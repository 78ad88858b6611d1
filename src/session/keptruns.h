#pragma once

#include "core/error.h"
#include "core/runsummary.h"

#include <QDateTime>

#include <stop_token>
#include <vector>

namespace batchdeck {

// A run whose journal is in the user's folder.
struct KeptRun : RunTally {
    enum class Stands : std::uint8_t {
        Over,
        Unfinished, // it was cut short
        AtWork, // some program has it open
        Unreadable, // `problem` says why
    };

    QString journal; // its file
    QString batch; // its file; empty where it came from no file
    QDateTime begun;
    qint64 bytes = 0;
    Stands stands = Stands::Over;
    QString problem;
};

// Those that something has happened in, the latest first. Reads all of each: it may take long.
std::vector<KeptRun> keptRuns(const std::stop_token &stop = {});

bool hasKeptRuns(); // or may have: no journal is read

// Its journal is gone then. Not where some program has it open.
Expected<void> removeRun(const QString &journal);

bool isAtWork(const QString &journal); // some program has it open

} // namespace batchdeck
