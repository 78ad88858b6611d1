#include "effects.h"
#include "failingcalls.h"
#include "journal/journalpast.h"
#include "journal/recordfold.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

#include <map>

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
class TestConsoleKills final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(400); }
    void atRandomTimes_data();
    void atRandomTimes();
    void leavesNothingBehindWhereItIsAsked();
    void atEveryCall_data();
    void atEveryCall();
    void leavesNothingWhereItCannotBeMade_data();
    void leavesNothingWhereItCannotBeMade();
    void tellsThatItWaitsForTheDisk_data();
    void tellsThatItWaitsForTheDisk();
    void onADiskThatIsFull();
    void whereAnotherTakesItsPlace_data();
    void whereAnotherTakesItsPlace();

private:
    static constexpr int slotCount = 8;

    static int option(const char *name, int otherwise)
    {
        return qEnvironmentVariableIsSet(name) ? qEnvironmentVariableIntValue(name) : otherwise;
    }
    QString path(const QString &name) const { return m_folder->filePath(name); }
    QString journal() const { return path(u"journal/run"_s); } // alone in its folder
    void begin(int records, bool isMarked = false);
    void write(const QString &name, const QByteArray &bytes) const;
    QStringList command(const QString &journal) const;
    int run(const QStringList &command,
            const QProcessEnvironment &environment = QProcessEnvironment::systemEnvironment());
    std::map<int, int> effects() const { return effectsIn(path(u"ledger.db"_s)); }
    void check();
    void checkResults(bool isWhole) const;
    void goesOn();

    std::unique_ptr<QTemporaryDir> m_folder;
    int m_records = 0;
    bool m_isMarked = false; // each transaction in the database: it can be looked up
    QByteArray m_said; // by the last one
    quint32 m_inDoubt = 0;
    quint32 m_held = 0; // of them, since it ended too often while they were at work
    std::size_t m_mostAtOnce = 0;
};

void TestConsoleKills::write(const QString &name, const QByteArray &bytes) const
{
    QFile file(path(name));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
}

void TestConsoleKills::begin(int records, bool isMarked)
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_records = records;
    m_isMarked = isMarked;
    m_inDoubt = 0;
    QVERIFY(QDir().mkpath(QFileInfo(journal()).path()));
    QByteArray lines;
    for (int record = 0; record < records; ++record)
        lines += "{\"n\": " + QByteArray::number(record) + "}\n";
    write(u"batch.jsonl"_s, lines);
    write(u"batch.plan.json"_s,
          R"plan({"concurrency": )plan" + QByteArray::number(slotCount) + R"plan(,
        "connections": {"ledger": {"driver": "sqlite", "database": "ledger.db"}},
        "operations": {"*": {"kind": "sql", "connection": "ledger", "statement": "insert into ledger values (:n)",
                             "marker": )plan"
              + QByteArray(isMarked ? "true" : "false") + "}}}");
    write(u"ledger.db"_s, {});
    auto ledger = SqliteFile::open(path(u"ledger.db"_s), SqliteFile::Access::Write);
    QVERIFY(ledger && ledger->execute("pragma journal_mode = wal; create table ledger(n integer)"));
}

QStringList TestConsoleKills::command(const QString &journal) const
{
    QStringList command{QStringLiteral(PROGRAM), u"--journal"_s,       journal,     u"--progress"_s, u"none"_s,
                        u"--results"_s,          path(u"out.jsonl"_s), u"--force"_s};
    if (JournalFile::read(journal)) // else it was killed before there was one
        command << u"--resume"_s;
    return command << path(u"batch.jsonl"_s);
}

// The exit code; -1 where it was killed.
int TestConsoleKills::run(const QStringList &command, const QProcessEnvironment &environment)
{
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(command.front(), command.mid(1));
    if (!process.waitForFinished(-1))
        qFatal("%s", qPrintable(process.errorString()));
    m_said = process.readAll();
    return process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
}

