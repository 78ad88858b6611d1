#include "journal/journalfolder.h"
#include "journal/journalopening.h"
#include "journalfixture.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>

#include <algorithm>
#include <numeric>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <xxhash.h>

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
    void goesOnWithTheChosenOne();
    void takesUpWhatWasCutOff();
    void findsTheBatchWhereverItIs();
    void isNotDeceivedByWhatStandsInItsPlace_data();
    void isNotDeceivedByWhatStandsInItsPlace();
    void replacesWhatALinkLeadsTo();
    void tellsOfADamagedLog();
    void knowsABatchByTheNameThatItGoesOnUnder_data();
    void knowsABatchByTheNameThatItGoesOnUnder();
    void tellsOfAnotherHeader();
    void carriesWhatIsTheSame_data();
    void carriesWhatIsTheSame();
    void aNamedFileIsNeverOverwritten();
    void aNamedFileThatIsNoneIsLeft_data();
    void aNamedFileThatIsNoneIsLeft();
    void aNamedPathThatIsNoFileIsLeft_data();
    void aNamedPathThatIsNoFileIsLeft();
    void beginsNothingOverWhatItCannotRead_data();
    void beginsNothingOverWhatItCannotRead();
    void takesBackAMakingThatWasCutShort();
    void readsWhatIsSound_data();
    void readsWhatIsSound();
    void readsAsFarAsItGoes_data();
    void readsAsFarAsItGoes();
    void goesOnWhereItCannotBeWrittenTo_data();
    void goesOnWhereItCannotBeWrittenTo();
    void whatIsAlteredOfABodyIsLostAlone_data();
    void whatIsAlteredOfABodyIsLostAlone();
    void doesNotRunWhatItsLostEditReplaced();
    void makesNoOtherRecordOfOneWhoseHashWasAltered_data();
    void makesNoOtherRecordOfOneWhoseHashWasAltered();
    void theFolderIsItsOwners();
    void keepsWhatIsOverForAWhile();
    void keepsNothingThatAnotherGoesOnWith_data();
    void keepsNothingThatAnotherGoesOnWith();
    void aRunThatWasNotBegunHidesNoOther();
    void isNotDoneAgainByAnOlderProgram();
    void leavesCopiesAlone();
    void missesALogThatWasLeftBehind();
    void goesOnWithTheLatestWhateverTheClock();
    void namesAFolderThatIsMissing();

private:
    QString folder() const { return m_folder->filePath(u"data/journals"_s); }
    JournalRequest request(Reopen reopen, JournalledRun run = someRun()) const
    {
        return {{}, folder(), std::move(run), reopen, [](quint32) { return false; }};
    }
    Expected<OpenJournal> open(const JournalRequest &request) { return openJournal(request, m_found); }
    static void age(const QString &path, int days)
    {
        const timespec then{QDateTime::currentSecsSinceEpoch() - days * 86400, 0};
        const timespec times[] = {then, then};
        for (const char *suffix : {"", "-wal"})
            ::utimensat(AT_FDCWD, QFile::encodeName(path + QLatin1StringView(suffix)).constData(), times, 0);
    }
    static void append(OpenJournal &opened, std::vector<JournalEntry> entries)
    {
        const QString path = opened.writer->path();
        opened.writer.reset();
        must(must(JournalFile::open(path)).append(entries));
    }
    std::unique_ptr<QTemporaryDir> m_folder;
    std::optional<FoundRun> m_found;
};

void TestJournalOpening::decides_data()
{
    QTest::addColumn<QString>("found");
    QTest::addColumn<QString>("ask");
    QTest::addColumn<QString>("resume");
    const QString begins = u"begins"_s;
    const QString goes = u"goes on"_s;
    const QString carries = u"carries"_s;
    QTest::newRow("none") << u"none"_s << begins << journalMissing;
    QTest::newRow("not begun") << u"not begun"_s << begins << goes;
    QTest::newRow("finished") << u"finished"_s << begins << goes;
    QTest::newRow("some are in doubt, whatever left them so") << u"doubt"_s << journalUnfinished << goes;
    QTest::newRow("some are left") << u"left"_s << journalUnfinished << goes;
    QTest::newRow("damaged") << u"damaged"_s << journalDamaged << goes;
    QTest::newRow("another batch by now") << u"left changed"_s << journalUnfinished << carries;
    QTest::newRow("another order") << u"left moved"_s << journalUnfinished << carries;
    QTest::newRow("finished, and another batch") << u"finished changed"_s << begins << carries;
    QTest::newRow("none of its records") << u"left foreign"_s << begins << journalMissing;
}

