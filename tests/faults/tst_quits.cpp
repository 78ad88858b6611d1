#include "effects.h"
#include "journal/journalpast.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <map>

#include <unistd.h>

using namespace batchdeck;
using namespace Qt::StringLiterals;

// Both programs are asked to quit, once or once more, in whatever state a run may be: it loads, starts, commits, cleans
// up, waits to try again, or is stuck in a thread that never returns. What it leaves behind says of every record how it
// ended: nothing is in doubt, unless somebody would not wait for it.
//
// BATCHDECK_FAULT_QUITS: of each program. BATCHDECK_FAULT_SEED. Many need QTEST_FUNCTION_TIMEOUT as well
// (milliseconds).
class TestQuits final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void inAnyState_data();
    void inAnyState();

private:
    static constexpr int records = 60;
    static constexpr int slotCount = 6;

    static int option(const char *name, int otherwise)
    {
        return qEnvironmentVariableIsSet(name) ? qEnvironmentVariableIntValue(name) : otherwise;
    }
    QString path(const QString &name) const { return m_folder->filePath(name); }
    QString journal() const
    {
        const QDir folder(path(u"data/batchdeck/journals"_s));
        const QStringList names = folder.entryList({u"*.journal"_s}, QDir::Files);
        return names.isEmpty() ? QString() : folder.filePath(names.front());
    }
    void write(const QString &name, const QByteArray &bytes) const;
    void begin(bool isStuck);
    void start(QProcess &process, const QStringList &command) const;
    std::map<int, int> effects() const { return effectsIn(path(u"ledger.db"_s)); }
    void check(quint32 mayBeInDoubt);

    QRandomGenerator m_dice{static_cast<quint32>(option("BATCHDECK_FAULT_SEED", 1))};
    std::unique_ptr<QTemporaryDir> m_folder;
    quint32 m_inDoubt = 0;
    bool m_isStuck = false; // the first record, once it runs
    bool m_goesOn = false; // something is left to run, and ends
};

void TestQuits::write(const QString &name, const QByteArray &bytes) const
{
    QFile file(path(name));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
}

void TestQuits::begin(bool isStuck)
{
    constexpr const char *others[] = {
        R"("seconds": 0.05, "blocking": true)",
        R"("seconds": 0.1, "cleanup": 0.1)",
        R"("seconds": 0.1, "shield": [0, 0.1])",
        R"("seconds": 0.2, "ignoreStop": 0.1)",
        R"("fail": "busy", "failTimes": 1, "transient": true)",
        R"("fail": "no")",
    };
    m_folder = std::make_unique<QTemporaryDir>();
    m_isStuck = isStuck;
    QByteArray lines;
    for (int record = 0; record < records; ++record) {
        const quint32 kind = m_dice.bounded(quint32(2 * std::size(others)));
        const QByteArray asks = record == 0 && isStuck ? R"("seconds": 3600, "ignoreStop": 3600, "blocking": true)"
            : kind < std::size(others)                 ? others[kind]
                                                       : R"("operation": "put")";
        lines += "{\"n\": " + QByteArray::number(record) + ", " + asks + "}\n";
    }
    write(u"b.jsonl"_s, lines);
    write(u"b.plan.json"_s,
          R"plan({"concurrency": )plan" + QByteArray::number(slotCount)
              + R"plan(, "retry": {"attempts": 3, "delay": 0.1},
        "connections": {"ledger": {"driver": "sqlite", "database": "ledger.db"}},
        "operations": {"put": {"kind": "sql", "connection": "ledger", "statement": "insert into ledger values (:n)"},
                       "*": {"kind": "simulate", "idempotent": false}}})plan");
    write(u"ledger.db"_s, {});
    auto ledger = SqliteFile::open(path(u"ledger.db"_s), SqliteFile::Access::Write);
    QVERIFY(ledger && ledger->execute("pragma journal_mode = wal; create table ledger(n integer)"));
}

void TestQuits::start(QProcess &process, const QStringList &command) const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const auto &[name, folder] : {std::pair(u"HOME"_s, u"."_s), std::pair(u"XDG_DATA_HOME"_s, u"data"_s),
                                       std::pair(u"XDG_CONFIG_HOME"_s, u"config"_s)})
        environment.insert(name, path(folder));
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setChildProcessModifier([] { // whoever runs the tests may ignore them
        for (const int signal : {SIGINT, SIGTERM, SIGHUP})
            std::signal(signal, SIG_DFL);
    });
    process.start(command.front(), command.mid(1));
    QVERIFY(process.waitForStarted());
}

