#include "console/program.h"

#include <QDir>
#include <QTemporaryDir>

#include <nlohmann/json.hpp>

#include <fcntl.h>
#include <unistd.h>

using namespace batchdeck;
using namespace Qt::StringLiterals;
using Json = nlohmann::ordered_json;

// What the program writes besides what it says, and what it leaves alone.
class TestConsoleFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void linesAreThereAsRecordsEnd();
    void aTable();
    void anArray();
    void limitsAllOfThemAlike_data();
    void limitsAllOfThemAlike();
    void anObject();
    void theFormFollowsTheNameUnlessItIsSaid_data();
    void theFormFollowsTheNameUnlessItIsSaid();
    void whatFailedRunsAgain_data();
    void whatFailedRunsAgain();
    void leavesOutWhatIsInDoubt();
    void runsNothingAgain();
    void statesAreChosen();
    void answersAQueue();
    void tellsOfMessagesWithoutAName();
    void tellsHowToOpenWhatFailed();
    void answersNoOther();
    void replacesOnlyWhatItMay();
    void writesOverNothingItNeeds_data();
    void writesOverNothingItNeeds();
    void leavesAJournalThatIsNone();
    void writesOverNoDatabase_data();
    void writesOverNoDatabase();
    void namesResumeWhereResultsAre();
    void oneToTheStandardOutput();
    void losesNothingToASlowReader();
    void aFullDiskIsTold_data();
    void aFullDiskIsTold();
    void aDiskThatFillsUpIsTold_data();
    void aDiskThatFillsUpIsTold();
    void whatWasInterruptedIsWritten();
    void resultsAreThereOnceItRuns();
    void aDryRunTouchesNothing_data();
    void aDryRunTouchesNothing();
    void aDryRunCommandsNoTerminal();
    void aDryRunTellsWhatCannotBe();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }
    QString write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("There is no room for a test.");
        return path(name);
    }
    QByteArray read(const QString &name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("there is none");
    }
    Json json(const QString &name) const
    {
        const QByteArray bytes = read(name);
        return Json::parse(bytes.begin(), bytes.end(), nullptr, false);
    }
    QStringList files() const { return QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden, QDir::Name); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestConsoleFiles::linesAreThereAsRecordsEnd()
{
    const QString out = path(u"out.jsonl"_s);
    Program program({u"--trial"_s, u"--results"_s, out, u"-"_s}, R"([{}, {"seconds": 3600}])");
    QTRY_VERIFY_WITH_TIMEOUT(read(u"out.jsonl"_s).endsWith("}\n"), 60'000);
    QVERIFY(read(u"out.jsonl"_s).startsWith("{\"row\": 0"));
    program.send(SIGKILL); // even then
    program.end();
    QCOMPARE(read(u"out.jsonl"_s).count('\n'), 1);
}

void TestConsoleFiles::aTable()
{
    Program program({u"--trial"_s, u"--results"_s, path(u"out.csv"_s), u"-"_s},
                    R"([{"id": "a", "result": {"n": 1.10}}, 3, {"id": "=b", "fail": "no"}])");
    QCOMPARE(program.end(), 1);
    const QByteArrayList lines = read(u"out.csv"_s).split('\n');
    QCOMPARE(lines[0], QByteArray("\xEF\xBB\xBFid,result,fail,record,state,error,n\r"));
    QCOMPARE(lines[1], QByteArray("a,\"{\"\"n\"\": 1.10}\",,,succeeded,,1.10\r"));
    QVERIFY(lines[2].startsWith(",,,3,failed,"));
    QCOMPARE(lines[3], QByteArray("'=b,,no,,failed,no,\r"));

    Program raw({u"--trial"_s, u"--raw-cells"_s, u"--results"_s, path(u"raw.csv"_s), u"-"_s}, R"([{"id": "=b"}])");
    QCOMPARE(raw.end(), 0);
    QVERIFY(read(u"raw.csv"_s).contains("\n=b,"));
}

void TestConsoleFiles::anArray()
{
    Program program({u"--trial"_s, u"--results"_s, path(u"out.json"_s), u"--limit"_s, u"2"_s, u"-"_s},
                    R"([{"seconds": 0.1}, {"result": 5}, {}])");
    QCOMPARE(program.end(), 0);
    const Json results = json(u"out.json"_s);
    QCOMPARE(results.size(), std::size_t(2));
    for (int row = 0; row < 2; ++row)
        QCOMPARE(results[row]["row"].get<int>(), row);
    QCOMPARE(results[1]["result"].get<int>(), 5);
}

// Results are of the first records, in every form; what can be run yet has all that was not run.
void TestConsoleFiles::limitsAllOfThemAlike_data()
{
    QTest::addColumn<QStringList>("form");
    QTest::addColumn<int>("lines");
    QTest::newRow("lines") << QStringList{u"--results-form"_s, u"jsonl"_s} << 2;
    QTest::newRow("a table") << QStringList{u"--results-form"_s, u"csv"_s} << 3;
    QTest::newRow("an array") << QStringList{u"--results-form"_s, u"json"_s} << 4;
    QTest::newRow("an object") << QStringList{u"--results-key"_s, u"{@row}"_s} << 4;
}

void TestConsoleFiles::limitsAllOfThemAlike()
{
    QFETCH(const QStringList, form);
    QStringList arguments{u"--trial"_s,   u"--limit"_s, u"2"_s,        u"--results"_s,
                          path(u"out"_s), u"-"_s,       u"--failed"_s, path(u"f"_s)};
    Program program(arguments + form, R"([{"n": 1}, {"n": }, {"n": 3}, {"n": x}])");
    QCOMPARE(program.end(), 1);
    QVERIFY2(program.errors().contains("4 records: 1 succeeded, 1 unreadable, 2 not run"),
             program.errors().constData());
    const QByteArray results = read(u"out"_s);
    QTEST(int(results.count('\n')), "lines");
    QVERIFY2(results.contains("line 1, column 18: this is no JSON from “}” on."), results.constData());
    QVERIFY(!results.contains("column 37"));
    QVERIFY(read(u"f"_s).contains("{\"n\": 3}, {\"n\": x}"));
}

void TestConsoleFiles::anObject()
{
    Program program({u"--trial"_s, u"--results"_s, path(u"out"_s), u"--results-key"_s, u"{name}-{@row}"_s, u"-"_s},
                    R"([{"name": "a", "result": 5}, {}])");
    QCOMPARE(program.end(), 0);
    const Json results = json(u"out"_s);
    QCOMPARE(results["a-0"]["result"].get<int>(), 5);
    QCOMPARE(results["-1"]["row"].get<int>(), 1);

    Program nameless({u"--trial"_s, u"--results"_s, path(u"ids"_s), u"--results-key"_s, u"{name}"_s, u"-"_s},
                     R"([{"name": "a"}, {"id": "b"}, {}])");
    QCOMPARE(nameless.end(), 0);
    QCOMPARE(json(u"ids"_s)["b"]["row"].get<int>(), 1);
    QCOMPARE(json(u"ids"_s)["2"]["row"].get<int>(), 2);
}

void TestConsoleFiles::theFormFollowsTheNameUnlessItIsSaid_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("said");
    QTest::addColumn<QByteArray>("begin");
    QTest::newRow("nothing") << u"out"_s << u""_s << QByteArray("{\"row\": 0");
    QTest::newRow(".JSON") << u"out.JSON"_s << u""_s << QByteArray("[\n{\"row\": 0");
    QTest::newRow("said") << u"out.txt"_s << u"csv"_s << QByteArray("\xEF\xBB\xBFstate,error");
    QTest::newRow("said against the name") << u"out.csv"_s << u"jsonl"_s << QByteArray("{\"row\": 0");
}

