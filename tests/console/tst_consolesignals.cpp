#include "console/program.h"
#include "operations/silentserver.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QTemporaryDir>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace batchdeck;
using namespace Qt::StringLiterals;

// Real signals to the real program, at work.
class TestConsoleSignals : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cancelsAndCleansUp_data();
    void cancelsAndCleansUp();
    void finishesWhatIsCommitting();
    void leavesASilentServer();
    void theSecondLeaves_data();
    void theSecondLeaves();
    void oneRequestMayBeTwoSignals();
    void hearsWhileItWaits();
    void hearsDuringADryRun();
    void hearsWhileItWritesFiles();
    void finishesResultsAfterTheRun();
    void aKillTakesNothingThatWasTold();
    void signalsMayBeIgnored_data();
    void signalsMayBeIgnored();

private:
    QString fifo(const QString &name) const
    {
        const QString path = m_folder.filePath(name);
        if (::mkfifo(QFile::encodeName(path).constData(), 0600) != 0)
            qFatal("There is no pipe.");
        return path;
    }
    QTemporaryDir m_folder;

    static const inline QStringList arguments{u"--trial"_s, u"-j4"_s, u"--results"_s, u"-"_s, u"-"_s};
};

void TestConsoleSignals::cancelsAndCleansUp_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("Ctrl+C") << SIGINT;
    QTest::newRow("terminate") << SIGTERM;
    QTest::newRow("hang up") << SIGHUP;
}

void TestConsoleSignals::cancelsAndCleansUp()
{
    QFETCH(const int, signal);
    QElapsedTimer time;
    time.start();
    Program program(arguments, R"([{"label": "done", "seconds": 0.05}, {"seconds": 3600, "cleanup": 0.2},
        {"seconds": 3600, "cleanup": 0.2, "blocking": true}, {"seconds": 3600}, {"seconds": 3600}, {}])");
    QVERIFY(program.waitFor("\"label\": \"done\""));
    program.send(signal);
    QCOMPARE(program.end(), 130);
    QVERIFY(time.elapsed() >= 200);
    QCOMPARE(program.output().count("\"state\": \"succeeded\""), 1);
    QCOMPARE(program.output().count("\"state\": \"cancelled\""), 5);
    QVERIFY(program.errors().contains("Stopping: "));
    QVERIFY(program.errors().trimmed().endsWith("interrupted"));
}

void TestConsoleSignals::finishesWhatIsCommitting()
{
    Program program(arguments, R"([{"seconds": 1, "shield": [0, 1]}, {"seconds": 0.01}])");
    QVERIFY(program.waitFor("\"row\": 1"));
    program.send(SIGINT);
    QCOMPARE(program.end(), 130);
    QCOMPARE(program.output().count("\"state\": \"succeeded\""), 2);
}

// It lets the program in and says nothing, for as long as the test lasts.
void TestConsoleSignals::leavesASilentServer()
{
    const SilentServer server;
    QFile plan(m_folder.filePath(u"silent.plan.json"_s));
    QVERIFY(plan.open(QFile::WriteOnly));
    plan.write(R"({"connections": {"pg": {"driver": "postgresql", "user": "u", "database": "d", "host": ")"
               + server.folder().toUtf8()
               + R"("}}, "operations": {"*": {"kind": "sql", "connection": "pg", "statement": "select 1"}}})");
    plan.close();
    Program program({u"--plan"_s, plan.fileName(), u"-"_s}, R"([{}, {}, {}])");
    QTRY_VERIFY_WITH_TIMEOUT(server.clients() > 0, 60000);
    program.send(SIGINT);
    QCOMPARE(program.end(), 130);
    QVERIFY2(program.errors().contains("3 cancelled"), program.errors().constData());
}

void TestConsoleSignals::theSecondLeaves_data()
{
    QTest::addColumn<QByteArray>("stuck");
    QTest::addColumn<int>("first");
    QTest::addColumn<int>("second");
    const QByteArray timer = R"({"seconds": 3600, "ignoreStop": 3600})";
    QTest::newRow("on the timer") << timer << SIGINT << SIGINT;
    QTest::newRow("on a thread") << QByteArray(R"({"seconds": 3600, "ignoreStop": 3600, "blocking": true})") << SIGINT
                                 << SIGINT;
    QTest::newRow("in its clean-up") << QByteArray(R"({"cleanup": 3600})") << SIGINT << SIGINT;
    QTest::newRow("committing") << QByteArray(R"({"seconds": 3600, "shield": [0, 3600]})") << SIGINT << SIGINT;
    QTest::newRow("ended twice") << timer << SIGTERM << SIGTERM;
    QTest::newRow("ended, then Ctrl+C") << timer << SIGTERM << SIGINT;
    QTest::newRow("hung up twice") << timer << SIGHUP << SIGHUP;
}

void TestConsoleSignals::theSecondLeaves()
{
    QFETCH(const QByteArray, stuck);
    QFETCH(const int, first);
    QFETCH(const int, second);
    Program program(arguments, '[' + stuck + R"(, {"label": "done", "seconds": 0.05}])");
    QVERIFY(program.waitFor("\"label\": \"done\""));
    program.send(first);
    QVERIFY(program.waitFor("Stopping: "));
    program.send(second);
    QCOMPARE(program.end(), 130);
    QVERIFY2(
        program.output().contains(R"("row": 0, "id": "0", "label": "0", "operation": "simulate", "state": "inDoubt")"),
        program.output().constData());
    QVERIFY(program.errors().contains("1 succeeded, 1 in doubt"));
}