void TestQuits::check(quint32 mayBeInDoubt)
{
    const std::map<int, int> happened = effects();
    for (const auto &[record, times] : happened)
        QVERIFY2(times == 1, qPrintable(u"record %1 happened %2 times"_s.arg(record).arg(times)));
    m_inDoubt = 0;
    m_goesOn = false;
    auto file = JournalFile::open(journal());
    if (!file) { // it was asked before there was one
        QVERIFY2(happened.empty(), qPrintable(file.error().message));
        return;
    }
    const auto past = pastOf(
        *file, [](quint32) { return false; }, 0);
    QVERIFY2(past, past ? "" : qPrintable(past.error().message));
    QVERIFY2(past->interrupted.empty(), "it does not say how all of them ended");
    std::map<int, State> states;
    for (const PastRecord &record : past->run.records) {
        states[static_cast<int>(record.row)] = record.state;
        m_inDoubt += record.state == State::InDoubt;
    }
    QVERIFY2(m_inDoubt <= mayBeInDoubt, qPrintable(QString::number(m_inDoubt)));
    for (const auto &[record, times] : happened)
        QVERIFY2(states[record] == State::Succeeded || states[record] == State::InDoubt,
                 qPrintable(u"record %1 happened and is forgotten"_s.arg(record)));
    const bool isLeft =
        past->ended < records || std::any_of(past->run.records.begin(), past->run.records.end(), &wasCutOff);
    m_goesOn = isLeft && (!m_isStuck || states[0] == State::InDoubt);
}

void TestQuits::inAnyState_data()
{
    QTest::addColumn<QStringList>("command");
    QTest::newRow("the console") << QStringList{QStringLiteral(CONSOLE), u"--progress"_s, u"none"_s};
    QTest::newRow("the window") << QStringList{QStringLiteral(WINDOW), u"--run"_s};
}

void TestQuits::inAnyState()
{
    QFETCH(const QStringList, command);
    const int quits = option("BATCHDECK_FAULT_QUITS", 8);
    int obeyed = 0;
    int insisted = 0;
    quint32 inDoubt = 0;
    for (int quit = 0; quit < quits; ++quit) {
        const bool insists = m_dice.bounded(2) == 0;
        begin(insists && m_dice.bounded(2) == 0);
        QProcess process;
        start(process, command + QStringList{path(u"b.jsonl"_s)});
        if (m_dice.bounded(8) > 0) // else while it opens
            QTRY_VERIFY_WITH_TIMEOUT(!effects().empty() || process.state() == QProcess::NotRunning, 60'000);
        ::usleep(m_dice.bounded(400'000)); // where it is asked, not how long it may take
        constexpr int signals[] = {SIGINT, SIGTERM, SIGHUP};
        ::kill(static_cast<pid_t>(process.processId()), signals[m_dice.bounded(3)]);
        if (insists) {
            ::usleep(m_dice.bounded(200'000));
            ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        }
        QVERIFY(process.waitForFinished(120'000));
        const QByteArray said = process.readAll();
        const bool listened = process.exitStatus() == QProcess::NormalExit;
        QVERIFY2(!listened || process.exitCode() == 130 || process.exitCode() <= 3, said.constData());
        obeyed += listened && process.exitCode() == 130;
        insisted += insists && listened;
        check(insists ? slotCount : 0);
        if (QTest::currentTestFailed()) {
            qWarning("quit %d: %s", quit, said.constData());
            return;
        }
        inDoubt += m_inDoubt;
        if (!m_goesOn)
            continue;
        QProcess again;
        start(again, {QStringLiteral(CONSOLE), u"--progress"_s, u"none"_s, u"--resume"_s, path(u"b.jsonl"_s)});
        QVERIFY(again.waitForFinished(120'000));
        check(slotCount);
        if (QTest::currentTestFailed()) {
            qWarning("after quit %d: %s", quit, again.readAll().constData());
            return;
        }
    }
    qInfo("%d of %d were obeyed in time, %d asked twice, %u records were left in doubt", obeyed, quits, insisted,
          inDoubt);
}

QTEST_GUILESS_MAIN(TestQuits)
#include "tst_quits.moc"
