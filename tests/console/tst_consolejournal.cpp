#include "console/program.h"
#include "console/terminalprogram.h"
#include "journal/journalpast.h"

#include <QDir>
#include <QFile>

#include <nlohmann/json.hpp>

#include <map>

using namespace batchdeck;
using namespace Qt::StringLiterals;

// What a run that was cut short comes to when it is opened again.
class TestConsoleJournal : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void goesOnAfterAKill_data();
    void goesOnAfterAKill();
    void goesOnAfterAnInterrupt();
    void beginsAnewWhereItMay();
    void tellsWhatHasChanged();
    void looksWhatBecameOfWhatIsInDoubt();
    void decidesWhatIsInDoubt_data();
    void decidesWhatIsInDoubt();
    void runsNothingAgainSinceThePlanSaysSoNow();
    void keepsNoneWhereThereIsNothingToLose_data();
    void keepsNoneWhereThereIsNothingToLose();
    void replacesItsOwnFilesOnly();
    void refuses_data();
    void refuses();
    void isHeldWhileSomebodyIsAtWork();
    void beginsOneOfMany();
    void isInDoubtWhereItIsStuck();
    void movesItsJournalInATerminal();
    void goesOnWithWhatAnOlderOneLeft();
    void runsNothingForAKeyThatIsInDoubt_data();
    void runsNothingForAKeyThatIsInDoubt();
    void sharesWhatHadSucceeded();
    void goesOnWithoutAResultThatIsLost();
    void beginsNothingOverWhatItCannotRead();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }
    void write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    }
    QStringList with(const QStringList &options) const { return QStringList(options) << path(u"b.jsonl"_s); }
    std::vector<nlohmann::json> results(const QString &name) const
    {
        std::vector<nlohmann::json> found;
        QFile file(path(name));
        if (!file.open(QIODevice::ReadOnly))
            return {};
        while (!file.atEnd()) {
            const QByteArray line = file.readLine();
            found.push_back(nlohmann::json::parse(line.begin(), line.end(), nullptr, false));
        }
        return found;
    }
    // States by row, of a file of results; a row that stands there twice is no state.
    std::map<int, std::string> states(const QString &name) const
    {
        std::map<int, std::string> found;
        for (const auto &result : results(name)) {
            const int row = result["row"].get<int>();
            found[row] = found.contains(row) ? "twice" : result["state"].get<std::string>();
        }
        return found;
    }
    // One record succeeds, the other is at work when the program is killed.
    void beKilled(const QStringList &options = {}) const
    {
        Program program(with(QStringList(options) << u"--results"_s << path(u"out.jsonl"_s)));
        QTRY_VERIFY_WITH_TIMEOUT(states(u"out.jsonl"_s).contains(0), 60'000);
        program.send(SIGKILL);
        program.end();
    }
    void plan(const QByteArray &operation) const
    {
        write(u"b.plan.json"_s, R"({"concurrency": 2, "operations": {"*": )" + operation + "}}");
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestConsoleJournal::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QDir(Program::dataFolder() + u"/batchdeck"_s).removeRecursively(); // batches of other tests are the same
    write(u"b.jsonl"_s, "{\"result\": 7}\n{\"seconds\": 3600, \"a\": 1}\n{\"seconds\": 3600, \"a\": 2}\n");
    plan(R"({"kind": "simulate", "idempotent": false})");
}

void TestConsoleJournal::goesOnAfterAKill_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::newRow("in the user's folder") << QStringList();
    QTest::newRow("in a file") << QStringList{u"--journal"_s, u"run.journal"_s};
}