void TestConsoleKills::check()
{
    const std::map<int, int> happened = effects();
    for (const auto &[record, times] : happened)
        QVERIFY2(times == 1, qPrintable(u"record %1 happened %2 times"_s.arg(record).arg(times)));
    auto file = JournalFile::open(journal());
    if (!file) { // killed before it was one
        QVERIFY2(happened.empty(), qPrintable(file.error().message));
        return;
    }
    const auto past = pastOf(
        *file, [](quint32) { return false; }, 0);
    QVERIFY2(past, past ? "" : qPrintable(past.error().message));
    QVERIFY2(past->interrupted.size() <= 2 * slotCount, qPrintable(QString::number(past->interrupted.size())));
    m_mostAtOnce = std::max(m_mostAtOnce, past->interrupted.size());
    std::map<int, State> states;
    m_inDoubt = 0;
    m_held = 0;
    for (const PastRecord &record : past->run.records) {
        states[static_cast<int>(record.row)] = record.state;
        m_inDoubt += record.state == State::InDoubt;
        m_held += record.state == State::InDoubt && past->run.kinds[record.errorKind] == heldKind;
        if (record.state == State::Succeeded)
            QVERIFY2(happened.contains(static_cast<int>(record.row)),
                     qPrintable(u"record %1 never happened"_s.arg(record.row)));
    }
    for (const auto &[record, times] : happened)
        QVERIFY2(states.contains(record) && (states[record] == State::Succeeded || states[record] == State::InDoubt),
                 qPrintable(u"record %1 happened and is forgotten"_s.arg(record)));
}