void TestConsoleFiles::theFormFollowsTheNameUnlessItIsSaid()
{
    QFETCH(const QString, name);
    QFETCH(const QString, said);
    QFETCH(const QByteArray, begin);
    QStringList arguments{u"--trial"_s, u"--results"_s, path(name), u"-"_s};
    if (!said.isEmpty())
        arguments << u"--results-form"_s << said;
    Program program(arguments, "[{}]");
    QCOMPARE(program.end(), 0);
    QVERIFY2(read(name).startsWith(begin), read(name).constData());
}

void TestConsoleFiles::whatFailedRunsAgain_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("batch");
    QTest::addColumn<QByteArray>("failed");

    QTest::newRow("an array") << u"b.json"_s
                              << QByteArray("[\n {\"a\" : 1.10, \"fail\":\"x\"},\n {},\n {\"fail\": \"y\"}\n]\n")
                              << QByteArray("[\n {\"a\" : 1.10, \"fail\":\"x\"},\n {\"fail\": \"y\"}\n]\n");
    QTest::newRow("lines") << u"b.jsonl"_s << QByteArray("{\"a\":1}\n{\"fail\":\"x\"}\n")
                           << QByteArray("{\"fail\":\"x\"}\n");
    QTest::newRow("a table") << u"b.csv"_s << QByteArray("id,fail\r\n1,\r\n2,\"no, \nno\"\r\n")
                             << QByteArray("id,fail\r\n2,\"no, \nno\"\r\n");
}

