#include "journal/journalfile.h"
#include "journal/journalschema.h"
#include "journalfixture.h"

#include <QFile>
#include <QFileInfo>
#include <QProcess>

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace batchdeck;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestJournalFile final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void remembers();
    void readsWhileItIsWritten();
    void isForItsOwnerOnly();
    void oneWrites();
    void readsNoFurtherWhenItIsToldTo();
    void stopsWhereItWasRenamed();
    void aKilledWriterLeavesNoLock();
    void writesBehindNoLogThatItFinds();
    void refuses_data();
    void refuses();
    void migrates();
    void migratesWhatItHolds();
    void onlyOneOfTwoCopiesGoesOn();
    void keepsLessOfWhatIsTriedForEver_data();
    void keepsLessOfWhatIsTriedForEver();
    void leavesOutWhatIsTooLong();
    void knowsWhenItBegan();
    void tellsWhatChanged();

private:
    QString path() const { return m_folder->filePath(u"run.journal"_s); }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestJournalFile::remembers()
{
    JournalEntry whole = endOf(1, 2, State::TimedOut);
    whole.reason = StopReason::Timeout;
    whole.flags = JournalEntry::Late | JournalEntry::Transient;
    whole.leader = 5;
    whole.timeout = 30'000'000;
    whole.result = R"({"ok": false})";
    whole.log = u"one\n둘"_s;
    std::vector<JournalEntry> entries{endOf(4'000'000'000U, 1, State::Succeeded), claimOf(1, 1),
                                      endOf(1, 1, State::Backoff), whole};
    {
        JournalFile file = must(JournalFile::create(path(), someRun()));
        const std::vector<JournalledDecision> decisions{{77, u"pause"_s, {}}};
        must(file.append(entries, decisions));
    }
    JournalFile file = must(JournalFile::open(path()));
    QCOMPARE(file.run().batch.entries, someRun().batch.entries);
    QCOMPARE(file.run().batch.hash, someRun().batch.hash);
    QCOMPARE(file.run().plan, someRun().plan);
    QVERIFY(!file.run().id.isEmpty());
    QVERIFY(file.run().created.isValid());
    QCOMPARE(must(file.decisions()).at(0).what, u"pause"_s);

    const auto history = must(file.history(1));
    QCOMPARE(history.size(), std::size_t(3));
    QVERIFY(history == std::vector<JournalEntry>(entries.begin() + 1, entries.end()));
    QCOMPARE(must(file.history(4'000'000'000U)).size(), std::size_t(1));
    QVERIFY(must(file.history(2)).empty());

    const JournalPast past = pastIn(file);
    QCOMPARE(past.run.records.size(), std::size_t(2));
    QCOMPARE(past.ended, 2U);
    QCOMPARE(past.run.records[0].state, State::TimedOut);
    QCOMPARE(past.run.kinds.at(past.run.records[0].errorKind), u"http.503"_s);

    // What comes after goes on where it stopped.
    std::vector<JournalEntry> more{endOf(2, 1, State::Failed)};
    must(file.append(more));
    QCOMPARE(more[0].sequence, 5U);
    QCOMPARE(pastIn(file).ended, 3U);
}

void TestJournalFile::readsWhileItIsWritten()
{
    JournalFile writer = must(JournalFile::create(path(), someRun()));
    JournalFile reader = must(JournalFile::read(path()));
    for (quint32 row = 0; row < 5; ++row) {
        std::vector<JournalEntry> entries{endOf(row, 1, State::Succeeded)};
        must(writer.append(entries));
        QCOMPARE(pastIn(reader).ended, row + 1);
    }
}

void TestJournalFile::isForItsOwnerOnly()
{
    JournalFile file = must(JournalFile::create(path(), someRun()));
    std::vector<JournalEntry> entries{endOf(1, 1, State::Succeeded)};
    must(file.append(entries));
    for (const char *suffix : {"", "-wal", "-shm", ".lock"}) {
        struct stat status { };
        QCOMPARE(::stat(QFile::encodeName(path() + QLatin1StringView(suffix)).constData(), &status), 0);
        QCOMPARE(status.st_mode & 0777, mode_t(0600));
    }
}

void TestJournalFile::oneWrites()
{
    const JournalFile file = must(JournalFile::create(path(), someRun()));
    const QString link = m_folder->filePath(u"link"_s);
    QVERIFY(QFile::link(path(), link));
    for (const QString &name : {path(), link}) {
        const auto second = JournalFile::open(name);
        QVERIFY(!second);
        QCOMPARE(second.error().kind, u"journal.locked"_s);
    }
    QVERIFY(JournalFile::read(path()));
    QVERIFY(!JournalFile::create(path(), someRun()));
}

void TestJournalFile::readsNoFurtherWhenItIsToldTo()
{
    std::vector<JournalEntry> many;
    for (quint32 row = 0; row < 20'000; ++row)
        many.push_back(endOf(row, 1, State::Succeeded));
    JournalFile file = must(JournalFile::create(path(), someRun()));
    must(file.append(many));
    JournalFile read = must(JournalFile::read(path()));
    std::stop_source stop;
    read.heed(stop.get_token());
    quint32 taken = 0;
    QVERIFY(!read.scan([&](const JournalEntry &, quint16) { stop.request_stop(), ++taken; }));
    QVERIFY2(taken < 20'000, qPrintable(QString::number(taken)));
}

// While it is open: whoever opens it by its new name knows nothing of its lock.
void TestJournalFile::stopsWhereItWasRenamed()
{
    std::vector<JournalEntry> first{claimOf(0, 1)};
    std::vector<JournalEntry> second{endOf(1, 1, State::Succeeded)};
    JournalFile file = must(JournalFile::create(path(), someRun()));
    must(file.append(first));
    const QString renamed = m_folder->filePath(u"renamed"_s);
    for (const char *suffix : {"", "-wal", "-shm"})
        QVERIFY(QFile::rename(path() + QLatin1StringView(suffix), renamed + QLatin1StringView(suffix)));
    JournalFile other = must(JournalFile::open(renamed));
    must(other.append(second));
    std::vector<JournalEntry> third{endOf(0, 1, State::Succeeded)};
    const auto refused = file.append(third);
    QVERIFY(!refused);
    QVERIFY2(refused.error().message.contains(u"another program has written to it"),
             qPrintable(refused.error().message));
    JournalFile read = must(JournalFile::read(renamed));
    QCOMPARE(pastIn(read).run.records.size(), std::size_t(2));
    must(other.append(third));
}

void TestJournalFile::aKilledWriterLeavesNoLock()
{
    int ready[2];
    QCOMPARE(::pipe(ready), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        const auto file = JournalFile::create(path(), someRun());
        (void)!::write(ready[1], file ? "y" : "n", 1);
        ::pause();
        ::_exit(0);
    }
    char answer = 0;
    QCOMPARE(::read(ready[0], &answer, 1), ssize_t(1));
    QCOMPARE(answer, 'y');
    QVERIFY(!JournalFile::open(path()));
    ::kill(child, SIGKILL);
    QCOMPARE(::waitpid(child, nullptr, 0), child);
    QVERIFY(JournalFile::open(path()));
    ::close(ready[0]);
    ::close(ready[1]);
}

// Its last flush may have failed: what it has is in the file before anything comes after it.
void TestJournalFile::writesBehindNoLogThatItFinds()
{
    const pid_t child = ::fork();
    if (child == 0) {
        auto file = JournalFile::create(path(), someRun());
        std::vector<JournalEntry> entries{endOf(0, 1, State::Succeeded)};
        ::_exit(file && file->append(entries) ? 0 : 1);
    }
    int status = -1;
    QCOMPARE(::waitpid(child, &status, 0), child);
    QCOMPARE(status, 0);
    QVERIFY(QFileInfo(path() + u"-wal"_s).size() > 0);
    const JournalFile file = must(JournalFile::open(path()));
    const QString alone = m_folder->filePath(u"alone"_s);
    QCOMPARE(QProcess::execute(u"cp"_s, {path(), alone}), 0); // here it would drop the locks
    JournalFile read = must(JournalFile::read(alone));
    QCOMPARE(pastIn(read).ended, 1U);
}

void TestJournalFile::refuses_data()
{
    QTest::addColumn<QByteArray>("sql"); // what is done to a journal
    QTest::addColumn<QString>("kind");
    QTest::newRow("newer") << "pragma user_version = " + QByteArray::number(journalVersion() + 1) << u"journal.newer"_s;
    QTest::newRow("of another program") << QByteArray("pragma application_id = 7") << u"journal.foreign"_s;
    QTest::newRow("text") << QByteArray() << u"journal.damaged"_s;
    QTest::newRow("a second name") << QByteArray("link") << u"journal.file"_s;
    QTest::newRow("altered") << QByteArray("update history set became = 7") << u"journal.damaged"_s;
    QTest::newRow("no such state") << QByteArray("update history set became = 70") << u"journal.damaged"_s;
    QTest::newRow("an entry is missing") << QByteArray("delete from history where id & 2147483647 = 1")
                                         << u"journal.damaged"_s;
    QTest::newRow("a kind is missing") << QByteArray("delete from kind") << u"journal.damaged"_s;
    QTest::newRow("a table is missing") << QByteArray("drop table history") << u"journal.damaged"_s;
    QTest::newRow("another run") << QByteArray("update run set value = cast('other' as blob) where key = 'id'")
                                 << u"journal.damaged"_s;
    QTest::newRow("another plan") << QByteArray("update run set value = x'7b7d' where key = 'plan'")
                                  << u"journal.damaged"_s;
    QTest::newRow("no sum of the run") << QByteArray("delete from run where key = 'sum'") << u"journal.damaged"_s;
    QTest::newRow("nothing of the run") << QByteArray("delete from run") << u"journal.damaged"_s;
}

void TestJournalFile::refuses()
{
    QFETCH(QByteArray, sql);
    QFETCH(QString, kind);
    {
        JournalFile file = must(JournalFile::create(path(), someRun()));
        std::vector<JournalEntry> entries{endOf(0, 1, State::Failed), endOf(1, 1, State::Failed)};
        must(file.append(entries));
    }
    if (sql.isEmpty()) {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(5000, 'x'));
    } else if (sql == "link") {
        QVERIFY(::link(QFile::encodeName(path()).constData(), QFile::encodeName(path() + u'2').constData()) == 0);
    } else {
        must(must(SqliteFile::open(path(), SqliteFile::Access::Write)).execute(sql.constData()));
    }
    QFile before(path());
    QVERIFY(before.open(QIODevice::ReadOnly));
    const QByteArray content = before.readAll();
    before.close();

    auto opened = JournalFile::open(path());
    const auto scanned = opened ? opened->scan([](const JournalEntry &, quint16) {}) : Expected<void>(opened.error());
    QVERIFY(!scanned);
    QCOMPARE(scanned.error().kind, kind);
    QVERIFY2(scanned.error().message.contains(path()), qPrintable(scanned.error().message));
    if (kind == u"journal.newer" || kind == u"journal.foreign" || sql.isEmpty()) {
        QVERIFY(before.open(QIODevice::ReadOnly));
        QCOMPARE(before.readAll(), content);
    }
}

// From an empty file, which is version 0, to today's.
void TestJournalFile::migrates()
{
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    SqliteFile sqlite = must(SqliteFile::open(path(), SqliteFile::Access::Write));
    const auto empty = checkVersion(sqlite, path());
    QVERIFY(!empty);
    QCOMPARE(empty.error().kind, u"journal.empty"_s);
    must(bringUpToDate(sqlite, path()));
    must(checkVersion(sqlite, path()));
    QCOMPARE(must(sqlite.number("pragma user_version")), qint64(journalVersion()));
    must(bringUpToDate(sqlite, path())); // and then leaves it alone
}

// What a program from before edits existed wrote goes on; that program is told that it is too old then.
void TestJournalFile::migratesWhatItHolds()
{
    std::vector<JournalEntry> entries{endOf(0, 1, State::Failed), endOf(1, 1, State::Succeeded)};
    {
        JournalFile file = must(JournalFile::create(path(), someRun()));
        must(file.append(entries));
    }
    must(must(SqliteFile::open(path(), SqliteFile::Access::Write))
             .execute("pragma user_version = 1; delete from run where key = 'place'"));
    {
        JournalFile reader = must(JournalFile::read(path()));
        QCOMPARE(pastIn(reader).ended, 2U);
    }
    QCOMPARE(must(must(SqliteFile::open(path(), SqliteFile::Access::Read)).number("pragma user_version")), qint64(1));
    {
        JournalFile file = must(JournalFile::open(path()));
        QCOMPARE(pastIn(file).ended, 2U);
        JournalEntry edit;
        edit.what = What::Edited;
        edit.became = State::Failed;
        edit.result = "{}";
        must(file.append(std::span(&edit, 1)));
        QCOMPARE(must(file.history(0)).size(), std::size_t(2));
        QCOMPARE(pastIn(file).edited, std::vector<quint32>{0});
    }
    QVERIFY(must(must(SqliteFile::open(path(), SqliteFile::Access::Read)).number("pragma user_version")) > 1);
}

void TestJournalFile::onlyOneOfTwoCopiesGoesOn()
{
    const QString copy = m_folder->filePath(u"copy"_s);
    {
        JournalFile file = must(JournalFile::create(path(), someRun()));
        std::vector<JournalEntry> entries{endOf(0, 1, State::Succeeded)};
        must(file.append(entries));
    }
    QVERIFY(QFile::copy(path(), copy));
    const auto isRefused = [&] {
        const auto opened = JournalFile::open(copy);
        return !opened && opened.error().kind == u"journal.copied" && opened.error().message.contains(path())
            && opened.error().message.contains(copy);
    };
    QVERIFY(isRefused());
    {
        JournalFile atWork = must(JournalFile::open(path()));
        QVERIFY(isRefused());
    }
    QVERIFY(JournalFile::read(copy));
    // Somebody moved it, or restores it.
    const QString away = m_folder->filePath(u"away"_s);
    QVERIFY(QFile::rename(path(), away));
    QVERIFY(JournalFile::open(copy));
    // Another run stands there by now.
    QVERIFY(JournalFile::create(path(), someRun()));
    QVERIFY(JournalFile::open(away));
    // By another of its names.
    QVERIFY(QFile::link(away, m_folder->filePath(u"link"_s)));
    QVERIFY(JournalFile::open(m_folder->filePath(u"link"_s)));
}

void TestJournalFile::keepsLessOfWhatIsTriedForEver_data()
{
    QTest::addColumn<std::size_t>("commits");
    QTest::newRow("each on its own") << std::size_t(61);
    QTest::newRow("all at once") << std::size_t(1);
}

void TestJournalFile::keepsLessOfWhatIsTriedForEver()
{
    QFETCH(const std::size_t, commits);
    constexpr quint32 attempts = 60;
    {
        std::vector<JournalEntry> entries{endOf(1, 1, State::Succeeded)};
        entries[0].result = "7";
        for (quint32 number = 1; number <= attempts; ++number) {
            entries.push_back(endOf(0, number, State::Backoff));
            entries.back().result = QByteArray(200'000, 'r');
            entries.back().log = u"log"_s;
        }
        JournalFile file = must(JournalFile::create(path(), someRun()));
        const std::size_t each = entries.size() / commits;
        for (std::size_t first = 0; first < entries.size(); first += each)
            must(file.append(std::span(entries).subspan(first, each)));
        file.giveBack();
    }
    QVERIFY2(QFileInfo(path()).size() < 25 * 200'000, qPrintable(QString::number(QFileInfo(path()).size())));
    JournalFile file = must(JournalFile::open(path()));
    QCOMPARE(pastIn(file).run.records.at(0).attempts, attempts);
    const std::vector<JournalEntry> history = must(file.history(0));
    QCOMPARE(history.size(), std::size_t(attempts));
    for (const JournalEntry &entry : history) {
        QCOMPARE(entry.errorMessage, u"it was busy"_s);
        QCOMPARE(entry.result.size(), entry.number > attempts - 20 ? 200'000 : 0);
        QVERIFY2(entry.number > attempts - 20 ? entry.log == u"log" : entry.log.contains(u"last 20 attempts"),
                 qPrintable(entry.log));
    }
    QCOMPARE(must(file.history(1)).at(0).result, QByteArray("7"));
}

// Half of JSON would be none: it says so instead.
void TestJournalFile::leavesOutWhatIsTooLong()
{
    for (const qsizetype size : {resultCap, resultCap + 1}) {
        HistoryItem item;
        item.end.became = State::Succeeded;
        item.outcome.result = QByteArray(size, '7');
        item.log = u"a line"_s;
        const JournalEntry entry = journalEntry(std::move(item), ClockPair::now());
        QCOMPARE(entry.result.size(), size > resultCap ? 0 : size);
        QVERIFY2(entry.log.startsWith(u"a line") && entry.log.contains(u"too long to keep") == (size > resultCap),
                 qPrintable(entry.log));
    }
}

// To the millisecond what was told of it while it ran.
void TestJournalFile::knowsWhenItBegan()
{
    const ClockPair clocks{Instant(10s), 1'700'000'000'123'456};
    for (const Duration before : {1100us, 1456us, 1457us, 90'000us}) {
        for (const Duration took : {0us, 456us, 600us, 1001us}) {
            HistoryItem item;
            item.end.started = clocks.steady - before;
            item.end.ended = item.end.started + took;
            const JournalEntry entry = journalEntry(std::move(item), clocks);
            QCOMPARE(entry.started().toMSecsSinceEpoch(), clocks.wallOf(clocks.steady - before));
            QCOMPARE(entry.elapsed, qint64(took / 1us));
        }
    }
    QCOMPARE(clocks.wallOf(clocks.steady - 456us), 1'700'000'000'123);
    QCOMPARE(clocks.wallOf(clocks.steady - 457us), 1'700'000'000'122);
}

void TestJournalFile::tellsWhatChanged()
{
    const auto of = [](std::vector<quint64> entries) { return BatchIdentity{{}, 0, 0, std::move(entries)}; };
    const BatchChange same = BatchChange::between(of({1, 2, 2}), of({1, 2, 2}));
    QVERIFY(same.sameOrder && same.same == 3 && same.added == 0 && same.gone == 0);
    const BatchChange other = BatchChange::between(of({1, 2, 2, 3}), of({2, 1, 4}));
    QVERIFY(!other.sameOrder && other.same == 2 && other.added == 1 && other.gone == 2);
}

QTEST_APPLESS_MAIN(TestJournalFile)
#include "tst_journalfile.moc"
