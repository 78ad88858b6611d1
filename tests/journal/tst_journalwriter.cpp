#include "journal/journalwriter.h"
#include "journalfixture.h"

#include <QDir>
#include <QFile>

#include <csignal>

#include <sys/resource.h>

using namespace batchdeck;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestJournalWriter final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void tellsWhatIsDurable();
    void oneCommitServesAllThatWait();
    void writesWhatIsLeft();
    void keepsWhatItCannotWrite();
    void noticesThatItIsGone_data();
    void noticesThatItIsGone();
    void comesBackWhereItWas_data();
    void comesBackWhereItWas();
    void takesNoOtherLog();
    void comesBackWhereItsLinkIs();
    void takesNoOthersLink();
    void goesWithItsFolder();
    void decidesNothingTwice();
    void tellsNothingTwice();
    void tellsWhereNothingLeadsOn();

private:
    QString path() const { return m_folder->filePath(u"run.journal"_s); }
    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

HistoryItem itemOf(quint32 row, bool awaited)
{
    HistoryItem item;
    item.end = {.row = row,
                .attempt = {row, row + 1},
                .number = 1,
                .became = State::Succeeded,
                .report = Report::Done,
                .awaited = awaited};
    item.end.started = Clock::now() - 1s;
    item.end.ended = Clock::now();
    return item;
}

// What is durable, as it is told.
struct Told {
    std::mutex mutex;
    std::vector<quint32> slots;
    int calls = 0;

    RunJournal::Durable sink()
    {
        return [this](const std::vector<AttemptId> &attempts) {
            const std::lock_guard lock(mutex);
            ++calls;
            for (const AttemptId &attempt : attempts)
                slots.push_back(attempt.slot);
        };
    }
    std::size_t count()
    {
        const std::lock_guard lock(mutex);
        return slots.size();
    }
};

quint32 endedIn(const QString &path)
{
    JournalFile file = must(JournalFile::read(path));
    return pastIn(file).ended;
}

// Makes a disk that is full: no page can be added to the file any more.
void fill(const QString &path)
{
    SqliteFile file = must(SqliteFile::open(path, SqliteFile::Access::Write));
    must(file.execute("create trigger full before insert on history begin select raise(abort, 'full'); end"));
}

} // namespace