void TestConsoleFiles::whatFailedRunsAgain()
{
    QFETCH(const QString, name);
    QFETCH(const QByteArray, batch);
    const QString again = u"again-"_s + name;
    Program first({u"--trial"_s, u"--failed"_s, path(again), write(name, batch)});
    QCOMPARE(first.end(), 1);
    QTEST(read(again), "failed");
    Program second({u"--trial"_s, u"--failed"_s, path(u"third-"_s + name), path(again)});
    QCOMPARE(second.end(), 1);
    QTEST(read(u"third-"_s + name), "failed");
}

// It may have been done: nobody runs it again without having asked for it.
void TestConsoleFiles::leavesOutWhatIsInDoubt()
{
    Program program({u"--trial"_s, u"--failed"_s, path(u"sure"_s), u"-"_s},
                    R"([{"n": 1, "unknown": true}, {"n": 2, "fail": "x"}, {"n": 3}])");
    QCOMPARE(program.end(), 3);
    QVERIFY2(program.errors().contains("leaves out 1 record that is in doubt: it may have been done."),
             program.errors().constData());
    const Json again = json(u"sure"_s);
    QCOMPARE(again.size(), std::size_t(1));
    QCOMPARE(again[0]["n"].get<int>(), 2);
}

// Until nothing fails any more.
void TestConsoleFiles::runsNothingAgain()
{
    Program first({u"--trial"_s, u"--failed"_s, path(u"none.jsonl"_s), write(u"fine.jsonl"_s, "{}\n{}\n")});
    QCOMPARE(first.end(), 0);
    QCOMPARE(read(u"none.jsonl"_s).trimmed(), QByteArray());
    Program second({u"--trial"_s, path(u"none.jsonl"_s)});
    QCOMPARE(second.end(), 0);
}

void TestConsoleFiles::statesAreChosen()
{
    Program program(
        {u"--trial"_s, u"-j1"_s, u"--failed"_s, path(u"f"_s), u"--failed-states"_s, u"inDoubt, succeeded"_s, u"-"_s},
        R"([{"n": 1, "unknown": true}, {"n": 2, "fail": "x"}, {"n": 3}])");
    QCOMPARE(program.end(), 3);
    const Json again = json(u"f"_s);
    QCOMPARE(again.size(), std::size_t(2));
    QCOMPARE(again[0]["n"].get<int>(), 1);
    QCOMPARE(again[1]["n"].get<int>(), 3);
}

void TestConsoleFiles::answersAQueue()
{
    Program program({u"--trial"_s, u"--lambda-response"_s, u"-"_s, u"-"_s}, R"({"Records": [
        {"messageId": "m-1", "body": "{\"fail\": \"no\"}"}, {"messageId": "m-2", "body": "{}"},
        {"messageId": "m-3", "body": "no JSON"}, {"messageId": "m-4", "body": {"unknown": true}}]})");
    QCOMPARE(program.end(), 3);
    QCOMPARE(program.output(),
             QByteArray(R"({"batchItemFailures": [{"itemIdentifier": "m-1"}, {"itemIdentifier": "m-3"}, )"
                        R"({"itemIdentifier": "m-4"}]})"
                        "\n"));
    QVERIFY2(program.errors().contains("1 record is in doubt: the queue will deliver it again"),
             program.errors().constData());
}