void TestJournalOpening::decides()
{
    QFETCH(QString, found);
    QFETCH(QString, ask);
    QFETCH(QString, resume);
    std::optional<FoundRun> run;
    if (found != u"none") {
        run.emplace();
        run->ended = found == u"not begun" ? 0 : 5;
        run->hasBegun = found != u"not begun";
        run->left = found.contains(u"left") || !run->hasBegun ? 2 : 0;
        run->inDoubt = found.contains(u"doubt") ? 1 : 0;
        run->isDamaged = found == u"damaged";
        run->batch = {5, 0, 0, true};
        if (found.contains(u"changed"))
            run->batch = {4, 2, 1, false};
        if (found.contains(u"moved"))
            run->batch = {5, 0, 0, false};
        if (found.contains(u"foreign"))
            run->batch = {0, 6, 5, false};
    }
    const auto told = [&](Reopen reopen) {
        const auto decided = openingOf(run, reopen);
        constexpr const char *words[] = {"begins", "goes on", "carries"};
        return decided ? QString::fromLatin1(words[int(*decided)]) : decided.error().kind;
    };
    QCOMPARE(told(Reopen::Ask), ask);
    QCOMPARE(told(Reopen::Resume), resume);
    QCOMPARE(told(Reopen::Fresh), u"begins"_s);
    if (found == u"left changed") {
        run->planKeys = {u"timeout"_s, u"rate"_s};
        const QString message = openingOf(run, Reopen::Ask).error().message;
        for (const QString &part : {u"5 ended, 0 of them in doubt, 2 to run"_s, u"4 records are the same"_s,
                                    u"2 are new"_s, u"1 is gone"_s, u"timeout, rate"_s})
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
    OpenJournal first = must(open(request(Reopen::Ask)));
    const QString path = first.writer->path();
    QVERIFY(QFileInfo(path).path() == folder());
    QVERIFY(first.past.records.empty());
    const auto second = open(request(Reopen::Ask));
    QVERIFY(!second);
    QCOMPARE(second.error().kind, journalLocked);
    append(first, {endOf(0, 1, State::Succeeded), claimOf(1, 1)});

    const auto asked = open(request(Reopen::Ask));
    QVERIFY(!asked);
    QVERIFY2(asked.error().message.contains(u"2 ended, 1 of them in doubt, 1 to run"),
             qPrintable(asked.error().message));

    JournalledRun now = someRun();
    now.plan = R"({"concurrency": 9})";
    OpenJournal resumed = must(open(request(Reopen::Resume, now)));
    QCOMPARE(resumed.writer->path(), path);
    QCOMPARE(resumed.past.records.size(), std::size_t(2));
    QCOMPARE(resumed.past.records[1].state, State::InDoubt);
    QVERIFY(resumed.told.join(u' ').contains(u"concurrency"));
    // It is on disk that it was cut short.
    JournalFile reader = must(JournalFile::read(path));
    QVERIFY(must(reader.history(1)).back().has(JournalEntry::Interrupted));
    QVERIFY(resumed.goesOn);
    QCOMPARE(resumed.lastSequence, 3U);
    append(resumed, {endOf(1, 0, State::Succeeded), endOf(2, 1, State::Failed)});

    const OpenJournal another = must(open(request(Reopen::Ask))); // nothing was left
    QVERIFY(another.writer->path() != path);
    QVERIFY(QFile::exists(path));
}

// Of several of a batch. None of them is renamed, whatever has become of it since.
void TestJournalOpening::goesOnWithTheChosenOne()
{
    OpenJournal older = must(open(request(Reopen::Ask)));
    const QString chosen = older.writer->path();
    append(older, {endOf(0, 1, State::Succeeded)});
    OpenJournal latest = must(open(request(Reopen::Fresh)));
    const QString other = latest.writer->path();
    append(latest, {endOf(0, 1, State::Failed), endOf(1, 0, State::Failed)});

    JournalRequest wanted = request(Reopen::Ask);
    wanted.chosen = chosen;
    QCOMPARE(open(wanted).error().kind, journalUnfinished);
    QCOMPARE(m_found->left, 2U);
    wanted.run = someRun({7, 8}); // its batch has none of its records by now
    QCOMPARE(open(wanted).error().kind, journalMissing);
    QVERIFY(QFile::exists(chosen));
    wanted.run = someRun();
    wanted.reopen = Reopen::Resume;
    {
        OpenJournal resumed = must(open(wanted));
        QCOMPARE(resumed.writer->path(), chosen);
        append(resumed, {endOf(1, 0, State::Succeeded), endOf(2, 1, State::Succeeded)});
    }
    wanted.reopen = Reopen::Ask; // it is over by now: another one begins beside it
    {
        const OpenJournal begun = must(open(wanted));
        QVERIFY(!begun.goesOn);
        QVERIFY(begun.writer->path() != chosen && begun.writer->path() != other);
    }
    wanted.reopen = Reopen::Resume; // carried, likewise
    wanted.run = someRun({1, 2, 3, 4});
    const OpenJournal carried = must(open(wanted));
    QCOMPARE(carried.past.records.size(), std::size_t(3));
    QVERIFY(carried.writer->path() != chosen);
    QVERIFY(QFile::exists(chosen) && QFile::exists(other));
    QVERIFY(QDir(folder()).entryList({u"*earlier*"_s}).isEmpty());
}

void TestJournalOpening::takesUpWhatWasCutOff()
{
    OpenJournal first = must(open(request(Reopen::Ask, someRun({1, 2, 3, 4, 5}))));
    std::vector<JournalEntry> entries{endOf(0, 1, State::Cancelled), endOf(1, 0, State::Skipped),
                                      endOf(2, 0, State::Cancelled), endOf(3, 1, State::Succeeded),
                                      endOf(4, 0, State::Skipped)};
    const StopReason reasons[] = {StopReason::RunCancelled, StopReason::Policy, StopReason::User, StopReason::None,
                                  StopReason::None};
    for (std::size_t row = 0; row < entries.size(); ++row)
        entries[row].reason = reasons[row];
    const QString path = first.writer->path();
    append(first, entries);
    QCOMPARE(open(request(Reopen::Ask, someRun({1, 2, 3, 4, 5}))).error().kind, journalUnfinished);
    QCOMPARE(m_found->left, 2U);
    QCOMPARE(m_found->ended, 3U); // one that a person cancelled, and one that waits for another's fate
    OpenJournal second = must(open(request(Reopen::Resume, someRun({1, 2, 3, 4, 5}))));
    QCOMPARE(second.past.records[0].state, State::Queued);
    QCOMPARE(second.past.records[1].state, State::Queued);
    QCOMPARE(second.past.records[2].state, State::Cancelled);
    QCOMPARE(second.past.records[4].state, State::Skipped);
    JournalFile reader = must(JournalFile::read(path));
    QCOMPARE(pastIn(reader).ended, 3U); // it is on disk
}

void TestJournalOpening::findsTheBatchWhereverItIs()
{
    const auto named = [](const QString &path, std::vector<quint64> entries) {
        JournalledRun run = someRun(std::move(entries));
        run.batch.path = path;
        run.batch.hash = XXH3_64bits(run.batch.entries.data(), run.batch.entries.size() * sizeof(quint64));
        return run;
    };
    OpenJournal first = must(open(request(Reopen::Ask, named(u"batch.json"_s, {1, 2, 3}))));
    append(first, {endOf(0, 1, State::Succeeded)});

    QCOMPARE(open(request(Reopen::Ask, named(u"elsewhere.json"_s, {1, 2, 3}))).error().kind, journalUnfinished);
    QCOMPARE(open(request(Reopen::Ask, named(u"batch.json"_s, {1, 2, 4, 5}))).error().kind, journalUnfinished);
    QCOMPARE(m_found->batch.gone, 1U);
    QVERIFY(open(request(Reopen::Ask, named(u"batch.json"_s, {7, 8, 9})))); // tomorrow's
    QVERIFY(open(request(Reopen::Ask, named(u"another.json"_s, {1, 2, 4, 5}))));
    QVERIFY(open(request(Reopen::Ask, named({}, {1, 2, 4})))); // from a pipe

    // Two files that have the same records are two batches, as long as both are there.
    QFile file(m_folder->filePath(u"standing.json"_s));
    QFile copy(m_folder->filePath(u"copy.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && copy.open(QIODevice::WriteOnly));
    OpenJournal standing = must(open(request(Reopen::Ask, named(file.fileName(), {21, 22}))));
    append(standing, {endOf(0, 1, State::Succeeded)});
    QVERIFY(open(request(Reopen::Ask, named(copy.fileName(), {21, 22}))));
    QCOMPARE(open(request(Reopen::Ask, named(file.fileName(), {21, 22}))).error().kind, journalUnfinished);
    QVERIFY(file.rename(m_folder->filePath(u"moved.json"_s)));
    QCOMPARE(open(request(Reopen::Ask, named(file.fileName(), {21, 22}))).error().kind, journalUnfinished);
}

void TestJournalOpening::isNotDeceivedByWhatStandsInItsPlace_data()
{
    QTest::addColumn<QByteArray>("bytes"); // of what stands there now
    QTest::addColumn<bool>("isOne");
    QTest::newRow("a shorter file") << QByteArray("{}\n") << false;
    QTest::newRow("a file as long") << QByteArray("{ }\n{}\n") << false;
    QTest::newRow("its own second name") << QByteArray("{}\n{ }\n") << true;
}

// The batch was moved, and another file came where it was: one that had been there for long.
void TestJournalOpening::isNotDeceivedByWhatStandsInItsPlace()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const bool, isOne);
    const QString place = m_folder->filePath(u"batch.json"_s);
    const QString moved = m_folder->filePath(u"moved.json"_s);
    JournalledRun run = someRun({21, 22});
    run.batch.path = moved;
    const auto put = [](const QString &path, const QByteArray &content) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
        file.close();
        age(path, 3);
    };
    put(moved, "{}\n{ }\n");
    if (isOne)
        QVERIFY(::link(QFile::encodeName(moved).constData(), QFile::encodeName(place).constData()) == 0);
    else
        put(place, bytes);
    JournalledRun before = run;
    before.batch.path = place;
    OpenJournal first = must(open(request(Reopen::Ask, before)));
    append(first, {endOf(0, 1, State::Succeeded)});
    const auto asked = open(request(Reopen::Ask, run));
    QVERIFY(!asked);
    QCOMPARE(asked.error().kind, journalUnfinished);
}

