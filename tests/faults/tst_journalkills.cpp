#include "failingcalls.h"
#include "journal/journalpast.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <map>

#include <sys/prctl.h>
#include <unistd.h>

using namespace batchdeck;
using namespace Qt::StringLiterals;

// A run is killed, or its disk fails, wherever that may be: nothing that happened is lost, nothing happens
// twice, and what nobody can know is in doubt, never more than twice the slots at a time.
//
// BATCHDECK_FAULT_KILLS: kills at random times. BATCHDECK_FAULT_CALLS: at how many of all writes and fsyncs it is
// killed, and how many fail; 0: at each of them in turn. BATCHDECK_FAULT_OPENS: programs at once. BATCHDECK_FAULT_SEED.
// Many need QTEST_FUNCTION_TIMEOUT as well (milliseconds).
class TestJournalKills final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(300); }
    void atRandomTimes();
    void atEveryCall_data();
    void atEveryCall();
    void atEveryFlushOfALongLog_data();
    void atEveryFlushOfALongLog();
    void opensTogether();

private:
    static constexpr quint32 slotCount = 8;
    static constexpr int journalLost = 3; // what the victim says then

    static int option(const char *name, int otherwise)
    {
        return qEnvironmentVariableIsSet(name) ? qEnvironmentVariableIntValue(name) : otherwise;
    }
    void begin(quint32 records, int resultSize = 1);
    QString path(const char *name) const { return m_folder->filePath(QString::fromLatin1(name)); }
    QStringList victim() const
    {
        return {QCoreApplication::applicationDirPath() + u"/journalvictim"_s,
                path("journal"),
                path("ledger"),
                QString::number(m_records),
                QString::number(slotCount),
                QString::number(m_resultSize)};
    }
    static void start(QProcess &process, QStringList command);
    // The exit code; negative where it was killed.
    static int finish(QProcess &process, QStringList command);
    static int finish(QStringList command)
    {
        QProcess process;
        return finish(process, std::move(command));
    }
    // Compares the journal with the ledger.
    void check();
    void failInTurn(int resultSize);

    std::unique_ptr<QTemporaryDir> m_folder;
    quint32 m_records = 0;
    int m_resultSize = 0;
    quint32 m_ended = 0; // by its journal
};

void TestJournalKills::begin(quint32 records, int resultSize)
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_records = records;
    m_resultSize = resultSize;
    m_ended = 0;
}

void TestJournalKills::start(QProcess &process, QStringList command)
{
    const QString program = command.takeFirst();
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(program, command);
    QVERIFY(process.waitForStarted());
}

int TestJournalKills::finish(QProcess &process, QStringList command)
{
    start(process, std::move(command));
    if (!process.waitForFinished(-1))
        return -1;
    return process.exitStatus() == QProcess::CrashExit ? -2 : process.exitCode();
}

void TestJournalKills::check()
{
    std::map<quint32, int> effects;
    QFile ledger(path("ledger"));
    if (ledger.open(QIODevice::ReadOnly)) {
        while (!ledger.atEnd())
            ++effects[ledger.readLine().trimmed().toUInt()];
    }
    for (const auto &[row, times] : effects)
        QVERIFY2(times == 1, qPrintable(u"row %1 happened %2 times"_s.arg(row).arg(times)));
    auto file = JournalFile::open(path("journal"));
    if (!file && (!QFile::exists(path("journal")) || file.error().kind == u"journal.empty")) {
        QVERIFY(effects.empty()); // it was killed before it was one
        m_ended = 0;
        return;
    }
    QVERIFY2(file, qPrintable(file ? QString() : file.error().message));
    auto past = pastOf(
        *file, [](quint32) { return false; }, 0);
    QVERIFY2(past, qPrintable(past ? QString() : past.error().message));
    QVERIFY2(past->interrupted.size() <= 2 * slotCount, qPrintable(QString::number(past->interrupted.size())));
    m_ended = past->ended;
    std::map<quint32, State> states;
    for (const PastRecord &record : past->run.records) {
        states[record.row] = record.state;
        if (record.state == State::Succeeded)
            QVERIFY2(effects.contains(record.row), qPrintable(u"row %1 never happened"_s.arg(record.row)));
    }
    for (const auto &[row, times] : effects) {
        QVERIFY2(states.contains(row) && (states[row] == State::Succeeded || states[row] == State::InDoubt),
                 qPrintable(u"row %1 happened and is forgotten"_s.arg(row)));
    }
}