// To an empty identifier the queue delivers everything again.
void TestConsoleFiles::tellsOfMessagesWithoutAName()
{
    const QByteArray sentence = "A record that did not succeed has no “messageId”";
    for (const char *body : {R"({"fail": "no"})", "{}"}) {
        Program program({u"--trial"_s, u"--lambda-response"_s, u"-"_s, u"-"_s},
                        R"({"Records": [{"messageId": "m-1", "body": {"fail": "no"}}, )" + QByteArray(body) + "]}");
        QCOMPARE(program.end(), 1);
        QCOMPARE(program.errors().contains(sentence), QByteArray(body) != "{}");
    }
}

void TestConsoleFiles::tellsHowToOpenWhatFailed()
{
    const QString korean = write(u"b.csv"_s, "name,fail\n\xB1\xE8\xC3\xB6\xBC\xF6,\n,\xC3\xA5\n");
    Program program({u"--trial"_s, u"--failed"_s, path(u"f.csv"_s), korean});
    QCOMPARE(program.end(), 1);
    QVERIFY2(program.errors().contains("f.csv” is in CP949, but holds too little of it to be known by: open it with "
                                       "--encoding cp949."),
             program.errors().constData());
    QVERIFY(program.errors().contains("2 records (CSV, CP949)"));
}

void TestConsoleFiles::answersNoOther()
{
    for (const char *batch : {"[{}]", R"([{"messageId": "m", "body": {}}])"}) {
        Program program({u"--trial"_s, u"--lambda-response"_s, u"-"_s, u"-"_s}, batch);
        QCOMPARE(program.end(), 2);
        QVERIFY2(program.errors().contains("holds no queue's messages: those have a “messageId” and a “body” and "
                                           "stand under “Records”."),
                 program.errors().constData());
        QCOMPARE(program.output(), QByteArray());
    }
}

void TestConsoleFiles::replacesOnlyWhatItMay()
{
    const QStringList arguments{u"--trial"_s,  u"--results"_s, write(u"out.json"_s, "old"),
                                u"--failed"_s, path(u"f"_s),   u"-"_s};
    Program refused(arguments, "[{}]");
    QCOMPARE(refused.end(), 2);
    QVERIFY(refused.errors().contains("exists already; --force replaces it"));
    QCOMPARE(files(), QStringList{u"out.json"_s});
    QCOMPARE(read(u"out.json"_s), QByteArray("old"));

    Program forced(QStringList{u"--force"_s} + arguments, "[{}]");
    QCOMPARE(forced.end(), 0);
    QCOMPARE(json(u"out.json"_s).size(), std::size_t(1));
    QCOMPARE(read(u"f"_s).simplified().replace(" ", ""), QByteArray("[]"));
    QCOMPARE(files(), (QStringList{u"f"_s, u"out.json"_s}));
}

void TestConsoleFiles::writesOverNothingItNeeds_data()
{
    QTest::addColumn<QStringList>("options"); // of files in the folder
    QTest::addColumn<QByteArray>("says"); // nothing where it may
    QTest::newRow("the batch") << QStringList{u"--results"_s, u"b.json"_s} << QByteArray("that is the batch.");
    QTest::newRow("the plan") << QStringList{u"--failed"_s, u"b.plan.json"_s} << QByteArray("that is the plan.");
    QTest::newRow("one another") << QStringList{u"--results"_s, u"x"_s, u"--failed"_s, u"x"_s}
                                 << QByteArray("that is --results.");
    QTest::newRow("the batch by a journal")
        << QStringList{u"--fresh"_s, u"--journal"_s, u"b.json"_s} << QByteArray("--journal cannot be");
    QTest::newRow("the journal") << QStringList{u"--journal"_s, u"x"_s, u"--results"_s, u"x"_s}
                                 << QByteArray("that is --journal.");
    QTest::newRow("by a link") << QStringList{u"--results"_s, u"link"_s} << QByteArray("that is the batch.");
    QTest::newRow("one another by links")
        << QStringList{u"--results"_s, u"to-none"_s, u"--failed"_s, u"to-none-either"_s}
        << QByteArray("that is --results.");
    QTest::newRow("what failed of it") << QStringList{u"--failed"_s, u"b.json"_s} << QByteArray();
}