// Service managers send a hang-up behind the signal that ends: what runs still cleans up.
void TestConsoleSignals::oneRequestMayBeTwoSignals()
{
    Program program(arguments, R"([{"seconds": 3600, "cleanup": 1}, {"label": "done", "seconds": 0.05}])");
    QVERIFY(program.waitFor("\"label\": \"done\""));
    program.send(SIGTERM);
    QVERIFY(program.waitFor("Stopping: "));
    program.send(SIGHUP);
    QCOMPARE(program.end(), 130);
    QVERIFY2(program.errors().contains("1 succeeded, 1 cancelled"), program.errors().constData());
}

// For somebody who reads the results.
void TestConsoleSignals::hearsWhileItWaits()
{
    Program program({u"--trial"_s, u"--results"_s, fifo(u"results"_s), u"-"_s}, "[1]");
    QVERIFY(program.waitUntilItListens(SIGINT));
    program.send(SIGINT);
    QCOMPARE(program.end(), 130);
}

void TestConsoleSignals::hearsDuringADryRun()
{
    Program program({u"--trial"_s, u"--dry-run"_s, u"-"_s}, '[' + QByteArray("{},").repeated(300'000) + "{}]");
    QVERIFY(program.waitFor("\t")); // by now the pipe is full
    program.send(SIGINT);
    QCOMPARE(program.end(), 130);
    QVERIFY(program.errors().contains("Interrupted before anything was run."));
}

void TestConsoleSignals::hearsWhileItWritesFiles()
{
    Program program({u"--trial"_s, u"--progress"_s, u"json"_s, u"--failed"_s, fifo(u"failed"_s), u"-"_s},
                    R"([{"fail": "x"}])");
    QVERIFY(program.waitFor("started"));
    program.send(SIGINT);
    for (int times = 1; program.waitFor("Once more", times) && times < 3; ++times)
        program.send(SIGINT);
    QCOMPARE(program.end(), 130);
    QVERIFY(program.errors().contains("Not all that came of it could be written."));
}

void TestConsoleSignals::finishesResultsAfterTheRun()
{
    constexpr int records = 5'000;
    const QString path = fifo(u"slow"_s);
    const int reader = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    Program program({u"--trial"_s, u"--progress"_s, u"json"_s, u"--results"_s, path, u"-"_s},
                    '[' + QByteArray("{},").repeated(records - 1) + "{}]");
    QVERIFY(program.waitFor("writing")); // the round is over
    program.send(SIGINT);
    QVERIFY(program.waitFor("Once more leaves without that"));
    ::fcntl(reader, F_SETFL, 0);
    QByteArray lines;
    for (char bytes[4096];;) {
        const ssize_t size = ::read(reader, bytes, sizeof(bytes));
        if (size <= 0)
            break;
        lines.append(bytes, size);
    }
    ::close(reader);
    QCOMPARE(program.end(), 0);
    QCOMPARE(lines.count('\n'), records);
}

// Not even a line: those that are told of are in the file.
void TestConsoleSignals::aKillTakesNothingThatWasTold()
{
    constexpr int records = 400'000;
    const QString path = m_folder.filePath(u"killed.jsonl"_s);
    Program program({u"--trial"_s, u"-j64"_s, u"--progress"_s, u"bar"_s, u"--results"_s, path, u"-"_s},
                    '[' + QByteArray("{},").repeated(records - 1) + R"({"seconds": 3600}])");
    const auto told = [&program] {
        static const QRegularExpression count(u"([0-9,]+) of 400,000"_s);
        int last = 0;
        for (auto match = count.globalMatch(QString::fromUtf8(program.errors())); match.hasNext();)
            last = match.next().captured(1).remove(u',').toInt();
        return last;
    };
    for (int times = 1; told() == 0; ++times)
        QVERIFY(program.waitFor(" of 400,000", times));
    program.send(SIGKILL);
    QCOMPARE(program.end(), -1);
    QVERIFY2(told() > 0 && told() < records, qPrintable(QString::number(told())));
    QFile results(path);
    QVERIFY(results.open(QIODevice::ReadOnly));
    const auto lines = results.readAll().count('\n');
    QVERIFY2(lines >= told(), qPrintable(u"%1 of %2 lines"_s.arg(lines).arg(told())));
}

void TestConsoleSignals::signalsMayBeIgnored_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("nohup") << SIGHUP;
    QTest::newRow("in a script's background") << SIGINT;
}

void TestConsoleSignals::signalsMayBeIgnored()
{
    QFETCH(const int, signal);
    QProcess deaf;
    deaf.setChildProcessModifier([signal] { std::signal(signal, SIG_IGN); });
    deaf.start(QStringLiteral(PROGRAM), arguments);
    deaf.write(R"([{}, {"seconds": 0.5}])");
    deaf.closeWriteChannel();
    QVERIFY(deaf.waitForReadyRead(60'000)); // a line of results: it listens to signals
    ::kill(static_cast<pid_t>(deaf.processId()), signal);
    QVERIFY(deaf.waitForFinished(60'000));
    QCOMPARE(deaf.exitStatus(), QProcess::NormalExit);
    QCOMPARE(deaf.exitCode(), 0);
}

QTEST_GUILESS_MAIN(TestConsoleSignals)
#include "tst_consolesignals.moc"
