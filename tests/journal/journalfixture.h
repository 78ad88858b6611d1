#pragma once

#include "journal/journalfile.h"
#include "journal/journalpast.h"

#include <QTemporaryDir>
#include <QTest>

namespace batchdeck {

using What = JournalEntry::What;

inline JournalledRun someRun(std::vector<quint64> entries = {1, 2, 3})
{
    JournalledRun run;
    run.batch = {QStringLiteral("batch.json"), 30, 0xfeedbeef12345678, std::move(entries)};
    run.plan = R"({"concurrency": 8})";
    return run;
}

inline JournalEntry endOf(quint32 row, quint32 number, State became)
{
    JournalEntry entry;
    entry.row = row;
    entry.number = number;
    entry.became = became;
    entry.report = became == State::Succeeded ? Report::Done : Report::Failed;
    entry.at = 1'700'000'000'000 + row;
    entry.elapsed = 1500;
    if (became != State::Succeeded) {
        entry.errorKind = QStringLiteral("http.503");
        entry.errorMessage = QStringLiteral("it was busy");
    }
    return entry;
}

inline JournalEntry claimOf(quint32 row, quint32 number)
{
    JournalEntry entry;
    entry.what = What::Claim;
    entry.row = row;
    entry.number = number;
    return entry;
}

inline JournalEntry handBackOf(quint32 row)
{
    JournalEntry entry;
    entry.what = What::HandBack;
    entry.row = row;
    return entry;
}

template <typename T>
T must(Expected<T> expected)
{
    if (!expected)
        qFatal("%s: %s", qPrintable(expected.error().kind), qPrintable(expected.error().message));
    return *std::move(expected);
}
inline void must(const Expected<void> &expected)
{
    if (!expected)
        qFatal("%s: %s", qPrintable(expected.error().kind), qPrintable(expected.error().message));
}

inline JournalPast pastIn(JournalFile &file, bool isIdempotent = false)
{
    return must(pastOf(
        file, [isIdempotent](quint32) { return isIdempotent; }, 1'700'000'009'000));
}

} // namespace batchdeck