void TestConsoleFiles::writesOverNothingItNeeds()
{
    QFETCH(const QStringList, options);
    QFETCH(const QByteArray, says);
    const QString batch = write(u"b.json"_s, R"([{}, {"fail": "no"}])");
    write(u"b.plan.json"_s, R"({"operations": {"*": {"kind": "simulate"}}})");
    QVERIFY(QFile::link(batch, path(u"link"_s)));
    QVERIFY(QFile::link(path(u"none"_s), path(u"to-none"_s)) && QFile::link(u"none"_s, path(u"to-none-either"_s)));
    QStringList arguments{u"--force"_s, batch};
    for (const QString &option : options)
        arguments << (option.startsWith(u"--") ? option : path(option));
    Program program(arguments);
    QCOMPARE(program.end(), says.isEmpty() ? 1 : 2);
    QVERIFY2(program.errors().contains(says), program.errors().constData());
    QCOMPARE(json(u"b.json"_s).size(), std::size_t(says.isEmpty() ? 1 : 2));
    QVERIFY(json(u"b.plan.json"_s).contains("operations"));
}

// Not even to begin anew.
void TestConsoleFiles::leavesAJournalThatIsNone()
{
    const QString notes = write(u"notes"_s, "mine\n");
    write(u"b.plan.json"_s, R"({"operations": {"*": {"kind": "simulate"}}})");
    const QString batch = write(u"b.json"_s, "[{}]");
    for (const QStringList &options : {QStringList{}, QStringList{u"--fresh"_s}, QStringList{u"--force"_s}}) {
        Program program(options + QStringList{u"--journal"_s, notes, batch});
        QCOMPARE(program.end(), 2);
        QVERIFY2(program.errors().contains("notes” is no journal of Batchdeck's. Name another file"),
                 program.errors().constData());
        QVERIFY(!program.errors().contains("--resume") && !program.errors().contains("--fresh"));
        QCOMPARE(read(u"notes"_s), QByteArray("mine\n"));
        QCOMPARE(files(), (QStringList{u"b.json"_s, u"b.plan.json"_s, u"notes"_s}));
    }
}

void TestConsoleFiles::writesOverNoDatabase_data()
{
    QTest::addColumn<QStringList>("options"); // of files in the folder
    QTest::addColumn<QByteArray>("says");
    const QByteArray database = "that is a database of the plan.";
    QTest::newRow("results") << QStringList{u"--results"_s, u"user.db"_s} << database;
    QTest::newRow("failed, its log") << QStringList{u"--failed"_s, u"user.db-wal"_s} << database;
    QTest::newRow("by a link") << QStringList{u"--results"_s, u"link"_s} << database;
    QTest::newRow("a journal") << QStringList{u"--fresh"_s, u"--journal"_s, u"user.db"_s} << database;
    QTest::newRow("secrets") << QStringList{u"--results"_s, u".env"_s} << QByteArray("where the plan's secrets are.");
    const QByteArray part = "that is a part of --journal.";
    QTest::newRow("a journal's log") << QStringList{u"--journal"_s, u"j"_s, u"--results"_s, u"j-wal"_s} << part;
    QTest::newRow("its lock") << QStringList{u"--journal"_s, u"j"_s, u"--failed"_s, u"j.lock"_s} << part;
}

void TestConsoleFiles::writesOverNoDatabase()
{
    QFETCH(const QStringList, options);
    QFETCH(const QByteArray, says);
    write(u"b.plan.json"_s, R"({"connections": {"c": {"driver": "sqlite", "database": "user.db", "create": true}},
        "operations": {"*": {"kind": "sql", "connection": "c", "statement": "select 1"}}})");
    const QString batch = write(u"b.json"_s, "[{}]");
    write(u".env"_s, "A=1\n");
    write(u"user.db"_s, "");
    QVERIFY(QFile::link(u"user.db"_s, path(u"link"_s)));
    QStringList arguments{u"--force"_s, batch};
    for (const QString &option : options)
        arguments << (option.startsWith(u"--") ? option : path(option));
    Program program(arguments);
    QCOMPARE(program.end(), 2);
    QVERIFY2(program.errors().contains(says), program.errors().constData());
    QCOMPARE(read(u"user.db"_s), QByteArray());
    QCOMPARE(read(u".env"_s), QByteArray("A=1\n"));
    QVERIFY(!QFile::exists(path(u"j"_s)));
}