// Each record once; what is told of it is true.
void TestConsoleKills::checkResults(bool isWhole) const
{
    const std::map<int, int> happened = effects();
    std::map<int, int> lines;
    QFile file(path(u"out.jsonl"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    while (!file.atEnd()) {
        const QByteArray line = file.readLine();
        const auto result = nlohmann::json::parse(line.begin(), line.end(), nullptr, false);
        QVERIFY2(result.is_object(), line.constData());
        const int row = result["row"].get<int>();
        QVERIFY2(++lines[row] == 1, line.constData());
        if (result["state"] == "succeeded")
            QVERIFY2(happened.contains(row), line.constData());
        else
            QVERIFY2(result["state"] == "inDoubt" || !isWhole, line.constData());
    }
    QVERIFY(!isWhole || lines.size() == std::size_t(m_records));
}

// All that can be done is done, once.
void TestConsoleKills::goesOn()
{
    const int code = run(command(journal()));
    check();
    QVERIFY2(code == (m_inDoubt > 0 ? 3 : 0), m_said.constData());
    checkResults(true);
    if (m_isMarked) {
        QCOMPARE(m_inDoubt, m_held);
        QVERIFY(effects().size() >= m_records - m_held);
    }
}

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

void TestConsoleKills::leavesNothingWhereItCannotBeMade_data()
{
    FailingCalls::addColumns();
    FailingCalls::addWrites();
    FailingCalls::addFlushes();
}

// One sentence, nothing is run, and nobody finds a half of it later.
void TestConsoleKills::leavesNothingWhereItCannotBeMade()
{
    const FailingCalls failing = FailingCalls::ofRow();
    if (failing.kills())
        QSKIP("who is killed says nothing");
    int refused = 0;
    for (int call = 1, made = 0; made < 5; ++call) { // SQLite does without some of its calls
        begin(20);
        const QTemporaryDir counts;
        const int code =
            run(command(journal()), failing.at(call, QFileInfo(journal()).path(), counts.filePath(u"count"_s)));
        if (code != 2) {
            ++made;
            continue;
        }
        made = 0;
        ++refused;
        const QByteArray sentence = "The journal “" + QFile::encodeName(journal()) + "” cannot be made: ";
        QVERIFY2(m_said.contains(sentence) && m_said.count('\n') == 1, m_said.constData());
        QVERIFY(effects().empty());
        const QStringList left = QFileInfo(journal()).dir().entryList(QDir::Files);
        QVERIFY2(left.isEmpty() || left == QStringList{u"run.lock"_s}, qPrintable(left.join(u' ')));
        QVERIFY2(run(command(journal())) == 0, m_said.constData());
        QCOMPARE(effects().size(), std::size_t(m_records));
    }
    qInfo("at each of %d calls it could not be made", refused);
    QVERIFY(refused > 1);
}

void TestConsoleKills::tellsThatItWaitsForTheDisk_data()
{
    QTest::addColumn<bool>("leaves");
    QTest::newRow("until it has written") << false;
    QTest::newRow("unless somebody leaves") << true;
}

// A round may be over before its last ends are on disk, where they may run twice.
void TestConsoleKills::tellsThatItWaitsForTheDisk()
{
    QFETCH(const bool, leaves);
    begin(40);
    QByteArray lines;
    for (int record = 0; record < m_records; ++record)
        lines += "{\"n\": " + QByteArray::number(record) + ", \"seconds\": 0.1}\n";
    write(u"batch.jsonl"_s, lines);
    write(u"batch.plan.json"_s, R"plan({"concurrency": 4, "operations": {"*": {"kind": "simulate"}}})plan");
    const FailingCalls held{"flushes", "hold", true};
    const QString marker = path(u"count.held"_s);
    QProcess process;
    process.setProcessEnvironment(held.at(1, QFileInfo(journal()).path(), path(u"count"_s)));
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setChildProcessModifier([] { std::signal(SIGINT, SIG_DFL); }); // whoever runs the tests may ignore it
    const QStringList arguments = command(journal());
    process.start(arguments.front(), arguments.mid(1));
    QTRY_VERIFY_WITH_TIMEOUT(QFileInfo(path(u"out.jsonl"_s)).size() > 0 || process.state() == QProcess::NotRunning,
                             60'000); // it is at work
    write(u"count.held"_s, {});
    QByteArray said;
    const auto says = [&](const char *words) { return (said += process.readAll()).contains(words); };
    QTRY_VERIFY2_WITH_TIMEOUT(says("waits for the disk"), said.constData(), 60'000);
    QVERIFY2(said.contains(QFile::encodeName(journal())), said.constData());
    if (leaves) {
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QTRY_VERIFY2_WITH_TIMEOUT(says("Once more leaves"), said.constData(), 60'000);
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    } else {
        QVERIFY(QFile::remove(marker));
    }
    QVERIFY(process.waitForFinished(-1));
    said += process.readAll();
    QVERIFY2(process.exitCode() == (leaves ? 130 : 0), said.constData());
    QFile::remove(marker);
    QVERIFY2(run(command(journal())) == 0, m_said.constData());
    QFile results(path(u"out.jsonl"_s));
    QVERIFY(results.open(QIODevice::ReadOnly));
    QCOMPARE(results.readAll().count('\n'), m_records);
}

void TestConsoleKills::onADiskThatIsFull()
{
    if (run({u"unshare"_s, u"-rm"_s, u"mount"_s, u"-t"_s, u"tmpfs"_s, u"tmpfs"_s, m_folder->path()}) != 0)
        QSKIP("no file system can be mounted here");
    const QString disk = path(u"disk"_s);
    const QStringList console = command(disk + u"/run"_s);
    QVERIFY(QDir().mkdir(disk));
    const int code = run(QStringList{u"unshare"_s, u"-rm"_s, u"sh"_s, u"-c"_s,
                                     u"mount -t tmpfs -o size=1m tmpfs \"$0\" || exit 9\n"
                                     "\"$@\"; code=$?; cp \"$0\"/run* \"$0\"/../journal; exit $code"_s,
                                     disk}
                         + console);
    QVERIFY2(code == 1, m_said.constData());
    QVERIFY2(m_said.contains("Nothing more starts"), m_said.constData());
    check();
    checkResults(false);
    goesOn();
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