void TestJournalWriter::tellsWhatIsDurable()
{
    JournalWriter writer(must(JournalFile::create(path(), someRun())));
    Told told;
    quint32 endedWhenTold = 0;
    writer.open([&, sink = told.sink()](const std::vector<AttemptId> &attempts) {
        endedWhenTold = endedIn(path());
        sink(attempts);
    });
    std::vector<HistoryItem> items;
    items.push_back(itemOf(0, false));
    items.push_back(itemOf(1, true));
    writer.write(std::move(items));
    QTRY_COMPARE(told.count(), std::size_t(1));
    QCOMPARE(told.slots[0], 1U);
    QCOMPARE(endedWhenTold, 2U);
    JournalFile file = must(JournalFile::read(path()));
    const JournalEntry entry = must(file.history(0)).at(0);
    QVERIFY(entry.elapsed >= 1'000'000);
    QVERIFY(std::abs(entry.ended().msecsTo(QDateTime::currentDateTimeUtc())) < 60'000);
}

void TestJournalWriter::oneCommitServesAllThatWait()
{
    JournalWriter writer(must(JournalFile::create(path(), someRun())));
    Told told;
    std::atomic<bool> go = false;
    writer.open([&, sink = told.sink()](const std::vector<AttemptId> &attempts) {
        go.wait(false);
        sink(attempts);
    });
    // The first commit is held up while the others come.
    std::vector<HistoryItem> first;
    first.push_back(itemOf(0, true));
    writer.write(std::move(first));
    for (quint32 row = 1; row <= 500; ++row) {
        std::vector<HistoryItem> items;
        items.push_back(itemOf(row, true));
        writer.write(std::move(items));
    }
    go = true;
    go.notify_all();
    QTRY_COMPARE(told.count(), std::size_t(501));
    QVERIFY2(told.calls <= 3, qPrintable(QString::number(told.calls)));
}

void TestJournalWriter::writesWhatIsLeft()
{
    {
        JournalWriter writer(must(JournalFile::create(path(), someRun())));
        writer.open({});
        std::vector<HistoryItem> items;
        for (quint32 row = 0; row < 100; ++row)
            items.push_back(itemOf(row, false));
        writer.write(std::move(items));
        writer.decided({u"pause"_s, {}});
        QVERIFY(writer.flush(1h));
        QCOMPARE(endedIn(path()), 100U);
        std::vector<HistoryItem> more;
        more.push_back(itemOf(100, false));
        writer.write(std::move(more));
        QCOMPARE(must(writer.history(100)).size(), std::size_t(1)); // on disk or not
    }
    QCOMPARE(endedIn(path()), 101U);
}

void TestJournalWriter::keepsWhatItCannotWrite()
{
    const QString elsewhere = m_folder->filePath(u"elsewhere.journal"_s);
    Told told;
    {
        std::atomic<int> failures = 0;
        JournalWriter writer(must(JournalFile::create(path(), someRun())), [&](const Error &) { ++failures; });
        writer.open(told.sink());
        const auto write = [&](quint32 row) {
            std::vector<HistoryItem> items;
            items.push_back(itemOf(row, true));
            writer.write(std::move(items));
        };
        write(0);
        QTRY_COMPARE(told.count(), std::size_t(1));
        fill(path());
        write(1);
        QTRY_COMPARE(failures.load(), 1);
        QVERIFY(writer.failure());
        {
            SqliteFile file = must(SqliteFile::open(path(), SqliteFile::Access::Write));
            must(file.execute("drop trigger full")); // it would work again, and is not tried
        }
        write(2);
        QVERIFY(!writer.flush(1h));
        QCOMPARE(failures.load(), 1);
        QCOMPARE(told.count(), std::size_t(1));
        QCOMPARE(endedIn(path()), 1U);
        for (quint32 row = 0; row < 3; ++row)
            QCOMPARE(must(writer.history(row)).size(), std::size_t(1));

        QVERIFY(!writer.moveTo(m_folder->filePath(u"no/such/folder"_s)));
        QVERIFY(writer.failure());
        QCOMPARE(must(writer.moveTo(elsewhere)).stale, QString());
        QVERIFY(!writer.failure());
        QCOMPARE(writer.path(), elsewhere);
        QCOMPARE(told.count(), std::size_t(3));
        write(3);
        QTRY_COMPARE(told.count(), std::size_t(4));
    }
    QCOMPARE(endedIn(elsewhere), 4U);
    // Who names the old one finds the new one, and not what was left behind.
    QCOMPARE(endedIn(path() + u".moved-1"_s), 1U);
    QCOMPARE(endedIn(path()), 4U);
    JournalFile file = must(JournalFile::open(path()));
    QCOMPARE(JournalFile::open(elsewhere).error().kind, u"journal.locked"_s);
}

// Nobody would find what is written to it: somebody who opens the batch again would begin anew.
void TestJournalWriter::noticesThatItIsGone_data()
{
    QTest::addColumn<bool>("isRenamed");
    QTest::newRow("deleted") << false;
    QTest::newRow("renamed") << true;
}

void TestJournalWriter::noticesThatItIsGone()
{
    QFETCH(const bool, isRenamed);
    const QString elsewhere = m_folder->filePath(u"elsewhere.journal"_s);
    const QString renamed = m_folder->filePath(u"renamed.journal"_s);
    Told told;
    {
        JournalWriter writer(must(JournalFile::create(path(), someRun())));
        writer.open(told.sink());
        const auto write = [&](quint32 row) {
            std::vector<HistoryItem> items;
            items.push_back(itemOf(row, true));
            writer.write(std::move(items));
            return writer.flush(1h);
        };
        QVERIFY(write(0));
        for (const char *suffix : {"", "-wal"}) {
            const QString from = path() + QLatin1StringView(suffix);
            QVERIFY(isRenamed ? QFile::rename(from, renamed + QLatin1StringView(suffix)) : QFile::remove(from));
        }
        QVERIFY(!write(1));
        QCOMPARE(writer.failure()->kind, journalGone);
        QVERIFY(!write(2));
        QCOMPARE(told.count(), std::size_t(1)); // none of it is said to be on disk

        QCOMPARE(must(writer.moveTo(elsewhere)).stale, QString());
        QCOMPARE(told.count(), std::size_t(3));
        QVERIFY(write(3));
    }
    QCOMPARE(endedIn(elsewhere), 4U);
    QCOMPARE(endedIn(path()), 4U); // its name leads there
    if (isRenamed)
        QCOMPARE(JournalFile::open(renamed).error().kind, u"journal.copied"_s); // of the two one goes on
}

// It was full first: what it could not take goes with it. What it leaves behind there is no part of the new one.
void TestJournalWriter::comesBackWhereItWas_data()
{
    QTest::addColumn<QStringList>("gone");
    QTest::newRow("all of it") << QStringList{{}, u"-wal"_s, u"-shm"_s};
    QTest::newRow("and its lock") << QStringList{{}, u"-wal"_s, u"-shm"_s, u".lock"_s};
    QTest::newRow("all but its log") << QStringList{{}, u"-shm"_s};
    QTest::newRow("the database alone") << QStringList{{}};
}

void TestJournalWriter::comesBackWhereItWas()
{
    QFETCH(const QStringList, gone);
    {
        JournalWriter writer(must(JournalFile::create(path(), someRun())));
        const auto write = [&](quint32 row) {
            std::vector<HistoryItem> items;
            items.push_back(itemOf(row, true));
            writer.write(std::move(items));
            return writer.flush(1h);
        };
        writer.decided({u"pause"_s, {}});
        QVERIFY(write(0));
        fill(path());
        QVERIFY(!write(1));
        QVERIFY(writer.failure()->kind != journalGone);
        for (const QString &suffix : gone)
            QVERIFY(QFile::remove(path() + suffix));
        QCOMPARE(must(writer.moveTo(path())).stale, QString());
        QVERIFY(!writer.failure());
        QVERIFY(write(2));
        QCOMPARE(endedIn(path()), 3U);
        QVERIFY(!QFileInfo(path()).isSymLink());
        QCOMPARE(JournalFile::open(path()).error().kind, u"journal.locked"_s);
    }
    QCOMPARE(endedIn(path()), 3U);
}

// It left one behind that leads to it, and then what that leads to went.
void TestJournalWriter::comesBackWhereItsLinkIs()
{
    const QString there = m_folder->filePath(u"there.journal"_s);
    JournalWriter writer(must(JournalFile::create(path(), someRun())));
    const auto decide = [&] {
        writer.decided({u"run"_s, {}});
        return writer.flush(1h);
    };
    QVERIFY(decide());
    QCOMPARE(must(writer.moveTo(there)).stale, QString());
    QVERIFY(QFileInfo(path()).isSymLink());
    for (const char *suffix : {"", "-wal", "-shm"})
        QFile::remove(there + QLatin1StringView(suffix));
    QVERIFY(!decide());
    must(writer.moveTo(path()));
    QVERIFY(!QFileInfo(path()).isSymLink());
    QVERIFY(decide());
}

// Another run's journal may be where it leads, on a disk that is not there now.
void TestJournalWriter::takesNoOthersLink()
{
    const QString link = m_folder->filePath(u"link.journal"_s);
    QVERIFY(QFile::link(m_folder->filePath(u"nowhere/other.journal"_s), link));
    JournalWriter writer(must(JournalFile::create(path(), someRun())));
    writer.decided({u"run"_s, {}});
    QVERIFY(writer.flush(1h));
    QVERIFY(!writer.moveTo(link));
    QVERIFY(QFileInfo(link).isSymLink());
}

// Nobody can be told there where it went; whoever has it open has all of it.
void TestJournalWriter::goesWithItsFolder()
{
    const QString folder = m_folder->filePath(u"gone"_s);
    const QString file = folder + u"/run.journal"_s;
    QVERIFY(QDir().mkpath(folder));
    JournalWriter writer(must(JournalFile::create(file, someRun())));
    QVERIFY(QDir(folder).removeRecursively());
    writer.decided({u"run"_s, {}});
    QVERIFY(!writer.flush(1h));
    QCOMPARE(writer.failure()->kind, journalGone);
    QCOMPARE(must(writer.moveTo(path())).stale, file);
    QVERIFY(!writer.failure());
}

void TestJournalWriter::takesNoOtherLog()
{
    const QString elsewhere = m_folder->filePath(u"elsewhere.journal"_s);
    {
        JournalWriter other(must(JournalFile::create(elsewhere, someRun())));
        std::vector<HistoryItem> items;
        items.push_back(itemOf(7, true));
        other.write(std::move(items));
        QVERIFY(other.flush(1h));
        QVERIFY(QFile::copy(elsewhere + u"-wal"_s, elsewhere + u"-kept"_s));
    }
    QVERIFY(QFile::remove(elsewhere));
    QVERIFY(QFile::rename(elsewhere + u"-kept"_s, elsewhere + u"-wal"_s));
    JournalWriter writer(must(JournalFile::create(path(), someRun())));
    std::vector<HistoryItem> items;
    for (quint32 row = 0; row < 3; ++row)
        items.push_back(itemOf(row, true));
    writer.write(std::move(items));
    QVERIFY(writer.flush(1h));
    must(writer.moveTo(elsewhere));
    QCOMPARE(endedIn(elsewhere), 3U);
}

// What the last commit may have written, though it is told as lost, is there once.
void TestJournalWriter::decidesNothingTwice()
{
    const QString elsewhere = m_folder->filePath(u"elsewhere.journal"_s);
    JournalWriter writer(must(JournalFile::create(path(), someRun())));
    writer.decided({u"run"_s, {}});
    QVERIFY(writer.flush(1h));
    QVERIFY(QFile::remove(path()));
    writer.decided({u"pause"_s, {}});
    QVERIFY(!writer.flush(1h));
    must(writer.moveTo(elsewhere));
    JournalFile file = must(JournalFile::read(elsewhere));
    const auto decisions = must(file.decisions());
    QCOMPARE(decisions.size(), std::size_t(2));
    QCOMPARE(decisions.back().what, u"pause"_s);
}

// Where the log cannot be moved into the file, what is in it is written all the same.
void TestJournalWriter::tellsNothingTwice()
{
    const QString elsewhere = m_folder->filePath(u"elsewhere.journal"_s);
    constexpr rlim_t mebibyte = 1 << 20;
    constexpr quint32 many = 17; // records, each with so much, make a log that is moved
    JournalWriter writer(must(JournalFile::create(path(), someRun())));
    writer.open({});
    const auto writes = [&](quint32 first) {
        std::vector<HistoryItem> items;
        for (quint32 row = first; row < first + many; ++row) {
            items.push_back(itemOf(row, false));
            items.back().outcome.result = QByteArray(mebibyte, 'x');
        }
        writer.write(std::move(items));
        return writer.flush(1h);
    };
    QVERIFY(writes(0));
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
    const rlimit room{3 * many * mebibyte / 2, before.rlim_max}; // for either of the logs, and not for the file
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &room), 0);
    const bool isWritten = writes(many);
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &before), 0);
    QVERIFY(!isWritten);
    QCOMPARE(endedIn(path()), 2 * many);
    for (const quint32 row : {0U, many})
        QCOMPARE(must(writer.history(row)).size(), std::size_t(1));
    must(writer.moveTo(elsewhere));
    QCOMPARE(must(writer.history(many)).size(), std::size_t(1));
    QCOMPARE(endedIn(elsewhere), 2 * many);
}

// Such as on a disk that can only be read any more.
void TestJournalWriter::tellsWhereNothingLeadsOn()
{
    const QString elsewhere = m_folder->filePath(u"elsewhere.journal"_s);
    JournalWriter writer(must(JournalFile::create(path(), someRun())));
    QVERIFY(QDir().mkpath(path() + u".part/in the way"_s));
    QCOMPARE(must(writer.moveTo(elsewhere)).stale, path());
    QVERIFY(QFile::exists(path())); // as it was
}

QTEST_APPLESS_MAIN(TestJournalWriter)
#include "tst_journalwriter.moc"
