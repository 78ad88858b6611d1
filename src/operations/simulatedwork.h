#pragma once

#include "core/outcome.h"
#include "core/record.h"
#include "core/settlement.h"

namespace batchdeck {

// What the fields of a record ask `simulate` to do. Fields that it does not know are nobody's business.
struct SimulatedWork {
    struct Shielded {
        Duration from{};
        Duration to{};
    };

    Duration seconds{}; // how long it takes
    int steps = 0; // of progress
    std::optional<QString> fail; // the message that it fails with
    std::optional<QString> thrown; // `throw`: an exception instead; "int" throws a number
    std::optional<int> failTimes; // so many attempts go wrong, later ones do not
    bool transient = false; // a failure that may be tried again
    bool unknown = false; // in the end nobody knows whether it was done
    std::optional<Settlement::Found> check; // what whoever looks finds: "done", "notDone", "nothing"
    bool blocking = false; // on a thread of its own
    Duration ignoreStop{}; // goes on for so long after it was asked to stop
    Duration cleanup{};
    std::optional<Shielded> shield;
    QByteArray result; // JSON, as it is written in the record

    // One sentence that names the field, where one makes no sense.
    static Expected<SimulatedWork> read(const Record &record);

    QString description() const; // "Takes 2 s in 4 steps. Fails: no such table"

    // How it ends where nothing stops it, in this attempt of the record's; may throw.
    Outcome end(int attempt) const;
};

} // namespace batchdeck