// What stands behind it is not to be gone on with as it was.
void TestJournalOpening::replacesWhatALinkLeadsTo()
{
    const QString link = m_folder->filePath(u"link"_s);
    JournalRequest real = request(Reopen::Ask);
    real.path = m_folder->filePath(u"mine"_s);
    OpenJournal first = must(open(real));
    append(first, {endOf(0, 1, State::Succeeded)});
    QVERIFY(QFile::link(real.path, link));
    JournalRequest linked = request(Reopen::Resume, someRun({1, 2, 4}));
    linked.path = link;
    OpenJournal second = must(open(linked));
    QVERIFY(second.goesOn);
    append(second, {endOf(1, 1, State::Succeeded), endOf(2, 1, State::Succeeded)});
    QVERIFY(QFileInfo(link).isSymLink());
    real.run = linked.run;
    QVERIFY(open(real)); // it is over, by this name as well
    QCOMPARE(m_found->ended, 3U);
}

// What stands behind the damage is passed by when it is read: nobody knows what has run since.
void TestJournalOpening::tellsOfADamagedLog()
{
    const QString path = must(open(request(Reopen::Ask))).writer->path();
    const QString log = path + u"-wal"_s;
    qint64 whole = 0;
    {
        JournalFile file = must(JournalFile::open(path));
        JournalEntry handBack;
        handBack.what = JournalEntry::What::HandBack;
        std::vector<JournalEntry> first{claimOf(0, 1), handBack, claimOf(1, 1), endOf(1, 1, State::Succeeded)};
        must(file.append(first));
        whole = QFileInfo(log).size();
        for (const quint32 row : {0, 2}) {
            std::vector<JournalEntry> more{claimOf(row, 1), endOf(row, 1, State::Succeeded)};
            must(file.append(more));
        }
        QCOMPARE(QProcess::execute(u"cp"_s, {path, path + u".kept"_s}), 0);
        QCOMPARE(QProcess::execute(u"cp"_s, {log, log + u".kept"_s}), 0);
    }
    QVERIFY(QFile::remove(path) && QFile::rename(path + u".kept"_s, path) && QFile::rename(log + u".kept"_s, log));
    QFile file(log);
    QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(whole + 100));
    const char byte = file.read(1).at(0) ^ 4;
    QVERIFY(file.seek(whole + 100) && file.write(&byte, 1) == 1);
    file.close();

    QCOMPARE(open(request(Reopen::Ask)).error().kind, journalDamaged);
    QCOMPARE(m_found->inDoubt, 2U);
    const OpenJournal second = must(open(request(Reopen::Resume)));
    QVERIFY(second.goesOn);
    QCOMPARE(second.past.records.size(), std::size_t(3));
    QCOMPARE(second.past.records[0].state, State::InDoubt);
    QCOMPARE(second.past.records[1].state, State::Succeeded);
    QCOMPARE(second.past.records[2].state, State::InDoubt);
    QVERIFY2(second.told.join(u' ').contains(u"as far as its journal can be read"), qPrintable(second.told.join(u' ')));
    QVERIFY(QFileInfo(path + u".damaged-1"_s).size() > 0 && QFileInfo(path + u".damaged-1-wal"_s).size() > 0);
}

void TestJournalOpening::knowsABatchByTheNameThatItGoesOnUnder_data()
{
    QTest::addColumn<bool>("damaged");
    QTest::newRow("whole") << false;
    QTest::newRow("damaged") << true;
}

// It is moved, goes on, and changes then.
void TestJournalOpening::knowsABatchByTheNameThatItGoesOnUnder()
{
    QFETCH(const bool, damaged);
    OpenJournal first = must(open(request(Reopen::Ask)));
    const QString path = first.writer->path();
    append(first, {endOf(0, 1, State::Succeeded), endOf(1, 1, State::Succeeded)});
    if (damaged)
        must(must(SqliteFile::open(path, SqliteFile::Access::Write))
                 .execute("update history set at = at + 1 where id >> 31 = 1"));
    JournalledRun moved = someRun();
    moved.batch.path = u"moved.json"_s;
    OpenJournal second = must(open(request(Reopen::Resume, moved)));
    QCOMPARE(second.run.batch.path, u"moved.json"_s);
    second.writer.reset();
    moved.batch.entries = {1, 2, 4};
    moved.batch.hash = 5;
    QCOMPARE(open(request(Reopen::Ask, moved)).error().kind, journalUnfinished);
    JournalledRun nameless = someRun();
    nameless.batch.path.clear(); // from a pipe: where it was last seen is known still
    QCOMPARE(must(open(request(Reopen::Resume, nameless))).run.batch.path, u"moved.json"_s);
}