// Who comes back after a crash with the same command.
void TestConsoleFiles::namesResumeWhereResultsAre()
{
    write(u"b.plan.json"_s, R"({"operations": {"*": {"kind": "simulate"}}})");
    const QString batch = write(u"b.json"_s, "[{}]");
    const QStringList results{u"--results"_s, write(u"o.jsonl"_s, "{}\n"), batch};
    const QByteArray way =
        "exists already; --force replaces it. Where it is of a run that was cut short, --resume goes on with that.";
    Program program(results);
    QCOMPARE(program.end(), 2);
    QVERIFY2(program.errors().contains(way), program.errors().constData());
    for (const QString &option : {u"--no-journal"_s, u"--fresh"_s, u"--trial"_s}) {
        Program other(QStringList{option} + results);
        QCOMPARE(other.end(), 2);
        QVERIFY2(!other.errors().contains("--resume"), other.errors().constData());
    }
}

void TestConsoleFiles::oneToTheStandardOutput()
{
    Program program({u"--trial"_s, u"--results"_s, u"-"_s, u"--failed"_s, u"-"_s, u"-"_s}, "[{}]");
    QCOMPARE(program.end(), 2);
    QVERIFY(program.errors().contains("--results and --failed cannot all go to the standard output."));

    Program byName({u"--trial"_s, u"--results"_s, u"/dev/stdout"_s, u"--failed"_s, u"-"_s, u"-"_s}, "[{}]");
    QCOMPARE(byName.end(), 2);
    QVERIFY2(byName.errors().contains("--failed cannot be “-”: that is --results."), byName.errors().constData());
}