void TestConsoleJournal::goesOnAfterAKill()
{
    QFETCH(QStringList, options);
    if (!options.isEmpty())
        options[1] = path(options[1]);
    beKilled(options);
    Program asked(with(options));
    QCOMPARE(asked.end(), 2);
    QVERIFY2(asked.errors().contains("not finished") && asked.errors().contains("3 ended, 2 of them in doubt, 0 to run")
                 && asked.errors().contains("--resume goes on with it; --fresh begins anew"),
             asked.errors().constData());

    Program resumed(with(options + QStringList{u"--resume"_s, u"--results"_s, path(u"out.jsonl"_s)}));
    QCOMPARE(resumed.end(), 3);
    QVERIFY2(resumed.errors().contains("Going on with the run of"), resumed.errors().constData());
    QVERIFY2(resumed.errors().contains("3 records: 1 succeeded, 2 in doubt"), resumed.errors().constData());
    QCOMPARE(states(u"out.jsonl"_s), (std::map<int, std::string>{{0, "succeeded"}, {1, "inDoubt"}, {2, "inDoubt"}}));
    for (const auto &result : results(u"out.jsonl"_s)) { // nobody saw when what is in doubt began
        const bool isKnown = result["state"] == "succeeded";
        QVERIFY2(result["started"].is_null() != isKnown && result["elapsed"].is_null() != isKnown,
                 result.dump().c_str());
    }

    // A table of all of it, whenever somebody wants one.
    Program table(with(options + QStringList{u"--resume"_s, u"--results"_s, path(u"out.csv"_s)}));
    QCOMPARE(table.end(), 3);
    QFile csv(path(u"out.csv"_s));
    QVERIFY(csv.open(QIODevice::ReadOnly));
    QVERIFY(csv.readAll().contains("succeeded"));
}

