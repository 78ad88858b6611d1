#pragma once

#include "core/error.h"
#include "core/runsummary.h"

#include <QDateTime>

#include <functional>
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

// Those that something has happened in. It reads all of each, which may take long: the small come before the large.
void findKeptRuns(const std::function<void(KeptRun &&)> &found, const std::stop_token &stop = {});
std::vector<KeptRun> keptRuns(); // the latest first

bool isLater(const KeptRun &run, const KeptRun &other);

bool hasKeptRuns(); // or may have: no journal is read

// Its journal is gone then. Not where some program has it open.
Expected<void> removeRun(const QString &journal);

bool isAtWork(const QString &journal); // some program has it open

} // namespace batchdeck