// As node and ssh hand them on: who writes there is told to come again, and must.
void TestConsoleFiles::losesNothingToASlowReader()
{
    constexpr int records = 20'000;
    QProcess process;
    process.setChildProcessModifier([] {
        for (const int stream : {STDOUT_FILENO, STDERR_FILENO})
            ::fcntl(stream, F_SETFL, ::fcntl(stream, F_GETFL) | O_NONBLOCK);
    });
    process.start(QStringLiteral(PROGRAM),
                  {u"--trial"_s, u"--progress"_s, u"json"_s, u"--results"_s, u"-"_s,
                   write(u"b.json"_s, '[' + QByteArray("{},").repeated(records - 1) + "{}]")});
    QVERIFY(process.waitForFinished(120'000));
    const QByteArray told = process.readAllStandardError();
    QVERIFY2(process.exitCode() == 0, told.constData());
    const QByteArray lines = process.readAllStandardOutput();
    QCOMPARE(lines.count('\n'), records);
    QCOMPARE(lines.count("\"state\": \"succeeded\""), records);
    for (const QByteArray &event : told.trimmed().split('\n'))
        QVERIFY2(Json::accept(event.begin(), event.end()), event.constData());
}

void TestConsoleFiles::aFullDiskIsTold_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("lines") << QStringList{u"--results"_s, u"/dev/full"_s};
    QTest::newRow("a table") << QStringList{u"--results"_s, u"/dev/full"_s, u"--results-form"_s, u"csv"_s};
    QTest::newRow("failed") << QStringList{u"--failed"_s, u"/dev/full"_s};
}

void TestConsoleFiles::aFullDiskIsTold()
{
    QFETCH(const QStringList, arguments);
    Program program(QStringList{u"--trial"_s, u"-"_s} + arguments, "[{}, {}]");
    QCOMPARE(program.end(), 1);
    QVERIFY2(program.errors().contains("“/dev/full” cannot be written: no space left on device."),
             program.errors().constData());
    QVERIFY(program.errors().contains("2 records: 2 succeeded")); // the run went on
}

// Files that may not grow on are what of a full disk anybody can make.
void TestConsoleFiles::aDiskThatFillsUpIsTold_data()
{
    QTest::addColumn<QStringList>("arguments"); // but the last, a file
    QTest::addColumn<int>("largest"); // file
    QTest::addColumn<QByteArrayList>("says"); // and nothing else that cannot be
    QTest::addColumn<bool>("isThere"); // the file, with what there was room for
    const QByteArray full = "out” cannot be written: file too large.";
    const QByteArray spoolFull = "The results cannot be kept in ";
    QTest::newRow("lines") << QStringList{u"--results"_s} << 100'000
                           << QByteArrayList{full + " The run goes on without results."} << true;
    QTest::newRow("what is kept for a table")
        << QStringList{u"--results-form"_s, u"csv"_s, u"--results"_s} << 100'000 << QByteArrayList{spoolFull} << true;
    QTest::newRow("an array") << QStringList{u"--results-form"_s, u"json"_s, u"--results"_s} << 100'000
                              << QByteArrayList{spoolFull, full} << false;
    QTest::newRow("failed") << QStringList{u"--failed-states"_s, u"succeeded"_s, u"--failed"_s} << 20'000
                            << QByteArrayList{full} << false;
}

void TestConsoleFiles::aDiskThatFillsUpIsTold()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const int, largest);
    QFETCH(const QByteArrayList, says);
    Program program(QStringList{u"--trial"_s, u"-"_s} + arguments + QStringList{path(u"out"_s)},
                    '[' + QByteArray(R"({"a": "text"},)").repeated(1'999) + "{}]", rlim_t(largest));
    QCOMPARE(program.end(), 1);
    for (const QByteArray &sentence : says)
        QVERIFY2(program.errors().contains(sentence), program.errors().constData());
    QCOMPARE(program.errors().count("cannot be"), says.size());
    QVERIFY(program.errors().contains("2,000 records: 2,000 succeeded"));
    QTEST(files() == QStringList{u"out"_s}, "isThere");
}

void TestConsoleFiles::whatWasInterruptedIsWritten()
{
    Program program({u"--trial"_s, u"-j2"_s, u"--failed"_s, path(u"f"_s), u"--results"_s, u"-"_s, u"-"_s},
                    R"([{"n": 0}, {"n": 1, "seconds": 3600}, {"n": 2, "seconds": 3600}, {"n": 3}])");
    QVERIFY(program.waitFor("\"row\": 0"));
    program.send(SIGINT);
    QCOMPARE(program.end(), 130);
    const Json again = json(u"f"_s);
    QCOMPARE(again.size(), std::size_t(3));
    QCOMPARE(again[0]["n"].get<int>(), 1);
    QCOMPARE(again[2]["n"].get<int>(), 3);
}

// Interrupted as its results get their name: either they are not there, or they say what came of each record.
void TestConsoleFiles::resultsAreThereOnceItRuns()
{
    const QString file = write(u"b.json"_s, R"([{"seconds": 3600}])");
    QProcess strace;
    strace.setChildProcessModifier([] { std::signal(SIGINT, SIG_DFL); });
    strace.start(u"strace"_s,
                 {u"-f"_s, u"-qq"_s, u"-o"_s, u"/dev/null"_s, u"-e"_s, u"trace=linkat,renameat2,fsync"_s, u"-e"_s,
                  u"inject=linkat,renameat2:signal=INT"_s, u"-e"_s, u"inject=fsync:delay_enter=500000"_s,
                  QStringLiteral(PROGRAM), u"--trial"_s, u"--results"_s, path(u"out.jsonl"_s), file});
    QVERIFY(strace.waitForFinished(60'000));
    QCOMPARE(strace.exitCode(), 130);
    if (files().contains(u"out.jsonl"_s))
        QVERIFY2(read(u"out.jsonl"_s).contains("\"state\": \"cancelled\""), read(u"out.jsonl"_s).constData());
}

void TestConsoleFiles::aDryRunTouchesNothing_data()
{
    QTest::addColumn<QByteArray>("batch");
    QTest::addColumn<QByteArray>("plan");
    QTest::addColumn<QByteArray>("lines");
    QTest::newRow("simulate") << QByteArray(R"([{"label": "one", "seconds": 2}, {"fail": "no"}])")
                              << QByteArray(R"({"operations": {"*": {"kind": "simulate"}}})")
                              << QByteArray("0\tone\tsimulate\tTakes 2 s. Succeeds.\n"
                                            "1\t1\tsimulate\tTakes no time. Fails: no\n");
    QTest::newRow("databases") << QByteArray(R"([{"operation": "put", "to": "lite", "data": {"a": 1, "b": "x\ny"}},
                                                 {"operation": "put", "to": "pg", "data": [{"a": 2}]},
                                                 {"operation": "touch", "id": 7}])")
                               << QByteArray(R"({"connections": {
        "lite": {"driver": "sqlite", "database": "new.db", "create": true},
        "pg": {"driver": "postgresql", "host": "localhost", "user": "u", "password": {"env": "NOBODY_SET_IT"}}},
      "operations": {
        "put": {"kind": "sql.upsert", "connection": "{to}", "schema": "s", "table": "t", "rows": "{data}"},
        "touch": {"kind": "sql", "connection": "pg", "statement": "update t set at = now() where id = :id"}}})")
                               << QByteArray(
                                      "0\t0\tput\tin “lite”: insert into \"main\".\"s.t\" (\"a\", \"b\") values "
                                      "(?, ?) ← (1, \"x\\ny\"); where the table has a key, a row with the same one "
                                      "is updated instead\n"
                                      "1\t1\tput\tin “pg”: insert into \"s\".\"t\" (\"a\") values ($1) returning "
                                      "xmax = 0 ← (\"2\"); where the table has a key, a row with the same one is "
                                      "updated instead\n"
                                      "2\t7\ttouch\tin “pg”: update t set at = now() where id = $1 ← "
                                      "(\"7\")\n");
}

