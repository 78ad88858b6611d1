#include "consoleruns.h"
#include "failingcalls.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QRandomGenerator>

#include <csignal>

#include <unistd.h>

using namespace batchdeck;
using namespace Qt::StringLiterals;

// The console is killed, or its journal's disk fails, wherever that may be, and it goes on with --resume. What its
// records did stands in a database that knows nothing of the journal: nothing is lost, nothing happens twice, and what
// nobody can know is in doubt, never more than twice the slots at a time.
//
// BATCHDECK_FAULT_KILLS: kills, or signals that are obeyed, at random times. BATCHDECK_FAULT_CALLS: at how many of all
// of a run's writes and fsyncs it is killed, and how many fail; 0: at each of them in turn. BATCHDECK_FAULT_SEED. Many
// need QTEST_FUNCTION_TIMEOUT as well (milliseconds).
class TestConsoleKills final : public QObject, private ConsoleRuns {
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(400); }
    void atRandomTimes_data();
    void atRandomTimes();
    void leavesNothingBehindWhereItIsAsked();
    void atEveryCall_data();
    void atEveryCall();
    void whereAnotherTakesItsPlace_data();
    void whereAnotherTakesItsPlace();
};

void TestConsoleKills::atRandomTimes_data()
{
    QTest::addColumn<int>("longest"); // microseconds
    QTest::addColumn<bool>("isMarked");
    QTest::newRow("of a run") << 1'000'000 << false;
    QTest::newRow("while it opens the run again") << 60'000 << false;
    QTest::newRow("of a run that can be looked up") << 400'000 << true;
}