void TestConsoleJournal::goesOnAfterAnInterrupt()
{
    write(u"b.jsonl"_s, "{}\n{\"seconds\": 1}\n{\"fail\": \"no\"}\n{}\n");
    const QStringList options{u"-j1"_s, u"--results"_s, path(u"out.jsonl"_s)};
    {
        Program program(with(options));
        QTRY_VERIFY_WITH_TIMEOUT(states(u"out.jsonl"_s).contains(0), 60'000);
        program.send(SIGINT);
        QCOMPARE(program.end(), 130);
    }
    QCOMPARE(states(u"out.jsonl"_s).at(3), std::string("cancelled"));
    Program asked(with({}));
    QCOMPARE(asked.end(), 2);
    QVERIFY2(asked.errors().contains("1 ended, 0 of them in doubt, 3 to run"), asked.errors().constData());
    Program resumed(with(QStringList(options) << u"--resume"_s));
    QCOMPARE(resumed.end(), 1);
    QCOMPARE(states(u"out.jsonl"_s),
             (std::map<int, std::string>{{0, "succeeded"}, {1, "succeeded"}, {2, "failed"}, {3, "succeeded"}}));
    Program again(with({}));
    QCOMPARE(again.end(), 1); // it was finished
}

void TestConsoleJournal::beginsAnewWhereItMay()
{
    beKilled();
    write(u"b.jsonl"_s, "{\"result\": 7}\n{\"a\": 3}\n");
    Program fresh(with({u"--fresh"_s}));
    QCOMPARE(fresh.end(), 0);
    Program after(with({}));
    QCOMPARE(after.end(), 0); // the latest run is finished
    write(u"b.jsonl"_s, "{\"of\": \"tomorrow\"}\n");
    Program another(with({}));
    QCOMPARE(another.end(), 0);
}

void TestConsoleJournal::tellsWhatHasChanged()
{
    beKilled();
    write(u"b.jsonl"_s, "{\"new\": 1}\n{\"result\": 7}\n{\"seconds\": 3600, \"a\": 1}\n");
    plan(R"({"kind": "simulate", "idempotent": false, "success": {"/ok": true}})");
    Program asked(with({}));
    QCOMPARE(asked.end(), 2);
    QVERIFY2(asked.errors().contains("2 records are the same, 1 is new, 1 is gone")
                 && asked.errors().contains("The plan has changed since: operations.")
                 && asked.errors().contains("--resume keeps what the records that are the same came to"),
             asked.errors().constData());
    plan(R"({"kind": "simulate", "idempotent": false})");
    Program resumed(with({u"--resume"_s, u"--results"_s, path(u"new.jsonl"_s)}));
    QCOMPARE(resumed.end(), 3);
    QCOMPARE(states(u"new.jsonl"_s), (std::map<int, std::string>{{0, "succeeded"}, {1, "succeeded"}, {2, "inDoubt"}}));
}

void TestConsoleJournal::looksWhatBecameOfWhatIsInDoubt()
{
    write(u"b.jsonl"_s,
          "{}\n{\"seconds\": 0.2, \"shield\": [0, 0.2], \"check\": \"done\", \"result\": 5}\n"
          "{\"seconds\": 3600, \"check\": \"notDone\", \"timeout\": 1}\n");
    {
        Program program(with({u"-j3"_s, u"--results"_s, path(u"out.jsonl"_s)}));
        QTRY_VERIFY_WITH_TIMEOUT(states(u"out.jsonl"_s).contains(0), 60'000);
        program.send(SIGKILL);
        program.end();
    }
    Program resumed(with({u"--resume"_s, u"--timeout"_s, u"0.1"_s, u"--results"_s, path(u"out.jsonl"_s)}));
    QCOMPARE(resumed.end(), 1);
    QVERIFY2(resumed.errors().contains("Of what was in doubt, "), resumed.errors().constData());
    // What was not done has run again, and timed out.
    QCOMPARE(states(u"out.jsonl"_s), (std::map<int, std::string>{{0, "succeeded"}, {1, "succeeded"}, {2, "timedOut"}}));
}

void TestConsoleJournal::decidesWhatIsInDoubt_data()
{
    QTest::addColumn<QStringList>("said");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("says");
    QTest::addColumn<QString>("states"); // of the two that were at work
    QTest::newRow("nothing") << QStringList() << 3 << QByteArray("Once you know what became of them")
                             << u"inDoubt inDoubt"_s;
    QTest::newRow("all are done") << QStringList{u"done"_s} << 0 << QByteArray(" records that were in doubt are done")
                                  << u"succeeded succeeded"_s;
    QTest::newRow("all have failed") << QStringList{u"failed"_s} << 1 << QByteArray(" records that were in doubt have")
                                     << u"failed failed"_s;
    QTest::newRow("all run again") << QStringList{u"again"_s} << 1 << QByteArray(" records that were in doubt run")
                                   << u"timedOut timedOut"_s;
    QTest::newRow("each its own") << QStringList{u"again"_s, u"done:0-1,3"_s} << 1
                                  << QByteArray("2 records that were in doubt are done") << u"succeeded timedOut"_s;
    QTest::newRow("none of them") << QStringList{u"done:0,9"_s} << 3 << QByteArray("Nothing that --in-doubt names")
                                  << u"inDoubt inDoubt"_s;
}

void TestConsoleJournal::decidesWhatIsInDoubt()
{
    QFETCH(const QStringList, said);
    QFETCH(const int, code);
    QFETCH(const QByteArray, says);
    QFETCH(const QString, states);
    write(u"b.jsonl"_s, "{}\n{\"seconds\": 3600, \"a\": 1}\n{\"seconds\": 3600, \"a\": 2}\n{}\n{}\n{\"result\": 9}\n");
    beKilled();
    QStringList options{u"--resume"_s, u"--timeout"_s, u"0.1"_s, u"--results"_s, path(u"out.jsonl"_s)};
    for (const QString &verdict : said)
        options << u"--in-doubt"_s << verdict;
    Program resumed(with(options));
    QCOMPARE(resumed.end(), code);
    QVERIFY2(resumed.errors().contains(says), resumed.errors().constData());
    const auto found = this->states(u"out.jsonl"_s);
    QCOMPARE(found.size(), std::size_t(6));
    QCOMPARE(QString::fromStdString(found.at(1) + ' ' + found.at(2)), states);
    QCOMPARE(found.at(5), std::string("succeeded")); // it was not at work, and is run whatever became of the others
    for (const auto &result : results(u"out.jsonl"_s))
        QVERIFY2(result["attempts"] > 0 && result["started"].is_null() == result["elapsed"].is_null(),
                 result.dump().c_str());
}

// What was at work was claimed as what does harm if it is run twice; what the plan says later is too late for it.
void TestConsoleJournal::runsNothingAgainSinceThePlanSaysSoNow()
{
    beKilled();
    plan(R"({"kind": "simulate", "idempotent": true})");
    Program resumed(with({u"--resume"_s, u"--results"_s, path(u"out.jsonl"_s)}));
    QCOMPARE(resumed.end(), 3);
    QCOMPARE(states(u"out.jsonl"_s), (std::map<int, std::string>{{0, "succeeded"}, {1, "inDoubt"}, {2, "inDoubt"}}));
}

void TestConsoleJournal::keepsNoneWhereThereIsNothingToLose_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<int>("journals");
    QTest::newRow("as a rule") << QStringList() << 1;
    QTest::newRow("without") << QStringList{u"--no-journal"_s} << 0;
    QTest::newRow("a check") << QStringList{u"--check"_s} << 0;
    QTest::newRow("a trial") << QStringList{u"--trial"_s} << 0;
    QTest::newRow("a dry run") << QStringList{u"--dry-run"_s} << 0;
}

void TestConsoleJournal::keepsNoneWhereThereIsNothingToLose()
{
    QFETCH(QStringList, options);
    QFETCH(int, journals);
    write(u"b.jsonl"_s, "{\"of\": \"" + QByteArray(QTest::currentDataTag()) + "\"}\n");
    const QDir folder(Program::dataFolder() + u"/batchdeck/journals"_s);
    const auto count = [&] { return QDir(folder).entryList({u"*.journal"_s}).size(); };
    const auto before = count();
    Program program(with(options));
    QCOMPARE(program.end(), 0);
    QCOMPARE(count() - before, journals);
}

void TestConsoleJournal::replacesItsOwnFilesOnly()
{
    beKilled();
    write(u"other.jsonl"_s, "mine\n");
    Program another(with({u"--resume"_s, u"--results"_s, path(u"other.jsonl"_s)}));
    QCOMPARE(another.end(), 2);
    QVERIFY2(another.errors().contains("exists already"), another.errors().constData());
    Program own(with({u"--resume"_s, u"--results"_s, path(u"out.jsonl"_s)}));
    QCOMPARE(own.end(), 3);
    QFile file(path(u"other.jsonl"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("mine\n"));
}

void TestConsoleJournal::refuses_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("both ways") << QStringList{u"--resume"_s, u"--fresh"_s} << QByteArray("pass one of the two");
    QTest::newRow("none and one") << QStringList{u"--no-journal"_s, u"--journal"_s, u"x"_s}
                                  << QByteArray("leave --journal out");
    QTest::newRow("a dry run") << QStringList{u"--dry-run"_s, u"--resume"_s} << QByteArray("leave --resume out");
    QTest::newRow("a trial") << QStringList{u"--trial"_s, u"--resume"_s} << QByteArray("A trial keeps no journal");
    QTest::newRow("a check") << QStringList{u"--check"_s, u"--fresh"_s} << QByteArray("leave --fresh out");
    QTest::newRow("doubts of nothing") << QStringList{u"--in-doubt"_s, u"done"_s}
                                       << QByteArray("pass --resume as well");
    QTest::newRow("rows backwards") << QStringList{u"--resume"_s, u"--in-doubt"_s, u"done:5-3"_s}
                                    << QByteArray("such as done:3,5-9");
    QTest::newRow("nothing to go on with")
        << QStringList{u"--resume"_s} << QByteArray("Leave out --resume to begin one");
    QTest::newRow("no folder") << QStringList{u"--journal"_s, u"/nowhere/x"_s}
                               << QByteArray("There is no folder “/nowhere” for the journal.");
    QTest::newRow("no journal") << QStringList{u"--journal"_s, u"/etc/passwd"_s} << QByteArray("/etc/passwd");
}

void TestConsoleJournal::refuses()
{
    QFETCH(const QStringList, options);
    QFETCH(const QByteArray, says);
    write(u"b.jsonl"_s, "{\"of\": \"" + QByteArray(QTest::currentDataTag()) + "\"}\n");
    Program program(with(options));
    QCOMPARE(program.end(), 2);
    QVERIFY2(program.errors().contains(says), program.errors().constData());
}

void TestConsoleJournal::isHeldWhileSomebodyIsAtWork()
{
    Program first(with({u"--results"_s, path(u"out.jsonl"_s)}));
    QTRY_VERIFY_WITH_TIMEOUT(states(u"out.jsonl"_s).contains(0), 60'000);
    for (const QString &how : {u"--resume"_s, u"--progress=plain"_s}) {
        Program second(with({how}));
        QCOMPARE(second.end(), 2);
        QVERIFY2(second.errors().contains("Another Batchdeck is at work"), second.errors().constData());
    }
    first.send(SIGKILL);
}

void TestConsoleJournal::beginsOneOfMany()
{
    std::vector<std::unique_ptr<Program>> programs;
    for (int at = 0; at < 8; ++at)
        programs.push_back(std::make_unique<Program>(with({})));
    const auto running = [&] {
        return std::count_if(programs.begin(), programs.end(),
                             [](const auto &program) { return program->isRunning(); });
    };
    QTRY_COMPARE_WITH_TIMEOUT(running(), 1, 60'000);
    for (const auto &program : programs) {
        if (program->isRunning())
            QVERIFY(program->waitFor("3 records"));
        else
            QCOMPARE(program->end(), 2);
    }
}

// Who waits no longer for what does not end leaves it in doubt, in the journal as well.
void TestConsoleJournal::isInDoubtWhereItIsStuck()
{
    write(u"b.jsonl"_s, "{\"result\": 7}\n{\"seconds\": 3600, \"ignoreStop\": 3600, \"blocking\": true}\n");
    const QStringList results{u"--results"_s, path(u"out.jsonl"_s)};
    Program program(with(results));
    QTRY_VERIFY_WITH_TIMEOUT(states(u"out.jsonl"_s).contains(0), 60'000);
    program.send(SIGINT);
    QVERIFY(program.waitFor("Once more kills"));
    program.send(SIGINT);
    QCOMPARE(program.end(), 130);
    const std::map<int, std::string> expected{{0, "succeeded"}, {1, "inDoubt"}};
    QCOMPARE(states(u"out.jsonl"_s), expected);
    // Nor does the same command run it again unasked.
    Program asked(with({}));
    QCOMPARE(asked.end(), 2);
    QVERIFY2(asked.errors().contains("2 ended, 1 of them in doubt, 0 to run"), asked.errors().constData());
    Program resumed(with(QStringList(results) << u"--resume"_s));
    QCOMPARE(resumed.end(), 3);
    QCOMPARE(states(u"out.jsonl"_s), expected);
}

void TestConsoleJournal::movesItsJournalInATerminal()
{
    write(u"b.jsonl"_s, "{\"seconds\": 1}\n{\"seconds\": 1, \"a\": 1}\n{\"seconds\": 1, \"a\": 2}\n");
    TerminalProgram program(with({u"-j1"_s, u"--journal"_s, path(u"run"_s)}));
    QVERIFY(program.waitFor("0 of 3"));
    auto disk = SqliteFile::open(path(u"run"_s), SqliteFile::Access::Write);
    QVERIFY(disk
            && disk->execute("create trigger full before insert on history begin select raise(abort, 'full'); end"));
    QVERIFY(program.waitFor("Enter moves the journal"));
    QVERIFY2(program.shown().contains("Nothing more starts"), program.shown().constData());
    program.press(path(u"nowhere/run"_s).toUtf8() + '\n');
    QVERIFY(program.waitFor("Enter moves the journal", 2)); // what is typed before is forgotten
    QVERIFY2(program.shown().contains("There is no folder"), program.shown().constData());
    program.press(path(u"elsewhere"_s).toUtf8() + '\n');
    QVERIFY(program.waitFor("The journal goes on in"));
    QCOMPARE(program.end(), 0);
    auto moved = JournalFile::read(path(u"elsewhere"_s));
    QVERIFY(moved);
    const auto past = pastOf(
        *moved, [](quint32) { return false; }, 0);
    QVERIFY(past);
    QCOMPARE(past->ended, 3U);
    QVERIFY(past->interrupted.empty());
}

// The journal was written by a program of its time, schema version 1, that was killed: two records at work, two more
// claimed, and one that was to be tried again.
void TestConsoleJournal::goesOnWithWhatAnOlderOneLeft()
{
    for (const auto &[name, to] :
         {std::pair(u"version1.journal"_s, u"run"_s), std::pair(u"batch.jsonl"_s, u"b.jsonl"_s),
          std::pair(u"batch.plan.json"_s, u"b.plan.json"_s)}) {
        QFile::remove(path(to));
        QVERIFY(QFile::copy(QStringLiteral(OLDER) + u'/' + name, path(to)));
    }
    const auto version = [this] {
        auto file = SqliteFile::open(path(u"run"_s), SqliteFile::Access::Read);
        const auto found = file ? file->number("pragma user_version") : Expected<qint64>(file.error());
        return found ? *found : 0;
    };
    QCOMPARE(version(), 1);
    const QStringList options{u"--journal"_s, path(u"run"_s)};
    Program asked(with(options));
    QCOMPARE(asked.end(), 2);
    QVERIFY2(asked.errors().contains("6 ended, 4 of them in doubt, 1 to run"), asked.errors().constData());
    QVERIFY2(!asked.errors().contains("changed since"), asked.errors().constData());

    Program resumed(with(options + QStringList{u"--resume"_s, u"--results"_s, path(u"out.jsonl"_s)}));
    QCOMPARE(resumed.end(), 3);
    const std::map<int, std::string> expected{{0, "succeeded"}, {1, "failed"},  {2, "succeeded"}, {3, "inDoubt"},
                                              {4, "inDoubt"},   {5, "inDoubt"}, {6, "inDoubt"}};
    QCOMPARE(states(u"out.jsonl"_s), expected);
    QVERIFY(version() > 1);
    auto file = JournalFile::read(path(u"run"_s));
    QVERIFY(file);
    const auto tried = file->history(2); // each attempt has its own history, whoever made it
    QVERIFY(tried);
    QStringList ends;
    for (const JournalEntry &entry : *tried) {
        if (entry.what == JournalEntry::What::End)
            ends += QString::number(entry.number) + u' ' + name(entry.became);
    }
    QCOMPARE(ends.join(u", "), u"1 backoff, 2 backoff, 3 succeeded"_s);
    const auto done = file->history(0);
    QVERIFY(done && done->back().result == R"({"rows": 12})");
}

void TestConsoleJournal::runsNothingForAKeyThatIsInDoubt_data()
{
    QTest::addColumn<QString>("said");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("states"); // of the two that share a key
    QTest::newRow("nothing") << QString() << 3 << u"inDoubt skipped"_s;
    QTest::newRow("it is done") << u"done"_s << 0 << u"succeeded succeeded"_s;
    QTest::newRow("it has failed") << u"failed"_s << 1 << u"failed timedOut"_s;
    // The other one was skipped for it meanwhile, which is on disk.
    QTest::newRow("it is done, later") << u"later done"_s << 0 << u"succeeded succeeded"_s;
    QTest::newRow("it has failed, later") << u"later failed"_s << 1 << u"failed timedOut"_s;
}

void TestConsoleJournal::runsNothingForAKeyThatIsInDoubt()
{
    QFETCH(const QString, said);
    QFETCH(const int, code);
    QFETCH(const QString, states);
    write(u"b.jsonl"_s,
          "{\"result\": 7, \"key\": \"A\"}\n{\"seconds\": 3600, \"key\": \"K\"}\n"
          "{\"seconds\": 3600, \"key\": \"K\", \"a\": 2}\n");
    write(u"b.plan.json"_s, R"({"concurrency": 2, "coalesce": "{key}",
                                "operations": {"*": {"kind": "simulate", "idempotent": false}}})");
    beKilled();
    QStringList options{u"--resume"_s, u"--timeout"_s, u"0.1"_s, u"--results"_s, path(u"out.jsonl"_s)};
    if (said.startsWith(u"later")) {
        Program before(with(options));
        QCOMPARE(before.end(), 3);
    }
    if (!said.isEmpty())
        options << u"--in-doubt"_s << said.split(u' ').back();
    Program resumed(with(options));
    QCOMPARE(resumed.end(), code);
    const auto found = this->states(u"out.jsonl"_s);
    QCOMPARE(found.size(), std::size_t(3));
    QCOMPARE(QString::fromStdString(found.at(1) + ' ' + found.at(2)), states);
}

// It was killed before any of those that share the success had that on disk.
void TestConsoleJournal::sharesWhatHadSucceeded()
{
    write(u"b.jsonl"_s,
          "{\"result\": 7, \"key\": \"K\"}\n{\"result\": 7, \"key\": \"K\", \"a\": 1}\n"
          "{\"result\": 7, \"key\": \"K\", \"a\": 2}\n");
    write(u"b.plan.json"_s, R"({"concurrency": 2, "coalesce": "{key}",
                                "operations": {"*": {"kind": "simulate", "idempotent": false}}})");
    const QStringList options{u"--journal"_s, path(u"run"_s), u"--results"_s, path(u"out.jsonl"_s)};
    {
        Program program(with(options));
        QCOMPARE(program.end(), 0);
    }
    {
        auto file = SqliteFile::open(path(u"run"_s), SqliteFile::Access::Write);
        QVERIFY(file
                && file->execute("delete from history where id >> 31 > 0; update tally set entries = (select count(*) "
                                 "from history), sums = (select sum(sum) from history) & 281474976710655"));
    }
    Program resumed(with(options + QStringList{u"--resume"_s}));
    QCOMPARE(resumed.end(), 0);
    QCOMPARE(states(u"out.jsonl"_s),
             (std::map<int, std::string>{{0, "succeeded"}, {1, "succeeded"}, {2, "succeeded"}}));
    auto file = JournalFile::read(path(u"run"_s));
    QVERIFY(file);
    for (quint32 row = 1; row < 3; ++row) {
        const auto history = file->history(row);
        QVERIFY(history && history->back().leader == 0U && history->back().number == 0);
    }
}

// One altered byte takes no other record with it.
void TestConsoleJournal::goesOnWithoutAResultThatIsLost()
{
    const QStringList options{u"--journal"_s, path(u"run"_s)};
    beKilled(options);
    {
        auto file = SqliteFile::open(path(u"run"_s), SqliteFile::Access::Write);
        QVERIFY(file && file->execute("update body set result = '8' where id >> 31 = 0"));
    }
    Program resumed(with(options + QStringList{u"--resume"_s, u"--results"_s, path(u"out.jsonl"_s)}));
    QCOMPARE(resumed.end(), 3);
    QVERIFY2(resumed.errors().contains("how 1 record ended stands, but its result and log are lost"),
             resumed.errors().constData());
    QCOMPARE(states(u"out.jsonl"_s), (std::map<int, std::string>{{0, "succeeded"}, {1, "inDoubt"}, {2, "inDoubt"}}));
}

// Byte 3 of the file: it is no database any more.
void TestConsoleJournal::beginsNothingOverWhatItCannotRead()
{
    beKilled();
    const QDir folder(Program::dataFolder() + u"/batchdeck/journals"_s);
    const auto journals = [&] { return QDir(folder).entryList({u"*.journal"_s, u"*.damaged*"_s}, QDir::Files); };
    QFile file(folder.filePath(QDir(folder).entryList({u"*.journal"_s}).value(0)));
    QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(3) && file.write("X") == 1);
    file.close();
    const QStringList before = journals();
    for (const QString &how : {u"--progress=plain"_s, u"--resume"_s}) {
        Program refused(with({how}));
        QCOMPARE(refused.end(), 2);
        QVERIFY2(refused.errors().contains("It may be a run of this batch, so nothing is begun.")
                     && refused.errors().contains("--fresh begins anew, and keeps it."),
                 refused.errors().constData());
        QCOMPARE(journals(), before);
    }
    write(u"b.plan.json"_s, R"({"concurrency": 2, "timeout": 0.1, "operations": {"*": {"kind": "simulate"}}})");
    Program fresh(with({u"--fresh"_s}));
    QCOMPARE(fresh.end(), 1);
    QVERIFY2(fresh.errors().contains("It is kept as"), fresh.errors().constData());
    Program after(with({}));
    QCOMPARE(after.end(), 1); // that one was finished
}

QTEST_GUILESS_MAIN(TestConsoleJournal)
#include "tst_consolejournal.moc"