namespace {

class Table final : public BatchForm {
public:
    explicit Table(QStringList columns)
        : m_columns(std::move(columns))
    {
    }
    QString name() const override { return u"CSV"_s; }
    QByteArray body(QByteArrayView) const override { return "{}"; }
    QStringList columns() const override { return m_columns; }

private:
    const QStringList m_columns;
};

JournalledRun runOfTable(const QStringList &columns)
{
    Batch::Content content;
    content.bytes = "1,2\n3,4\n";
    content.offsets = {0, 4};
    content.lengths = {3, 3};
    content.form = std::make_shared<Table>(columns);
    JournalledRun run = someRun();
    run.batch = BatchIdentity::of(Batch(std::move(content)), u"batch.csv"_s);
    return run;
}

} // namespace

// Its rows are the same, but not what they mean.
void TestJournalOpening::tellsOfAnotherHeader()
{
    OpenJournal first = must(open(request(Reopen::Ask, runOfTable({u"a"_s, u"b"_s}))));
    append(first, {endOf(0, 1, State::Succeeded)});
    const auto changes = [&](const QStringList &columns) {
        const auto asked = open(request(Reopen::Ask, runOfTable(columns)));
        return asked ? u"begun"_s : asked.error().message;
    };
    const QString same = changes({u"a"_s, u"b"_s});
    QVERIFY2(same.contains(u"not finished") && !same.contains(u"header"), qPrintable(same));
    const QString other = changes({u"b"_s, u"a"_s});
    QVERIFY2(other.contains(u"The batch's header has changed since"), qPrintable(other));
    QVERIFY(must(open(request(Reopen::Resume, runOfTable({u"b"_s, u"a"_s})))).told.join(u' ').contains(u"header"));
}

void TestJournalOpening::carriesWhatIsTheSame_data()
{
    QTest::addColumn<bool>("named");
    QTest::newRow("in the folder") << false;
    QTest::newRow("in a file that was named") << true;
}

void TestJournalOpening::carriesWhatIsTheSame()
{
    QFETCH(bool, named);
    JournalRequest before = request(Reopen::Ask, someRun({1, 2, 3, 3, 4}));
    before.path = named ? m_folder->filePath(u"my.journal"_s) : QString();
    OpenJournal first = must(open(before));
    const QString path = first.writer->path();
    std::vector<JournalEntry> entries{endOf(0, 1, State::Succeeded), endOf(1, 1, State::Failed), claimOf(2, 1),
                                      endOf(3, 2, State::Succeeded), claimOf(4, 1)};
    entries[3].leader = 1;
    entries[3].result = "7";
    const QString id = first.run.id;
    append(first, entries);

    JournalRequest now = request(Reopen::Resume, someRun({3, 5, 2, 3, 1}));
    now.path = before.path;
    now.run.batch.hash = 5;
    OpenJournal second = must(open(now));
    QVERIFY(second.run.id != id);
    QVERIFY(second.goesOn);
    QVERIFY2(second.told.join(u' ').contains(u"4 records are the same, 1 is new, 1 is gone"),
             qPrintable(second.told.join(u' ')));
    QStringList told;
    for (const PastRecord &record : second.past.records)
        told += QString::number(record.row) + u' ' + name(record.state) + (record.carried ? u" carried"_s : QString());
    QCOMPARE(told.join(u", "), u"0 inDoubt carried, 2 failed carried, 3 succeeded carried, 4 succeeded carried"_s);
    QCOMPARE(second.writer->path() == path, named);
    JournalFile file = must(JournalFile::read(second.writer->path()));
    QCOMPARE(must(file.history(3)).at(0).result, QByteArray("7"));
    QCOMPARE(must(file.history(3)).at(0).leader, 2U);
    // Nothing of the old one is lost.
    JournalFile old = must(JournalFile::read(named ? path + u".earlier-1"_s : path));
    QCOMPARE(pastIn(old).ended, 5U);
    second.writer.reset();
    QCOMPARE(QDir(QFileInfo(path).path()).entryList({u"*.part*"_s}).size(), 0);

    // It is the one to go on with from now on.
    JournalRequest again = now;
    const OpenJournal third = must(open(again));
    QCOMPARE(third.run.id, second.run.id);
    QVERIFY(third.past.records[0].carried);
}

void TestJournalOpening::aNamedFileIsNeverOverwritten()
{
    JournalRequest named = request(Reopen::Fresh);
    named.path = m_folder->filePath(u"my.journal"_s);
    OpenJournal first = must(open(named));
    append(first, {endOf(0, 1, State::Succeeded)});
    OpenJournal second = must(open(named));
    QCOMPARE(open(named).error().kind, journalLocked);
    second.writer.reset();
    const OpenJournal third = must(open(named));
    QVERIFY(third.past.records.empty());
    JournalFile kept = must(JournalFile::read(named.path + u".earlier-1"_s));
    QCOMPARE(pastIn(kept).ended, 1U);
    QVERIFY(QFile::exists(named.path + u".earlier-2"_s));

    QFile other(m_folder->filePath(u"batch.json"_s));
    QVERIFY(other.open(QIODevice::WriteOnly) && other.write("[1, 2, 3]") > 0);
    other.close();
    named.path = other.fileName();
    named.reopen = Reopen::Ask;
    QVERIFY(!open(named));
    QVERIFY(other.open(QIODevice::ReadOnly));
    QCOMPARE(other.readAll(), QByteArray("[1, 2, 3]"));
}

void TestJournalOpening::aNamedFileThatIsNoneIsLeft_data()
{
    QTest::addColumn<bool>("isDatabase");
    QTest::newRow("text") << false;
    QTest::newRow("a database") << true;
}

// Not even to begin anew.
void TestJournalOpening::aNamedFileThatIsNoneIsLeft()
{
    QFETCH(const bool, isDatabase);
    QFile mine(m_folder->filePath(u"mine"_s));
    QVERIFY(mine.open(QIODevice::WriteOnly) && (isDatabase || mine.write("notes") > 0));
    mine.close();
    if (isDatabase)
        must(must(SqliteFile::open(mine.fileName(), SqliteFile::Access::Write)).execute("create table mine(a)"));
    QVERIFY(mine.open(QIODevice::ReadOnly));
    const QByteArray content = mine.readAll();
    mine.close();
    for (const Reopen reopen : {Reopen::Ask, Reopen::Resume, Reopen::Fresh}) {
        JournalRequest named = request(reopen);
        named.path = mine.fileName();
        const auto opened = open(named);
        QVERIFY(!opened);
        QCOMPARE(opened.error().kind, u"journal.foreign"_s);
        QVERIFY2(opened.error().message.contains(u"is no journal of Batchdeck's. Name another file"),
                 qPrintable(opened.error().message));
        QVERIFY(mine.open(QIODevice::ReadOnly));
        QCOMPARE(mine.readAll(), content);
        mine.close();
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{u"mine"_s});
    }
}