void TestConsoleKills::atRandomTimes()
{
    QFETCH(int, longest);
    QFETCH(const bool, isMarked);
    begin(m_records, isMarked);
    const int kills = option("BATCHDECK_FAULT_KILLS", 12);
    QRandomGenerator dice(static_cast<quint32>(option("BATCHDECK_FAULT_SEED", 1)));
    int runs = 0;
    m_mostAtOnce = 0;
    const bool isOpening = longest < 100'000;
    for (int kill = 0; isOpening && kill < 100 && m_mostAtOnce == 0 && !QTest::currentTestFailed(); ++kill) {
        QProcess process;
        const QStringList arguments = command(journal());
        process.start(arguments.front(), arguments.mid(1));
        QTRY_VERIFY_WITH_TIMEOUT(!effects().empty() || process.state() == QProcess::NotRunning, 60'000);
        process.kill();
        process.waitForFinished(-1);
        check();
    }
    for (int kill = 0; kill < kills && !QTest::currentTestFailed(); ++kill) {
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        const QStringList arguments = command(journal());
        process.start(arguments.front(), arguments.mid(1));
        QVERIFY(process.waitForStarted());
        ::usleep(static_cast<useconds_t>(dice.bounded(longest))); // where it is killed, not how long it may take
        process.kill();
        process.waitForFinished(-1);
        check();
        if (process.exitStatus() == QProcess::CrashExit)
            continue;
        const QByteArray said = process.readAll(); // it had come to its end: another run
        QVERIFY2(process.exitCode() == (m_inDoubt > 0 ? 3 : 0), said.constData());
        checkResults(true);
        longest = std::max(longest / 2, 250'000); // or nothing would have begun
        begin(m_records, isMarked);
        ++runs;
    }
    if (QTest::currentTestFailed())
        return;
    goesOn();
    qInfo("%d kills in %d runs, at most %zu in doubt at once, %u left", kills, runs + 1, m_mostAtOnce, m_inDoubt);
}

// Who asks it to end is obeyed in whatever it is doing, and nothing is in doubt then.
void TestConsoleKills::leavesNothingBehindWhereItIsAsked()
{
    const int signals = option("BATCHDECK_FAULT_KILLS", 12);
    QRandomGenerator dice(static_cast<quint32>(option("BATCHDECK_FAULT_SEED", 1)));
    int obeyed = 0;
    for (int signal = 0; signal < signals && !QTest::currentTestFailed(); ++signal) {
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        const QStringList arguments = command(journal());
        process.start(arguments.front(), arguments.mid(1));
        QVERIFY(process.waitForStarted());
        ::usleep(static_cast<useconds_t>(dice.bounded(400'000)));
        ::kill(static_cast<pid_t>(process.processId()), signal % 2 ? SIGINT : SIGTERM);
        process.waitForFinished(-1);
        const QByteArray said = process.readAll();
        m_mostAtOnce = 0;
        check();
        QVERIFY2(m_inDoubt == 0, said.constData());
        if (process.exitStatus() == QProcess::CrashExit) // it did not listen yet
            continue;
        QVERIFY2(process.exitCode() == 130 || process.exitCode() == 0, said.constData());
        obeyed += process.exitCode() == 130;
        if (process.exitCode() == 0)
            begin(m_records);
    }
    if (QTest::currentTestFailed())
        return;
    goesOn();
    QCOMPARE(m_inDoubt, 0U);
    qInfo("%d of %d signals were obeyed in time", obeyed, signals);
}

void TestConsoleKills::atEveryCall_data()
{
    FailingCalls::addColumns();
    FailingCalls::addWrites();
    FailingCalls::addFlushes();
}

void TestConsoleKills::atEveryCall()
{
    const FailingCalls failing = FailingCalls::ofRow();
    const auto failingAt = [&](int call) {
        begin(60);
        const QTemporaryDir counts;
        const QString count = counts.filePath(u"count"_s);
        const int code = run(command(journal()), failing.at(call, QFileInfo(journal()).path(), count));
        return std::pair(code, static_cast<int>(QFileInfo(count).size()));
    };
    const auto [counted, all] = failingAt(0);
    QVERIFY2(counted == 0, m_said.constData());
    const std::vector<int> calls = callsToFail(all, option("BATCHDECK_FAULT_CALLS", 5));
    int harmed = 0;
    m_mostAtOnce = 0;
    for (const int call : calls) {
        const auto [code, made] = failingAt(call);
        if (failing.kills())
            QVERIFY2((code < 0) == (made >= call), m_said.constData()); // there may be a commit less
        harmed += code != 0;
        check();
        // What is told of a run that lost its journal is true as well.
        if (code == 1) {
            const bool isToldInTime = m_said.contains("Nothing more starts");
            const bool isToldAtTheEnd = m_said.contains("What ended last may not be in it"); // nothing was left to run
            QVERIFY2(m_said.contains("The journal") && (isToldInTime || isToldAtTheEnd), m_said.constData());
            checkResults(false);
        } else if (code >= 0) {
            QVERIFY2(code == 0 || code == 2 || code == 3, m_said.constData());
        }
        if (QTest::currentTestFailed())
            return;
        goesOn();
        if (QTest::currentTestFailed())
            return;
    }
    qInfo("each of %zu of %d calls: %d runs came to harm, at most %zu in doubt at once", calls.size(), all, harmed,
          m_mostAtOnce);
    QVERIFY(harmed > 0);
}

void TestConsoleKills::whereAnotherTakesItsPlace_data()
{
    QTest::addColumn<bool>("isNamed");
    QTest::addColumn<bool>("isDamaged");
    QTest::newRow("of a file, for another batch") << true << false;
    QTest::newRow("of a file that is damaged") << true << true;
    QTest::newRow("in the folder, for another batch") << false << false;
    QTest::newRow("in the folder, of one that is damaged") << false << true;
}

// Whenever it is killed, the same command finds the one or the other, and begins nothing anew.
void TestConsoleKills::whereAnotherTakesItsPlace()
{
    QFETCH(const bool, isNamed);
    QFETCH(const bool, isDamaged);
    begin(60);
    const QString folder = path(isNamed ? u"journal"_s : u"data"_s);
    const auto environment = [&](const FailingCalls &calls, int at) {
        QFile::remove(path(u"count"_s));
        QProcessEnvironment found = calls.at(at, folder, path(u"count"_s));
        found.insert(u"XDG_DATA_HOME"_s, path(u"data"_s));
        return found;
    };
    QStringList command{QStringLiteral(PROGRAM), u"--progress"_s, u"none"_s};
    if (isNamed)
        command << u"--journal"_s << journal();
    command << path(u"batch.jsonl"_s);
    QStringList resume = command;
    resume.insert(1, u"--resume"_s);

    const auto save = [&](const QString &name) {
        return QDir().mkpath(path(name))
            && QProcess::execute(u"cp"_s, {u"-a"_s, folder, path(u"ledger.db"_s), path(name)}) == 0;
    };
    const auto restore = [&](const QString &name) {
        QDir(folder).removeRecursively();
        for (const QString &suffix : {u""_s, u"-wal"_s, u"-shm"_s})
            QFile::remove(path(u"ledger.db"_s + suffix));
        return QProcess::execute(u"cp"_s, {u"-a"_s, path(name) + u"/."_s, m_folder->path()}) == 0;
    };

    QVERIFY(QDir().mkpath(folder) && save(u"fresh"_s));
    const FailingCalls writes{"writes", "kill", false};
    QCOMPARE(run(command, environment(writes, 0)), 0);
    const auto all = static_cast<int>(QFileInfo(path(u"count"_s)).size());
    // Cut short once something has happened, and before all of it has. How often it writes differs: ends share commits.
    int at = all * 2 / 3;
    QVERIFY(restore(u"fresh"_s));
    while (run(command, environment(writes, at)) != -1) {
        QVERIFY(restore(u"fresh"_s));
        at -= at / 8 + 1;
        QVERIFY(at > 0);
    }
    const QDir journals(isNamed ? folder : folder + u"/batchdeck/journals"_s);
    const QString left = isNamed ? journal() : journals.filePath(journals.entryList({u"*.journal"_s}).value(0));
    if (isDamaged) {
        auto disk = SqliteFile::open(left, SqliteFile::Access::Write);
        QVERIFY(disk && disk->execute("update history set at = at + 1 where id = (select min(id) from history)"));
    }
    QFile batch(path(u"batch.jsonl"_s));
    QVERIFY(isDamaged || (batch.open(QIODevice::Append) && batch.write("{\"n\": 1000}\n") > 0));
    batch.close();
    const std::map<int, int> before = effects(); // and what is cut short there is taken back
    QVERIFY(!before.empty());
    QVERIFY(save(u"left"_s));

    const FailingCalls names{"names", "kill", false};
    int kills = 0;
    for (int name = 1;; ++name) {
        QVERIFY(restore(u"left"_s));
        if (run(resume, environment(names, name)) != -1)
            break;
        if (effects() != before) // it is open, and at work
            break;
        ++kills;
        QVERIFY2(run(command, environment(names, 0)) == 2, m_said.constData());
        QVERIFY(effects() == before);
        QVERIFY2(m_said.contains("--resume"), m_said.constData());
        QVERIFY2(run(resume, environment(names, 0)) != 2, m_said.constData());
        const std::map<int, int> happened = effects();
        for (const auto &[record, times] : happened)
            QVERIFY2(times == 1,
                     qPrintable(u"record %1 happened %2 times, killed at %3"_s.arg(record).arg(times).arg(name)));
    }
    QVERIFY2(kills > 2, qPrintable(QString::number(kills)));
}

QTEST_GUILESS_MAIN(TestConsoleKills)
#include "tst_consolekills.moc"