// As the system sees it.
void TestConsoleFiles::aDryRunTouchesNothing()
{
    QFETCH(const QByteArray, plan);
    QFETCH(const QByteArray, lines);
    QFETCH(const QByteArray, batch);
    const QString trace = path(u"trace"_s);
    const QString file = write(u"b.json"_s, batch);
    write(u"b.plan.json"_s, plan);
    QProcess strace;
    strace.start(u"strace"_s,
                 {u"-f"_s, u"-qq"_s, u"-o"_s, trace, u"-e"_s,
                  u"trace=openat,open,creat,socket,mkdir,mkdirat,unlink,unlinkat,rename,renameat,renameat2,link,linkat,"
                  "symlink,symlinkat,truncate,chmod,fchmodat,execve"_s,
                  QStringLiteral(PROGRAM), u"--dry-run"_s, u"--results"_s, path(u"out.json"_s), u"--failed"_s,
                  path(u"f"_s), file});
    QVERIFY(strace.waitForFinished(60'000));
    QCOMPARE(strace.exitCode(), 0);
    QCOMPARE(strace.readAllStandardOutput(), lines);
    QCOMPARE(files(), (QStringList{u"b.json"_s, u"b.plan.json"_s, u"trace"_s}));
    int programs = 0;
    for (const QByteArray &call : read(u"trace"_s).split('\n')) {
        programs += call.contains("execve(") ? 1 : 0;
        if (call.isEmpty() || call.contains("execve(") || call.contains("+++") || call.contains("---"))
            continue;
        const bool onlyReads = call.contains(" openat(") || call.contains(" open(") || call.contains("resumed>");
        QVERIFY2(onlyReads && !call.contains("O_WRONLY") && !call.contains("O_RDWR") && !call.contains("O_CREAT"),
                 call.constData());
    }
    QCOMPARE(programs, 1);
}

void TestConsoleFiles::aDryRunCommandsNoTerminal()
{
    Program program({u"--trial"_s, u"--dry-run"_s, u"-"_s},
                    R"([{"label": "\u001b[2Ja\tb\u202e", "operation": "x\ny", "fail": "c\u009b"}])");
    QCOMPARE(program.end(), 0);
    QCOMPARE(program.output(), QByteArray("0\t [2Ja b \tx y\tTakes no time. Fails: c \n"));
}

void TestConsoleFiles::aDryRunTellsWhatCannotBe()
{
    Program program({u"--trial"_s, u"--dry-run"_s, u"-"_s}, "[{}, {\"seconds\": -1}, 3, {\"a\": ]");
    QCOMPARE(program.end(), 1);
    const QByteArrayList lines = program.output().split('\n');
    QCOMPARE(lines.size(), 5);
    QVERIFY(lines[1].startsWith("1\t1\tsimulate\timpossible: “seconds” must be"));
    QVERIFY(lines[3].startsWith("3\t3\tsimulate\timpossible: line 1, column "));
    QVERIFY(program.errors().contains("3 of 4 records could not be run; nothing was done."));
}

QTEST_GUILESS_MAIN(TestConsoleFiles)
#include "tst_consolefiles.moc"