void TestJournalOpening::aNamedPathThatIsNoFileIsLeft_data()
{
    QTest::addColumn<mode_t>("kind");
    QTest::newRow("a folder") << mode_t(S_IFDIR);
    QTest::newRow("a pipe") << mode_t(S_IFIFO); // to open one waits for whoever writes to it
    QTest::newRow("a socket") << mode_t(S_IFSOCK);
}

void TestJournalOpening::aNamedPathThatIsNoFileIsLeft()
{
    QFETCH(const mode_t, kind);
    JournalRequest named = request(Reopen::Ask);
    named.path = m_folder->filePath(u"Documents"_s);
    const QByteArray path = QFile::encodeName(named.path);
    QCOMPARE(kind == S_IFDIR ? ::mkdir(path.constData(), 0700) : ::mknod(path.constData(), kind | 0600, 0), 0);
    for (const Reopen reopen : {Reopen::Ask, Reopen::Resume, Reopen::Fresh}) {
        named.reopen = reopen;
        const auto opened = open(named);
        QVERIFY(!opened);
        QVERIFY2(opened.error().message.contains(u"is no file: name another one"), qPrintable(opened.error().message));
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot),
                 QStringList{u"Documents"_s});
    }
}

// Such as by Ctrl+C at the wrong time: nobody is to hear of it for ever.
void TestJournalOpening::takesBackAMakingThatWasCutShort()
{
    QVERIFY(JournalFolder::open(folder()));
    const QString path = folder() + u"/b.journal"_s;
    QFile empty(path);
    QVERIFY(empty.open(QIODevice::WriteOnly));
    empty.close();
    const pid_t child = ::fork();
    if (child == 0) {
        auto file = SqliteFile::open(path, SqliteFile::Access::Write);
        const bool isWritten = file
            && file->execute("pragma cache_size = 2; begin immediate; create table t(x); insert into t with recursive "
                             "n(i) as (select 1 union all select i + 1 from n where i < 200) select randomblob(4000) "
                             "from n");
        ::_exit(isWritten ? 0 : 1);
    }
    int status = -1;
    QCOMPARE(::waitpid(child, &status, 0), child);
    QCOMPARE(status, 0);
    QVERIFY(QFileInfo(path).size() > 0 && QFileInfo(path + u"-journal"_s).size() > 0);
    for (int start = 0; start < 2; ++start) {
        const OpenJournal opened = must(open(request(Reopen::Ask)));
        QCOMPARE(opened.told, QStringList());
    }
    QCOMPARE(JournalFile::read(path).error().kind, u"journal.empty"_s);
}

void TestJournalOpening::beginsNothingOverWhatItCannotRead_data()
{
    QTest::addColumn<bool>("damaged");
    QTest::newRow("damaged") << true;
    QTest::newRow("somebody else's") << false;
}

// What succeeded there would run again.
void TestJournalOpening::beginsNothingOverWhatItCannotRead()
{
    QFETCH(const bool, damaged);
    if (!damaged && ::geteuid() == 0)
        QSKIP("root reads everything");
    OpenJournal first = must(open(request(Reopen::Ask)));
    const QString path = first.writer->path();
    append(first, {endOf(0, 1, State::Succeeded)});
    if (damaged)
        must(must(SqliteFile::open(path, SqliteFile::Access::Write)).execute("delete from run"));
    else
        QCOMPARE(::chmod(QFile::encodeName(path).constData(), 0), 0);
    const QStringList before = QDir(folder()).entryList({u"*.journal"_s, u"*.damaged*"_s}, QDir::Files);
    for (const Reopen reopen : {Reopen::Ask, Reopen::Resume, Reopen::Ask}) {
        const auto refused = open(request(reopen));
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, journalUnread);
        QVERIFY2(refused.error().message.contains(path), qPrintable(refused.error().message));
        QCOMPARE(QDir(folder()).entryList({u"*.journal"_s, u"*.damaged*"_s}, QDir::Files), before);
    }
    // Another batch's is not this one's fault.
    JournalledRun another = someRun({7, 8});
    another.batch.path = u"another.json"_s;
    another.batch.hash = 7;
    const OpenJournal other = must(open(request(Reopen::Ask, another)));
    QVERIFY2(other.told.join(u' ').contains(path), qPrintable(other.told.join(u' ')));

    OpenJournal fresh = must(open(request(Reopen::Fresh)));
    QVERIFY2(fresh.told.join(u' ').contains(path), qPrintable(fresh.told.join(u' ')));
    QCOMPARE(QFile::exists(path), !damaged);
    QCOMPARE(QFile::exists(path + u".damaged-1"_s), damaged);
    append(fresh, {endOf(0, 1, State::Failed)});
}

void TestJournalOpening::readsWhatIsSound_data()
{
    QTest::addColumn<bool>("idempotent");
    QTest::addColumn<QString>("left");
    QTest::addColumn<QString>("standing");
    QTest::newRow("where running twice does harm")
        << false << u"0 failed, 1 inDoubt carried, 2 succeeded"_s << u"3 ended, 1 of them in doubt, 0 to run"_s;
    QTest::newRow("where it does none") << true << u"0 failed, 2 succeeded"_s
                                        << u"2 ended, 0 of them in doubt, 1 to run"_s;
}

void TestJournalOpening::readsWhatIsSound()
{
    QFETCH(bool, idempotent);
    QFETCH(QString, left);
    QFETCH(QString, standing);
    OpenJournal first = must(open(request(Reopen::Ask)));
    const QString path = first.writer->path();
    const QString id = first.run.id;
    append(first, {endOf(0, 1, State::Failed), endOf(1, 1, State::Succeeded), endOf(2, 1, State::Succeeded)});
    must(must(SqliteFile::open(path, SqliteFile::Access::Write))
             .execute("update history set at = at + 1 where id >> 31 = 1"));

    JournalRequest asked = request(Reopen::Ask);
    asked.isIdempotent = [idempotent](quint32) { return idempotent; };
    const auto refused = open(asked);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, journalDamaged);
    QVERIFY2(refused.error().message.contains(u"as far as its journal can be read, "_s + standing),
             qPrintable(refused.error().message));
    QVERIFY(QFile::exists(path));
    asked.reopen = Reopen::Resume;
    OpenJournal second = must(open(asked));
    QStringList told;
    for (const PastRecord &record : second.past.records)
        told += QString::number(record.row) + u' ' + name(record.state) + (record.carried ? u" carried"_s : QString());
    QCOMPARE(told.join(u", "), left);
    QCOMPARE(second.run.id, id);
    QVERIFY(second.writer->path() != path);
    QVERIFY(QFile::exists(path + u".damaged-1"_s));
    second.writer.reset();
    asked.reopen = Reopen::Resume;
    QCOMPARE(must(open(asked)).past.records.size(), second.past.records.size()); // once is enough
}

