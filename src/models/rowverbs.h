#pragma once

#include "core/runevent.h"

#include <QCoreApplication>

namespace batchdeck {

class BatchRun;

// What a person may ask of rows, of one as of a million.
class RowVerbs {
    Q_DECLARE_TR_FUNCTIONS(batchdeck::RowVerbs)

public:
    enum Verb {
        Cancel,
        Retry,
        Run, // while no round is under way
        RunFirst,
        RunAgain, // by name: it succeeded
        RunDoubtful, // likewise: it may have been done
        LookUp, // what became of it
        MarkDone,
        MarkFailed,
        GiveUp,
    };
    static constexpr int verbs = GiveUp + 1;

    static StateSet states(Verb verb); // that it reaches; the engine looks at them when it does it
    static quint32 reach(Verb verb, const PerState<quint32> &counts);
    static QString text(Verb verb, quint32 reach); // "Cancel 12,004 Records"
    // In a menu, where nothing else says of what: "Cancel Record"; and whether something is asked first.
    static QString menuText(Verb verb, quint32 reach, bool asks);
    static QString warning(Verb verb, quint32 reach); // where it cannot be taken back
    static void ask(BatchRun &run, Verb verb, RowSet rows); // in ascending order
};

} // namespace batchdeck
