#include "consoleruns.h"
#include "failingcalls.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>

#include <csignal>

using namespace batchdeck;
using namespace Qt::StringLiterals;

// The console on a disk that takes nothing, or takes its time.
class TestConsoleDisk final : public QObject, private ConsoleRuns {
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(400); }
    void leavesNothingWhereItCannotBeMade_data();
    void leavesNothingWhereItCannotBeMade();
    void tellsThatItWaitsForTheDisk_data();
    void tellsThatItWaitsForTheDisk();
    void onADiskThatIsFull();
};

void TestConsoleDisk::leavesNothingWhereItCannotBeMade_data()
{
    FailingCalls::addColumns();
    FailingCalls::addWrites();
    FailingCalls::addFlushes();
}

// One sentence, nothing is run, and nobody finds a half of it later.
void TestConsoleDisk::leavesNothingWhereItCannotBeMade()
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

void TestConsoleDisk::tellsThatItWaitsForTheDisk_data()
{
    QTest::addColumn<bool>("leaves");
    QTest::newRow("until it has written") << false;
    QTest::newRow("unless somebody leaves") << true;
}

// A round may be over before its last ends are on disk, where they may run twice.
void TestConsoleDisk::tellsThatItWaitsForTheDisk()
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

void TestConsoleDisk::onADiskThatIsFull()
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

QTEST_GUILESS_MAIN(TestConsoleDisk)
#include "tst_consoledisk.moc"