void TestJournalOpening::readsAsFarAsItGoes_data()
{
    QTest::addColumn<bool>("named");
    QTest::addColumn<QByteArray>("damage");
    for (const bool named : {true, false}) {
        const char *where = named ? "of a file" : "in the folder";
        for (const char *damage : {"cut", "kind", "tally"})
            QTest::addRow("%s: %s", where, damage) << named << QByteArray(damage);
    }
}

// Cut by a page or more, or one of its tables makes no sense: what happened to records stands in another one.
void TestJournalOpening::readsAsFarAsItGoes()
{
    QFETCH(const bool, named);
    QFETCH(const QByteArray, damage);
    constexpr quint32 count = 400;
    std::vector<quint64> rows(count);
    std::iota(rows.begin(), rows.end(), 1U);
    JournalRequest asked = request(Reopen::Ask, someRun(rows));
    asked.path = named ? m_folder->filePath(u"mine"_s) : QString();
    OpenJournal first = must(open(asked));
    const QString path = first.writer->path();
    std::vector<JournalEntry> entries;
    for (quint32 row = 0; row < count; ++row)
        entries.push_back(endOf(row, 1, State::Failed));
    append(first, entries);
    int page = 0;
    if (damage != "cut") {
        SqliteFile file = must(SqliteFile::open(path, SqliteFile::Access::Read));
        const QByteArray sql = "select rootpage from sqlite_schema where name = '" + damage + '\'';
        page = int(must(file.number(sql.constData())));
    }
    QFile bytes(path);
    QVERIFY(bytes.open(QIODevice::ReadWrite));
    if (page > 0)
        QVERIFY(bytes.seek(qint64(page - 1) * 4096) && bytes.write(QByteArray(8, '\x7f')) == 8);
    else
        QVERIFY(bytes.resize(bytes.size() - 2 * 4096));
    bytes.close();
    const auto refused = open(asked);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, journalDamaged);
    QVERIFY(m_found);
    QCOMPARE(m_found->ended, count);
    QCOMPARE(m_found->left, 0U);
    const quint32 inDoubt = m_found->inDoubt;
    asked.reopen = Reopen::Resume;
    const OpenJournal second = must(open(asked));
    QCOMPARE(second.past.records.size(), std::size_t(count));
    const auto found = std::ranges::count(second.past.records, State::InDoubt, &PastRecord::state);
    QCOMPARE(quint32(found), inDoubt); // as it was said
    QVERIFY(damage == "cut" ? inDoubt < count / 2 : inDoubt == 0);
}

void TestJournalOpening::goesOnWhereItCannotBeWrittenTo_data()
{
    QTest::addColumn<bool>("named");
    QTest::addColumn<bool>("isCarried");
    QTest::newRow("of a file") << true << false;
    QTest::newRow("in the folder") << false << false;
    QTest::newRow("of a file, as another batch") << true << true;
    QTest::newRow("in the folder, as another batch") << false << true;
}

// Nobody has to read a body to know how its record ended: that there can be none any more comes up when one is written.
void TestJournalOpening::goesOnWhereItCannotBeWrittenTo()
{
    QFETCH(const bool, named);
    QFETCH(const bool, isCarried);
    JournalRequest asked = request(Reopen::Ask);
    asked.path = named ? m_folder->filePath(u"mine"_s) : QString();
    OpenJournal first = must(open(asked));
    const QString path = first.writer->path();
    append(first, {endOf(0, 1, State::Failed), claimOf(1, 1)});
    {
        SqliteFile file = must(SqliteFile::open(path, SqliteFile::Access::Read));
        const qint64 page = must(file.number("select rootpage from sqlite_schema where name = 'body'"));
        QFile bytes(path);
        QVERIFY(bytes.open(QIODevice::ReadWrite) && bytes.seek((page - 1) * 4096)
                && bytes.write(QByteArray(8, '\x7f')) == 8);
    }
    QCOMPARE(open(asked).error().kind, journalUnfinished);
    if (isCarried)
        asked.run.batch.entries.push_back(4);
    asked.reopen = Reopen::Resume;
    for (const bool isAgain : {false, true}) {
        const OpenJournal second = must(open(asked));
        QCOMPARE(second.told.join(u' ').contains(u"kept as"), !isAgain);
        QCOMPARE(second.past.records.size(), std::size_t(2)); // the third has not run
        QCOMPARE(second.past.records[0].state, State::Failed);
        QCOMPARE(second.past.records[1].state, State::InDoubt);
        const auto history = must(second.writer->history(1));
        QVERIFY(history.back().errorMessage.contains(u"Nobody knows"));
    }
}

void TestJournalOpening::whatIsAlteredOfABodyIsLostAlone_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<bool>("carried");
    const QByteArray altered = "update body set result = '8' where id >> 31 = 1";
    const QByteArray gone = "delete from body where id >> 31 = 1";
    QTest::newRow("altered") << altered << false;
    QTest::newRow("gone") << gone << false;
    QTest::newRow("altered, and the batch is another") << altered << true;
    QTest::newRow("gone, and the batch is another") << gone << true;
}

void TestJournalOpening::whatIsAlteredOfABodyIsLostAlone()
{
    QFETCH(const QByteArray, sql);
    QFETCH(const bool, carried);
    OpenJournal first = must(open(request(Reopen::Ask)));
    const QString path = first.writer->path();
    std::vector<JournalEntry> entries{endOf(0, 1, State::Succeeded), endOf(1, 1, State::Failed)};
    entries[0].result = "6";
    entries[1].result = "7";
    append(first, entries);
    must(must(SqliteFile::open(path, SqliteFile::Access::Write)).execute(sql.constData()));

    JournalRequest now = request(Reopen::Resume, carried ? someRun({2, 1, 3, 4}) : someRun());
    if (carried)
        now.run.batch.hash = 5;
    const OpenJournal second = must(open(now));
    QCOMPARE(second.past.records.size(), std::size_t(2));
    const quint32 row = carried ? 0 : 1;
    QCOMPARE(second.past.records[row].state, State::Failed);
    const auto history = must(second.writer->history(row));
    QCOMPARE(history.back().became, State::Failed);
    QVERIFY(history.back().result.isEmpty());
    QVERIFY2(history.back().errorMessage.contains(u"is lost"), qPrintable(history.back().errorMessage));
    QCOMPARE(must(second.writer->history(1 - row)).back().result, QByteArray("6"));
}

