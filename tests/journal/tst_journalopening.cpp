#include "journal/journalfolder.h"
#include "journal/journalopening.h"
#include "journalfixture.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <sys/stat.h>

using namespace batchdeck;
using namespace Qt::StringLiterals;

class TestJournalOpening final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void decides_data();
    void decides();
    void namesThePlansChanges_data();
    void namesThePlansChanges();
    void beginsAndGoesOn();
    void findsTheBatchWhereverItIs();
    void aNamedFileIsNeverOverwritten();
    void keepsWhatIsDamaged();
    void theFolderIsItsOwners();

private:
    QString folder() const { return m_folder->filePath(u"data/journals"_s); }
    JournalRequest request(Reopen reopen, JournalledRun run = someRun()) const
    {
        return {{}, folder(), std::move(run), reopen, [](quint32) { return false; }, {}};
    }
    static void append(OpenJournal &opened, std::vector<JournalEntry> entries)
    {
        const QString path = opened.writer->path();
        opened.writer.reset();
        must(must(JournalFile::open(path)).append(entries));
    }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestJournalOpening::decides_data()
{
    QTest::addColumn<QString>("found");
    QTest::addColumn<QString>("ask");
    QTest::addColumn<QString>("resume");
    const QString begins = u"begins"_s;
    const QString goes = u"goes on"_s;
    QTest::newRow("none") << u"none"_s << begins << u"journal.missing"_s;
    QTest::newRow("finished") << u"finished"_s << begins << goes;
    QTest::newRow("some are left") << u"left"_s << u"journal.unfinished"_s << goes;
    QTest::newRow("some are in doubt") << u"doubt"_s << u"journal.unfinished"_s << goes;
    QTest::newRow("another batch by now") << u"left changed"_s << u"journal.changed"_s << u"journal.changed"_s;
    QTest::newRow("finished, and another batch") << u"finished changed"_s << begins << u"journal.changed"_s;
}

void TestJournalOpening::decides()
{
    QFETCH(QString, found);
    QFETCH(QString, ask);
    QFETCH(QString, resume);
    std::optional<FoundRun> run;
    if (found != u"none") {
        run.emplace();
        run->ended = 5;
        run->left = found.contains(u"left") ? 2 : 0;
        run->inDoubt = found.contains(u"doubt") ? 1 : 0;
        run->batch = {4, 2, 1, !found.contains(u"changed")};
    }
    const auto told = [&](Reopen reopen) {
        const auto decided = goesOn(run, reopen);
        return decided ? (*decided ? u"goes on"_s : u"begins"_s) : decided.error().kind;
    };
    QCOMPARE(told(Reopen::Ask), ask);
    QCOMPARE(told(Reopen::Resume), resume);
    QCOMPARE(told(Reopen::Fresh), u"begins"_s);
    if (found == u"left changed") {
        const QString message = goesOn(run, Reopen::Ask).error().message;
        for (const QString &part : {u"4 records are the same"_s, u"2 are new"_s, u"1 are gone"_s, u"--fresh"_s})
            QVERIFY2(message.contains(part), qPrintable(message));
    }
}

void TestJournalOpening::namesThePlansChanges_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("now");
    QTest::addColumn<QString>("keys");
    QTest::newRow("none") << QByteArray("{\"a\": 1}") << QByteArray("{ \"a\":1 }") << QString();
    QTest::newRow("some") << QByteArray(R"({"a": 1, "b": 2, "c": 3})") << QByteArray(R"({"a": 1, "b": 3, "d": 4})")
                          << u"b c d"_s;
    QTest::newRow("unreadable") << QByteArray("x") << QByteArray("{}") << u"all of it"_s;
}

void TestJournalOpening::namesThePlansChanges()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, now);
    QFETCH(QString, keys);
    QCOMPARE(changedKeys(before, now).join(u' '), keys);
}