void TestJournalKills::atRandomTimes()
{
    const int kills = option("BATCHDECK_FAULT_KILLS", 25);
    QRandomGenerator dice(static_cast<quint32>(option("BATCHDECK_FAULT_SEED", 1)));
    int runs = 0;
    for (int kill = 0; kill < kills && !QTest::currentTestFailed(); ++kill) {
        QProcess process;
        start(process, victim());
        ::usleep(static_cast<useconds_t>(dice.bounded(60'000))); // where it is killed, not how long it may take
        process.kill();
        process.waitForFinished(-1);
        check();
        if (process.exitStatus() == QProcess::NormalExit) { // it had come to its end: another run
            QCOMPARE(process.exitCode(), 0);
            begin(m_records);
            ++runs;
        }
    }
    if (QTest::currentTestFailed())
        return;
    QProcess process;
    QCOMPARE(finish(process, victim()), 0);
    check();
    qInfo("%d kills in %d runs", kills, runs + 1);
}

void TestJournalKills::atEveryCall_data()
{
    FailingCalls::addColumns();
    FailingCalls::addWrites();
    FailingCalls::addFlushes();
}

void TestJournalKills::atEveryCall()
{
    failInTurn(1);
}

// The log becomes as long as it may, and is written into the database while the run goes on.
void TestJournalKills::atEveryFlushOfALongLog_data()
{
    FailingCalls::addColumns();
    FailingCalls::addFlushes();
}

void TestJournalKills::atEveryFlushOfALongLog()
{
    failInTurn(400'000);
}

void TestJournalKills::failInTurn(int resultSize)
{
    const FailingCalls failing = FailingCalls::ofRow();
    const auto run = [&](int call) {
        begin(60, resultSize);
        const QTemporaryDir counts;
        const QString count = counts.filePath(u"count"_s);
        QProcess process;
        process.setProcessEnvironment(failing.at(call, m_folder->path(), count));
        const int code = finish(process, victim());
        return std::pair(code, static_cast<int>(QFileInfo(count).size()));
    };
    const auto [counted, all] = run(0);
    QCOMPARE(counted, 0);
    const std::vector<int> calls = callsToFail(all, option("BATCHDECK_FAULT_CALLS", 12));
    int harmed = 0;
    for (const int call : calls) {
        const auto [code, made] = run(call);
        check();
        if (failing.kills())
            QCOMPARE(code < 0, made >= call); // there may be a commit less
        else if (code == 0)
            QCOMPARE(m_ended, m_records); // it failed while it was closed
        else if (code == journalLost)
            QCOMPARE(made, call); // nothing is tried once more, as if nothing had been
        harmed += code != 0;
        QCOMPARE(finish(victim()), 0);
        check();
        if (QTest::currentTestFailed())
            return;
        QCOMPARE(m_ended, m_records);
    }
    qInfo("each of %zu of %d calls: %d runs came to harm, all went on", calls.size(), all, harmed);
    QVERIFY(harmed > 0);
}

// Of all that open what was cut short at the same time one goes on with it.
void TestJournalKills::opensTogether()
{
    const auto many = static_cast<std::size_t>(option("BATCHDECK_FAULT_OPENS", 20));
    QProcess first;
    start(first, victim());
    QTRY_VERIFY_WITH_TIMEOUT(QFileInfo(path("ledger")).size() > 0, 60'000);
    first.kill();
    first.waitForFinished(-1);

    QStringList command = victim();
    const QString program = command.takeFirst();
    std::vector<std::unique_ptr<QProcess>> all;
    for (std::size_t opened = 0; opened < many; ++opened) {
        all.push_back(std::make_unique<QProcess>());
        all.back()->start(program, command);
    }
    std::size_t wentOn = 0;
    for (const auto &process : all) {
        QVERIFY(process->waitForFinished(-1));
        const QByteArray said = process->readAllStandardError();
        const bool isLocked = process->exitCode() == 4 && said.startsWith("journal.locked");
        QVERIFY2(process->exitCode() == 0 || isLocked, said.constData());
        wentOn += process->exitCode() == 0;
    }
    QVERIFY(wentOn > 0);
    check();
    JournalFile reader = *JournalFile::read(path("journal"));
    const auto past = pastOf(
        reader, [](quint32) { return false; }, 0);
    QVERIFY(past);
    QCOMPARE(past->ended, m_records);
    qInfo("of %zu opened at once %zu were told that another one is at work", many, many - wentOn);
}

QTEST_GUILESS_MAIN(TestJournalKills)
#include "tst_journalkills.moc"
