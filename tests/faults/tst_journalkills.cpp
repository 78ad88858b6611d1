#include "journal/journalpast.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QRandomGenerator>
#include <QStandardPaths>
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
// BATCHDECK_FAULT_KILLS: kills at random times. BATCHDECK_FAULT_CALLS: of the first so many writes and
// fsyncs, each is killed at and fails in turn. BATCHDECK_FAULT_OPENS: programs at once. BATCHDECK_FAULT_SEED.
class TestJournalKills final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void atRandomTimes();
    void atEveryCall_data();
    void atEveryCall();
    void opensTogether();

private:
    static constexpr quint32 records = 300;
    static constexpr quint32 slotCount = 8;

    static int option(const char *name, int otherwise)
    {
        return qEnvironmentVariableIsSet(name) ? qEnvironmentVariableIntValue(name) : otherwise;
    }
    QString path(const char *name) const { return m_folder->filePath(QString::fromLatin1(name)); }
    QStringList victim() const
    {
        return {QCoreApplication::applicationDirPath() + u"/journalvictim"_s, path("journal"), path("ledger"),
                QString::number(records), QString::number(slotCount)};
    }
    static void start(QProcess &process, QStringList command);
    int finish(QProcess &process, QStringList command);
    // Compares the journal with the ledger.
    void check();

    std::unique_ptr<QTemporaryDir> m_folder;
    quint32 m_inDoubt = 0;
};

void TestJournalKills::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_inDoubt = 0;
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
        return;
    }
    QVERIFY2(file, qPrintable(file ? QString() : file.error().message));
    auto past = pastOf(
        *file, [](quint32) { return false; }, 0);
    QVERIFY2(past, qPrintable(past ? QString() : past.error().message));
    QVERIFY2(past->interrupted.size() <= 2 * slotCount, qPrintable(QString::number(past->interrupted.size())));
    m_inDoubt = 0;
    std::map<quint32, State> states;
    for (const PastRecord &record : past->run.records) {
        states[record.row] = record.state;
        m_inDoubt += record.state == State::InDoubt;
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
            init();
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
    QTest::addColumn<QByteArray>("fault");
    QTest::newRow("killed at a write") << QByteArray("pwrite64:signal=KILL:when=%1");
    QTest::newRow("killed at an fsync") << QByteArray("fdatasync,fsync:signal=KILL:when=%1");
    QTest::newRow("full once") << QByteArray("pwrite64:error=ENOSPC:when=%1");
    QTest::newRow("full from then on") << QByteArray("pwrite64:error=ENOSPC:when=%1+");
    QTest::newRow("broken once") << QByteArray("pwrite64:error=EIO:when=%1");
    QTest::newRow("broken from then on") << QByteArray("pwrite64:error=EIO:when=%1+");
    QTest::newRow("not flushed once") << QByteArray("fdatasync,fsync:error=EIO:when=%1");
    QTest::newRow("not flushed from then on") << QByteArray("fdatasync,fsync:error=EIO:when=%1+");
}

void TestJournalKills::atEveryCall()
{
    QFETCH(QByteArray, fault);
    if (QStandardPaths::findExecutable(u"strace"_s).isEmpty())
        QSKIP("strace is not installed");
    const int calls = option("BATCHDECK_FAULT_CALLS", 12);
    int lost = 0;
    int whole = 0;
    for (int call = 1; call <= calls && !QTest::currentTestFailed(); ++call) {
        init();
        QStringList command{u"strace"_s, u"-f"_s, u"-qq"_s, u"-o"_s, u"/dev/null"_s};
        for (const char *suffix : {"journal", "journal-wal"})
            command << u"-P"_s << path(suffix);
        command << u"-e"_s << u"trace=pwrite64,fdatasync,fsync"_s << u"-e"_s
                << u"inject="_s + QString::fromLatin1(fault).arg(call);
        QProcess process;
        const int code = finish(process, command + victim());
        if (code == 1 && !QFile::exists(path("ledger")))
            QSKIP("strace may not trace here");
        lost += code != 0;
        check();
        if (QTest::currentTestFailed())
            break;
        QProcess again;
        whole += finish(again, victim()) == 0;
        check();
    }
    qInfo("%d calls: %d runs came to harm, all %d went on", calls, lost, whole);
    QVERIFY(lost > 0);
    QCOMPARE(whole, calls);
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
    QCOMPARE(past->ended, records);
    qInfo("of %zu opened at once %zu were told that another one is at work", many, many - wentOn);
}

QTEST_GUILESS_MAIN(TestJournalKills)
#include "tst_journalkills.moc"