void TestJournalOpening::beginsAndGoesOn()
{
    OpenJournal first = must(openJournal(request(Reopen::Ask)));
    const QString path = first.writer->path();
    QVERIFY(QFileInfo(path).path() == folder());
    QVERIFY(first.past.records.empty());
    const auto second = openJournal(request(Reopen::Ask));
    QVERIFY(!second);
    QCOMPARE(second.error().kind, u"journal.locked"_s);
    append(first, {endOf(0, 1, State::Succeeded), claimOf(1, 1)});

    const auto asked = openJournal(request(Reopen::Ask));
    QVERIFY(!asked);
    QVERIFY2(asked.error().message.contains(u"2 ended, 1 of them in doubt, 1 to run"),
             qPrintable(asked.error().message));

    JournalledRun now = someRun();
    now.plan = R"({"concurrency": 9})";
    OpenJournal resumed = must(openJournal(request(Reopen::Resume, now)));
    QCOMPARE(resumed.writer->path(), path);
    QCOMPARE(resumed.past.records.size(), std::size_t(2));
    QCOMPARE(resumed.past.records[1].state, State::InDoubt);
    QVERIFY(resumed.told.join(u' ').contains(u"concurrency"));
    // It is on disk that it was cut short.
    JournalFile reader = must(JournalFile::read(path));
    QVERIFY(must(reader.history(1)).back().has(JournalEntry::Interrupted));
    append(resumed, {endOf(1, 0, State::Succeeded), endOf(2, 1, State::Failed)});

    const OpenJournal another = must(openJournal(request(Reopen::Ask))); // nothing was left
    QVERIFY(another.writer->path() != path);
    QVERIFY(QFile::exists(path));
}

void TestJournalOpening::findsTheBatchWhereverItIs()
{
    OpenJournal first = must(openJournal(request(Reopen::Ask)));
    append(first, {endOf(0, 1, State::Succeeded)});

    JournalledRun moved = someRun();
    moved.batch.path = u"elsewhere.json"_s;
    QCOMPARE(openJournal(request(Reopen::Ask, moved)).error().kind, u"journal.unfinished"_s);
    JournalledRun edited = someRun({1, 2, 4, 5});
    QCOMPARE(openJournal(request(Reopen::Ask, edited)).error().kind, u"journal.changed"_s);
    edited.batch.path = u"another.json"_s;
    QVERIFY(openJournal(request(Reopen::Ask, edited)));
}

void TestJournalOpening::aNamedFileIsNeverOverwritten()
{
    JournalRequest named = request(Reopen::Fresh);
    named.path = m_folder->filePath(u"my.journal"_s);
    OpenJournal first = must(openJournal(named));
    append(first, {endOf(0, 1, State::Succeeded)});
    OpenJournal second = must(openJournal(named));
    QCOMPARE(openJournal(named).error().kind, u"journal.locked"_s);
    second.writer.reset();
    const OpenJournal third = must(openJournal(named));
    QVERIFY(third.past.records.empty());
    JournalFile kept = must(JournalFile::read(named.path + u".earlier-1"_s));
    QCOMPARE(pastIn(kept).ended, 1U);
    QVERIFY(QFile::exists(named.path + u".earlier-2"_s));

    QFile other(m_folder->filePath(u"batch.json"_s));
    QVERIFY(other.open(QIODevice::WriteOnly) && other.write("[1, 2, 3]") > 0);
    other.close();
    named.path = other.fileName();
    named.reopen = Reopen::Ask;
    QVERIFY(!openJournal(named));
    QVERIFY(other.open(QIODevice::ReadOnly));
    QCOMPARE(other.readAll(), QByteArray("[1, 2, 3]"));
}

void TestJournalOpening::keepsWhatIsDamaged()
{
    OpenJournal first = must(openJournal(request(Reopen::Ask)));
    const QString path = first.writer->path();
    first.writer.reset();
    must(must(SqliteFile::open(path, SqliteFile::Access::Write)).execute("delete from run"));
    const OpenJournal second = must(openJournal(request(Reopen::Ask)));
    QVERIFY(!QFile::exists(path));
    QVERIFY(QFile::exists(path + u".damaged-1"_s));
    QVERIFY2(second.told.join(u' ').contains(u".damaged-1"), qPrintable(second.told.join(u' ')));
}

void TestJournalOpening::theFolderIsItsOwners()
{
    const auto modeOf = [](const QString &path) {
        struct stat status { };
        ::stat(QFile::encodeName(path).constData(), &status);
        return status.st_mode & 0777;
    };
    QVERIFY(JournalFolder::open(folder()));
    QCOMPARE(modeOf(folder()), mode_t(0700));
    QCOMPARE(::chmod(QFile::encodeName(folder()).constData(), 0755), 0);
    QVERIFY(JournalFolder::open(folder()));
    QCOMPARE(modeOf(folder()), mode_t(0700));
    QVERIFY(!JournalFolder::open(u"/dev/null/journals"_s));
}

QTEST_APPLESS_MAIN(TestJournalOpening)
#include "tst_journalopening.moc"