void TestJournalOpening::doesNotRunWhatItsLostEditReplaced()
{
    OpenJournal first = must(open(request(Reopen::Ask)));
    const QString path = first.writer->path();
    std::vector<JournalEntry> entries(2);
    for (quint32 row = 0; row < 2; ++row) {
        entries[row].what = What::Edited;
        entries[row].row = row;
        entries[row].result = "{\"new\": 1}";
    }
    append(first, entries);
    must(must(SqliteFile::open(path, SqliteFile::Access::Write)).execute("delete from body where id >> 31 = 0"));
    const OpenJournal second = must(open(request(Reopen::Resume)));
    QCOMPARE(second.edits.size(), std::size_t(1));
    QCOMPARE(second.edits[0].first, 1U);
    QCOMPARE(second.past.records[0].state, State::Failed);
    QCOMPARE(second.past.kinds[second.past.records[0].errorKind], u"lost"_s);
    QCOMPARE(must(second.writer->history(0)).back().became, State::Failed); // it is on disk
    QCOMPARE(second.past.records[1].state, State::Queued);
}

void TestJournalOpening::makesNoOtherRecordOfOneWhoseHashWasAltered_data()
{
    QTest::addColumn<QString>("movesTo");
    QTest::newRow("where it was") << QString();
    QTest::newRow("elsewhere") << u"moved.journal"_s; // its new place is written down, and nothing else of it
}

// It would run again as a new one.
void TestJournalOpening::makesNoOtherRecordOfOneWhoseHashWasAltered()
{
    QFETCH(const QString, movesTo);
    OpenJournal first = must(open(request(Reopen::Ask)));
    QString path = first.writer->path();
    append(first, {endOf(0, 1, State::Succeeded), endOf(1, 1, State::Succeeded)});
    must(must(SqliteFile::open(path, SqliteFile::Access::Write))
             .execute("update run set value = x'010000000000000002000000000000000300000000000001' "
                      "where key = 'batch.entries'"));
    if (!movesTo.isEmpty()) {
        const QString from = std::exchange(path, folder() + u'/' + movesTo);
        QVERIFY(QFile::rename(from, path));
    }
    // Of another batch of the same name nobody knows which of its records had run.
    JournalledRun changed = someRun({1, 2, 4});
    changed.batch.hash = 7;
    for (const Reopen reopen : {Reopen::Ask, Reopen::Resume}) {
        const auto refused = open(request(reopen, changed));
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, journalDamaged);
    }
    QVERIFY(!open(request(Reopen::Ask)));
    QVERIFY(m_found->batch.sameOrder && !m_found->isDamaged);
    QCOMPARE(m_found->left, 1U);
    OpenJournal resumed = must(open(request(Reopen::Resume)));
    QCOMPARE(resumed.writer->path(), path);
    QCOMPARE(resumed.past.records.size(), std::size_t(2));
    resumed.writer.reset();
    JournalFile mended = must(JournalFile::read(path));
    QCOMPARE(mended.run().batch.entries, someRun().batch.entries);
    must(mended.recognise(changed.batch));
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

void TestJournalOpening::keepsWhatIsOverForAWhile()
{
    const auto runOf = [&](std::vector<quint64> entries, std::vector<JournalEntry> ends) {
        JournalledRun run = someRun(std::move(entries));
        run.batch.hash = run.batch.entries.front();
        run.batch.path.clear();
        OpenJournal opened = must(open(request(Reopen::Fresh, run)));
        const QString path = opened.writer->path();
        append(opened, std::move(ends));
        return path;
    };
    const QString over = runOf({1}, {endOf(0, 1, State::Failed)});
    const QString recent = runOf({2}, {endOf(0, 1, State::Succeeded)});
    const QString unfinished = runOf({3, 4}, {endOf(0, 1, State::Succeeded)});
    const QString cutShort = runOf({5}, {claimOf(0, 1)});
    const QString inDoubt = runOf({7}, {endOf(0, 1, State::InDoubt)});
    const QString nothing = runOf({6}, {});
    for (const QString &path : {over, unfinished, cutShort, inDoubt, nothing})
        age(path, 31);
    age(recent, 29);
    QString held;
    {
        OpenJournal atWork = must(open(request(Reopen::Fresh))); // which tidies
        held = atWork.writer->path();
        QVERIFY(!QFile::exists(over) && !QFile::exists(over + u"-wal") && !QFile::exists(over + u".lock"));
        QVERIFY(!QFile::exists(nothing));
        QVERIFY(QFile::exists(recent) && QFile::exists(unfinished) && QFile::exists(cutShort));
        QVERIFY(QFile::exists(inDoubt));
        age(held, 31);
        age(recent, 31);
        const OpenJournal next = must(open(request(Reopen::Fresh)));
        QVERIFY(QFile::exists(held) && !QFile::exists(recent)); // somebody is at work with the one
    }
    QVERIFY(QFileInfo(unfinished).lastModified() > QDateTime::currentDateTimeUtc().addDays(-1));
}

void TestJournalOpening::keepsNothingThatAnotherGoesOnWith_data()
{
    QTest::addColumn<bool>("isCarried");
    QTest::newRow("as another batch") << true;
    QTest::newRow("anew") << false;
}

void TestJournalOpening::keepsNothingThatAnotherGoesOnWith()
{
    QFETCH(bool, isCarried);
    const auto tidy = [&] {
        JournalledRun another = someRun({99});
        another.batch.hash = 99;
        another.batch.path = u"another"_s;
        must(open(request(Reopen::Fresh, another)));
    };
    OpenJournal first = must(open(request(Reopen::Ask)));
    const QString old = first.writer->path();
    append(first, {endOf(0, 1, State::Succeeded)});
    JournalledRun run = someRun({1, 2, isCarried ? 9U : 3U});
    run.batch.hash += isCarried;
    OpenJournal next = must(open(request(isCarried ? Reopen::Resume : Reopen::Fresh, run)));
    const QString finished = next.writer->path();
    append(next, {endOf(0, 1, State::Succeeded), endOf(1, 1, State::Succeeded), endOf(2, 1, State::Succeeded)});
    const QString part = old + u".part"_s;
    QVERIFY(QFile(part).open(QIODevice::WriteOnly));
    age(finished, 31);
    tidy();
    // Alone the old one, which somebody has looked at, would be offered, and what the other one did done again.
    QVERIFY(QFile::exists(old) && QFile::exists(finished) && QFile::exists(part));
    age(old, 31);
    age(part, 31);
    tidy();
    QVERIFY(!QFile::exists(old) && !QFile::exists(finished) && !QFile::exists(part));
}

