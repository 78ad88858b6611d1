#include "console/program.h"
#include "core/state.h"

#include <QDir>
#include <QElapsedTimer>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>

using namespace batchdeck;
using namespace Qt::StringLiterals;

namespace {

// What is written can be seen from outside: that is how a test knows how far the run has come.
constexpr auto plan = R"({"concurrency": 4,
    "connections": {"here": {"driver": "sqlite", "database": "out.db", "create": true}},
    "operations": {"write": {"kind": "sql.upsert", "connection": "here", "table": "seen", "rows": "{data}", "key": ["a"]},
                   "*": {"kind": "simulate"}}})";

} // namespace

// The program with its window, as a script or the desktop starts and ends it.
class TestProgram : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void runsAndQuits_data();
    void runsAndQuits();
    void quitsAfterTheLastTab();
    void takesAnotherPlan();
    void signalsCancelAndCleanUp_data();
    void signalsCancelAndCleanUp();
    void theSecondSignalLeaves();

private:
    QString file(const QString &name, const QByteArray &content) const;
    static int number(const QString &path, const QString &sql);
    int written() const;
    static int lastOfTheFirst();

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestProgram::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    qputenv("HOME", m_folder->path().toLocal8Bit());
    for (const char *name : {"XDG_CONFIG_HOME", "XDG_DATA_HOME"})
        qunsetenv(name);
    qputenv("XDG_RUNTIME_DIR", m_folder->path().toLocal8Bit());
}

QString TestProgram::file(const QString &name, const QByteArray &content) const
{
    QFile file(m_folder->filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write");
    return file.fileName();
}

int TestProgram::number(const QString &path, const QString &sql)
{
    if (!QFile::exists(path))
        return 0;
    int found = 0;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"look"_s);
        database.setDatabaseName(path);
        database.open();
        QSqlQuery query(sql, database);
        found = query.next() ? query.value(0).toInt() : 0;
    }
    QSqlDatabase::removeDatabase(u"look"_s);
    return found;
}

int TestProgram::written() const
{
    return number(m_folder->filePath(u"out.db"_s), u"select count(*) from seen"_s);
}

void TestProgram::runsAndQuits_data()
{
    QTest::addColumn<QByteArray>("second");
    QTest::addColumn<int>("code");
    QTest::newRow("all is well") << QByteArray(R"([{"operation": "write", "data": {"a": 2}}])") << 0;
    QTest::newRow("one fails") << QByteArray(R"([{"operation": "write", "data": {"a": 2}}, {"fail": "No."}])") << 1;
    QTest::newRow("one is in doubt") << QByteArray(
        R"([{"operation": "write", "data": {"a": 2}}, {"unknown": true}, {"fail": "No."}])")
                                     << 3;
}

void TestProgram::runsAndQuits()
{
    QFETCH(const QByteArray, second);
    QFETCH(const int, code);
    file(u"one.plan.json"_s, plan);
    file(u"two.plan.json"_s, plan);
    const QString one = file(u"one.json"_s, R"([{"operation": "write", "data": {"a": 1}}])");
    Program program({u"--run"_s, u"--quit-when-done"_s, one, file(u"two.json"_s, second)});
    QCOMPARE(program.end(), code);
    QCOMPARE(written(), 2);
}

// Long after nothing moves any more in the one that is in front.
void TestProgram::quitsAfterTheLastTab()
{
    file(u"one.plan.json"_s, plan);
    file(u"two.plan.json"_s, plan);
    Program program({u"--run"_s, u"--quit-when-done"_s, file(u"one.json"_s, R"([{"seconds": 4}])"),
                     file(u"two.json"_s, R"([{"seconds": 0}])")});
    QCOMPARE(program.end(), 0);
}

void TestProgram::takesAnotherPlan()
{
    file(u"one.plan.json"_s, R"({"operations": {"*": {"kind": "simulate"}}})");
    Program program({u"--plan"_s, file(u"other.json"_s, plan), u"--run"_s, u"--quit-when-done"_s,
                     file(u"one.json"_s, R"([{"operation": "write", "data": {"a": 1}}])")});
    QCOMPARE(program.end(), 0);
    QCOMPARE(written(), 1);
}

void TestProgram::signalsCancelAndCleanUp_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("Ctrl+C") << SIGINT;
    QTest::newRow("terminate") << SIGTERM;
    QTest::newRow("hang up") << SIGHUP;
}

void TestProgram::signalsCancelAndCleanUp()
{
    QFETCH(const int, signal);
    file(u"one.plan.json"_s, plan);
    QElapsedTimer time;
    time.start();
    // Another batch each time: of the same one the run before would be offered.
    Program program({u"--run"_s,
                     file(u"one.json"_s,
                          R"([{"seconds": 3600, "cleanup": 0.5}, {"seconds": 3600, "cleanup": 0.5, "blocking": true},
        {"operation": "write", "data": {"a": 1}}, {"label": ")"
                              + QByteArray(QTest::currentDataTag()) + "\"}]")});
    QTRY_COMPARE_WITH_TIMEOUT(written(), 1, 60'000);
    program.send(signal);
    QCOMPARE(program.end(), 130);
    QVERIFY(time.elapsed() >= 500);
}

void TestProgram::theSecondSignalLeaves()
{
    file(u"one.plan.json"_s, plan);
    Program program(
        {u"--run"_s,
         file(u"one.json"_s, R"([{"seconds": 3600, "cleanup": 3600}, {"operation": "write", "data": {"a": 1}}])")});
    QTRY_COMPARE_WITH_TIMEOUT(written(), 1, 60'000);
    program.send(SIGTERM);
    program.send(SIGINT);
    QCOMPARE(program.end(), 130);
    QCOMPARE(lastOfTheFirst(), int(State::InDoubt)); // nobody waited for its clean-up, and that is on disk
}

// What the newest journal says of its first record.
int TestProgram::lastOfTheFirst()
{
    const QDir journals(Program::dataFolder() + u"/batchdeck/journals"_s);
    const QStringList names = journals.entryList({u"*.journal"_s}, QDir::Files, QDir::Time);
    return number(journals.filePath(names.value(0)),
                  u"select became from history where id < 2147483648 order by id desc limit 1"_s);
}

QTEST_GUILESS_MAIN(TestProgram)
#include "tst_program.moc"
