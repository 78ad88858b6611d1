#pragma once

#include "core/runsummary.h"

#include <QCoreApplication>

namespace batchdeck {

// The words for a run as a whole.
class RunText {
    Q_DECLARE_TR_FUNCTIONS(batchdeck::RunText)

public:
    static quint32 total(const RunSummary &summary);
    static quint32 runnable(const RunSummary &summary); // all but what is invalid
    static quint32 ended(const RunSummary &summary); // of them
    static bool isOfAll(const RunSummary &summary); // its last round was for every record that can be run
    static bool goesOn(const RunSummary &summary); // it was opened again, and nothing has been run since
    static int percent(const RunSummary &summary); // 100 only when everything has ended
    // "1,220 of 2,000 · 2.6 a second · about 5 min left"
    static QString progress(const RunSummary &summary);
    // "1 record", "12 records": those that its last round was for
    static QString roundRecords(const RunSummary &summary);
    // "772 waiting · 8 active · 1,171 succeeded": those that there are
    static QString counts(const RunSummary &summary);
    // "1,220 ended (7 failed or timed out, 2 cancelled, 1 in doubt), 780 to run"
    static QString tally(const RunTally &tally);
};

} // namespace batchdeck