void TestJournalOpening::aRunThatWasNotBegunHidesNoOther()
{
    QString unfinished;
    {
        OpenJournal first = must(open(request(Reopen::Ask)));
        unfinished = first.writer->path();
        append(first, {endOf(0, 1, State::Succeeded)});
    }
    {
        const OpenJournal fresh = must(open(request(Reopen::Fresh)));
        QVERIFY(fresh.writer->path() != unfinished);
        QCOMPARE(open(request(Reopen::Resume)).error().kind, journalLocked); // somebody is about to begin that one
    }
    age(unfinished, 31);
    JournalledRun another = someRun({99});
    another.batch.hash = 99;
    another.batch.path = u"another"_s;
    must(open(request(Reopen::Fresh, another))); // which tidies
    QCOMPARE(open(request(Reopen::Ask)).error().kind, journalUnfinished);
    QCOMPARE(must(open(request(Reopen::Resume))).writer->path(), unfinished);
}

void TestJournalOpening::isNotDoneAgainByAnOlderProgram()
{
    OpenJournal first = must(open(request(Reopen::Ask)));
    const QString path = first.writer->path();
    append(first, {endOf(0, 1, State::Succeeded)});
    must(must(SqliteFile::open(path, SqliteFile::Access::Write)).execute("pragma user_version = 999"));
    for (const Reopen reopen : {Reopen::Ask, Reopen::Resume})
        QCOMPARE(open(request(reopen)).error().kind, u"journal.newer"_s);
    JournalledRun another = someRun({7, 8});
    another.batch.hash = 7;
    another.batch.path = u"another"_s;
    const OpenJournal other = must(open(request(Reopen::Ask, another)));
    QVERIFY2(other.told.isEmpty(), qPrintable(other.told.join(u' ')));
    QVERIFY(open(request(Reopen::Fresh)));
    QVERIFY(QFile::exists(path));
}

void TestJournalOpening::leavesCopiesAlone()
{
    OpenJournal first = must(open(request(Reopen::Ask)));
    const QString path = first.writer->path();
    append(first, {endOf(0, 1, State::Succeeded)});
    const QString copy = QFileInfo(path).path() + u"/a copy.journal"_s;
    QVERIFY(QFile::copy(path, copy));
    const OpenJournal resumed = must(open(request(Reopen::Resume)));
    QCOMPARE(resumed.writer->path(), path);
    QVERIFY2(resumed.told.join(u' ').contains(u"is a copy of"), qPrintable(resumed.told.join(u' ')));

    JournalRequest named = request(Reopen::Resume);
    named.path = copy;
    QCOMPARE(open(named).error().kind, u"journal.copied"_s);
    named.reopen = Reopen::Fresh;
    QVERIFY(open(named));
}

// After a kill most of what happened stands in the log alone.
void TestJournalOpening::missesALogThatWasLeftBehind()
{
    JournalRequest named = request(Reopen::Ask);
    named.path = m_folder->filePath(u"mine"_s);
    const pid_t child = ::fork();
    if (child == 0) {
        auto opened = open(named);
        std::vector<HistoryItem> items(1);
        items[0].end = {.row = 1, .became = State::Succeeded};
        opened->writer->write(std::move(items));
        ::_exit(opened->writer->flush(std::chrono::minutes(1)) ? 0 : 1);
    }
    int status = -1;
    QCOMPARE(::waitpid(child, &status, 0), child);
    QCOMPARE(status, 0);
    const QString moved = m_folder->filePath(u"moved"_s);
    QVERIFY(QFileInfo(named.path + u"-wal"_s).size() > 0);
    QVERIFY(QFile::rename(named.path, moved));

    QCOMPARE(open(named).error().kind, journalUnread); // where it was
    JournalRequest there = named;
    there.path = moved;
    for (const Reopen reopen : {Reopen::Ask, Reopen::Resume}) {
        there.reopen = reopen;
        const auto refused = open(there);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, journalUnread);
        QVERIFY2(refused.error().message.contains(named.path + u"-wal"_s), qPrintable(refused.error().message));
    }
    QVERIFY(QFile::copy(named.path + u"-wal"_s, m_folder->filePath(u"copy-wal"_s)));
    named.reopen = Reopen::Fresh;
    must(open(named)).writer.reset();
    QFile kept(named.path + u".earlier-1-wal"_s);
    QFile copy(m_folder->filePath(u"copy-wal"_s));
    QVERIFY(kept.open(QIODevice::ReadOnly) && copy.open(QIODevice::ReadOnly));
    QCOMPARE(kept.readAll(), copy.readAll());

    QVERIFY(kept.rename(moved + u"-wal"_s)); // together again
    there.reopen = Reopen::Resume;
    const OpenJournal resumed = must(open(there));
    QCOMPARE(resumed.past.records.size(), std::size_t(1));
    QCOMPARE(resumed.past.records[0].state, State::Succeeded);
}

void TestJournalOpening::goesOnWithTheLatestWhateverTheClock()
{
    OpenJournal first = must(open(request(Reopen::Ask)));
    const QString path = first.writer->path();
    append(first, {endOf(0, 1, State::Succeeded)});
    // The clock was an hour ahead, and has been set right since.
    must(must(SqliteFile::open(path, SqliteFile::Access::Write))
             .execute("update run set value = strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '+1 hour') where key = 'filed';"
                      "pragma user_version = 2")); // which has no sums
    OpenJournal second = must(open(request(Reopen::Fresh)));
    const QString latest = second.writer->path();
    append(second, {endOf(1, 1, State::Succeeded)});
    OpenJournal third = must(open(request(Reopen::Resume)));
    QCOMPARE(third.writer->path(), latest);

    // It moves on to another file meanwhile.
    must(third.writer->moveTo(folder() + u"/moved.journal"_s));
    third.writer.reset();
    const OpenJournal fourth = must(open(request(Reopen::Resume)));
    QCOMPARE(QFileInfo(fourth.writer->path()).canonicalFilePath(), folder() + u"/moved.journal"_s);
}

void TestJournalOpening::namesAFolderThatIsMissing()
{
    for (const Reopen reopen : {Reopen::Ask, Reopen::Fresh}) {
        JournalRequest named = request(reopen);
        named.path = m_folder->filePath(u"no/such/run.journal"_s);
        const auto opened = open(named);
        QVERIFY(!opened);
        QCOMPARE(opened.error().message,
                 u"There is no folder “%1” for the journal. Make it, or name a file in another one."_s.arg(
                     m_folder->filePath(u"no/such"_s)));
    }
    OpenJournal there = must(open(request(Reopen::Ask)));
    QVERIFY(
        there.writer->moveTo(m_folder->filePath(u"no/run.journal"_s)).error().message.contains(u"There is no folder"));
}

QTEST_APPLESS_MAIN(TestJournalOpening)
#include "tst_journalopening.moc"
