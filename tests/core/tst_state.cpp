#include "core/state.h"

#include <QTest>

using namespace batchdeck;

// Every move and every verdict, cell by cell.
class TestState : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void moves_data();
    void moves();
    void verdicts_data();
    void verdicts();
    void names();
};

static State stateOf(const QString &name)
{
    for (int at = 0; at < stateCount; ++at) {
        if (name == batchdeck::name(static_cast<State>(at)))
            return static_cast<State>(at);
    }
    qFatal("no state is named %s", qPrintable(name));
}

void TestState::moves_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("next");

    const char *const rows[][2] = {
        {"invalid", "queued"},
        {"queued", "running cancelled skipped succeeded failed timedOut"},
        {"running", "committing stopping backoff succeeded failed inDoubt unresponsive"},
        {"committing", "running stopping backoff succeeded failed inDoubt unresponsive"},
        {"stopping", "cancelled timedOut backoff queued succeeded inDoubt unresponsive"},
        {"unresponsive", "cancelled timedOut backoff queued succeeded inDoubt failed"},
        {"backoff", "queued cancelled failed timedOut"},
        {"succeeded", "queued"},
        {"failed", "queued"},
        {"timedOut", "queued"},
        {"cancelled", "queued"},
        {"skipped", "queued"},
        {"inDoubt", "queued succeeded failed"},
    };
    static_assert(std::size(rows) == stateCount);
    for (const auto &row : rows)
        QTest::newRow(row[0]) << QString::fromLatin1(row[0]) << QString::fromLatin1(row[1]);
}

void TestState::moves()
{
    QFETCH(QString, from);
    QFETCH(QString, next);
    const QStringList legal = next.split(u' ');
    for (int at = 0; at < stateCount; ++at) {
        const auto to = static_cast<State>(at);
        QVERIFY2(mayBecome(stateOf(from), to) == legal.contains(QString(name(to))),
                 qPrintable(from + QStringLiteral(" to ") + name(to)));
    }
}

void TestState::verdicts_data()
{
    QTest::addColumn<int>("report");
    QTest::addColumn<int>("reason");
    QTest::addColumn<QString>("state");
    QTest::addColumn<bool>("retryable");
    QTest::addColumn<bool>("late");

    // Columns as StopReason has them; + may be tried again, ! came too late.
    const char *const table[reportCount][stopReasonCount] = {
        {"succeeded", "succeeded!", "succeeded!", "succeeded!", "succeeded", "succeeded"},
        {"inDoubt", "inDoubt", "inDoubt", "inDoubt", "inDoubt", "inDoubt"},
        {"failed+", "cancelled", "cancelled", "timedOut+", "cancelled", "queued"},
        {"failed+", "cancelled", "cancelled", "timedOut+", "cancelled", "queued"},
    };
    for (int report = 0; report < reportCount; ++report) {
        for (int reason = 0; reason < stopReasonCount; ++reason) {
            QString cell = QString::fromLatin1(table[report][reason]);
            const bool retryable = cell.endsWith(u'+');
            const bool late = cell.endsWith(u'!');
            if (retryable || late)
                cell.chop(1);
            const QString row =
                name(static_cast<Report>(report)) + QStringLiteral(", ") + name(static_cast<StopReason>(reason));
            QTest::newRow(qPrintable(row)) << report << reason << cell << retryable << late;
        }
    }
}

void TestState::verdicts()
{
    QFETCH(int, report);
    QFETCH(int, reason);
    QFETCH(QString, state);
    QFETCH(bool, retryable);
    QFETCH(bool, late);
    const Verdict expected{stateOf(state), retryable, late};
    QVERIFY(verdict(static_cast<Report>(report), static_cast<StopReason>(reason)) == expected);
}

void TestState::names()
{
    QSet<QString> seen;
    for (int at = 0; at < stateCount; ++at)
        seen.insert(QString(name(static_cast<State>(at))));
    QCOMPARE(seen.size(), stateCount);
}

QTEST_GUILESS_MAIN(TestState)
#include "tst_state.moc"
