#include "session/session.h"

#include "core/memoryjournal.h"
#include "journal/sqlitefile.h"
#include "session/entryedit.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace batchdeck;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// What a window or a console does with the run of a batch that is there already.
class TestSessionJournal : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void goesOnWhereItWasCutShort();
    void looksUpWhatIsInDoubt();
    void believesAMissingMarkOnlyWhereThereAlwaysWereMarks_data();
    void believesAMissingMarkOnlyWhereThereAlwaysWereMarks();
    void holdsWhatTookItDown();
    void movesWhereItCannotWrite();
    void keepsWhatIsEdited();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }
    void write(const QByteArray &lines, const QByteArray &keys) const
    {
        put(u"b.jsonl"_s, lines);
        put(u"b.plan.json"_s, R"({"concurrency": 1, "operations": {"*": {"kind": "simulate")" + keys + "}}}");
    }
    void put(const QString &name, const QByteArray &text) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) < 0)
            qFatal("There is no room for a test.");
    }
    std::unique_ptr<Session> session() const
    {
        SessionRequest request;
        request.batch.path = path(u"b.jsonl"_s);
        LoadWatch watch;
        auto opened = Session::open(request, watch);
        if (!opened)
            qFatal("%s", qPrintable(opened.error().message));
        return *std::move(opened);
    }
    JournalChoice in(const QString &name, Reopen reopen = Reopen::Ask) const
    {
        return {JournalChoice::Where::File, path(name), reopen};
    }
    // As it would be found if the program ended now.
    void leave(const Session &session, const QString &name) const
    {
        QVERIFY(session.journal()->flush(60s));
        for (const char *suffix : {"", "-wal"}) {
            const QString to = path(name) + QLatin1StringView(suffix);
            QFile::remove(to);
            QVERIFY(QFile::copy(session.journal()->path() + QLatin1StringView(suffix), to));
        }
        QFile::remove(session.journal()->path()); // beside which it would be a copy, and be left alone
    }
    static QStringList states(const Session &session)
    {
        QStringList words;
        for (quint32 row = 0; row < session.batch()->size(); ++row)
            words += QString(name(session.state(row)));
        return words;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestSessionJournal::goesOnWhereItWasCutShort()
{
    write("{\"result\": 7}\n{\"fail\": \"no\", \"log\": [\"a line\"]}\n{\"seconds\": 3600}\n{}\n{}\n",
          R"(, "idempotent": false)");
    MemoryJournal reader;
    {
        const auto first = session();
        QVERIFY(first->createRun(&reader, in(u"run"_s)));
        QVERIFY(!first->journal()->goesOn());
        first->run().start();
        QTRY_COMPARE(first->state(2), State::Running);
        leave(*first, u"left"_s);
    }
    const auto second = session();
    const auto asked = second->createRun(nullptr, in(u"left"_s));
    QVERIFY(!asked);
    QCOMPARE(asked.error().kind, journalUnfinished);
    QVERIFY(second->foundRun() && second->foundRun()->inDoubt >= 1 && second->foundRun()->inDoubt <= 2);
    QCOMPARE(second->foundRun()->ended + second->foundRun()->left, 5U);
    QVERIFY(!second->hasRun());

    MemoryJournal again;
    QVERIFY(second->createRun(&again, in(u"left"_s, Reopen::Resume)));
    QCOMPARE(second->run().summary().phase, RunPhase::Idle); // a person starts it
    QCOMPARE(states(*second).mid(0, 3), (QStringList{u"succeeded"_s, u"failed"_s, u"inDoubt"_s}));
    const auto ends = second->history()->ends(1);
    QVERIFY(ends && ends->size() == 1);
    QCOMPARE(ends->front().error.message, u"no"_s);
    const auto result = second->history()->ends(0);
    QVERIFY(result && result->front().hasResult);
    QCOMPARE(second->history()->body(result->front())->result, QByteArray("7"));
    QStringList past;
    QVERIFY(second->journal()->eachPastResult([&](const RecordResult &found) {
        past += QString::number(found.row) + u' ' + name(found.state);
        QCOMPARE(found.started.isNull(), found.state == State::InDoubt); // nobody saw when that began
        QVERIFY(found.known.isValid() && found.known >= found.started);
    }));
    QCOMPARE(past.mid(0, 3), (QStringList{u"0 succeeded"_s, u"1 failed"_s, u"2 inDoubt"_s}));

    // A person knows what became of it.
    second->run().markAs(RowSet::of({2}), State::Succeeded);
    second->run().start(RowSet::of({4}));
    QVERIFY(second->run().wait(60s));
    QCOMPARE(second->state(2), State::Succeeded);
    QCOMPARE(second->state(4), State::Succeeded);
    QVERIFY(again.itemsOf(0).empty()); // nothing is run or told again
    leave(*second, u"left again"_s);
    const auto third = session();
    QVERIFY(third->createRun(nullptr, in(u"left again"_s, Reopen::Resume)));
    QCOMPARE(third->state(2), State::Succeeded);
    QVERIFY(third->history()->ends(2)->back().byHand);
}

void TestSessionJournal::looksUpWhatIsInDoubt()
{
    write("{\"seconds\": 3600, \"check\": \"done\"}\n{\"seconds\": 3600, \"check\": \"notDone\"}\n"
          "{\"seconds\": 3600}\n",
          R"(, "idempotent": false)");
    {
        const auto first = session();
        QVERIFY(first->createRun(nullptr, in(u"run"_s)));
        QVERIFY(first->run().setConcurrency(3));
        first->run().start();
        QTRY_COMPARE(states(*first), QStringList(3, u"running"_s));
        leave(*first, u"left"_s);
    }
    const auto second = session();
    QVERIFY(second->createRun(nullptr, in(u"left"_s, Reopen::Resume)));
    QCOMPARE(states(*second), QStringList(3, u"inDoubt"_s));
    second->lookUpDoubts();
    QVERIFY(second->run().wait(60s));
    QCOMPARE(states(*second), (QStringList{u"succeeded"_s, u"queued"_s, u"inDoubt"_s}));
}

void TestSessionJournal::believesAMissingMarkOnlyWhereThereAlwaysWereMarks_data()
{
    QTest::addColumn<QByteArrayList>(
        "plans"); // of the run's openings: an operation's name, whether it marks, and where
    QTest::addColumn<QString>("state");
    QTest::newRow("from the first") << QByteArrayList{"* true", "* true"} << u"queued"_s;
    QTest::newRow("always") << QByteArrayList{"* true", "* true", "* true"} << u"queued"_s;
    QTest::newRow("later") << QByteArrayList{"* false", "* true"} << u"inDoubt"_s;
    QTest::newRow("much later") << QByteArrayList{"* false", "* true", "* true"} << u"inDoubt"_s;
    QTest::newRow("not always") << QByteArrayList{"* true", "* false", "* true"} << u"inDoubt"_s;
    QTest::newRow("under another name") << QByteArrayList{"* false", "put true", "put true"} << u"inDoubt"_s;
    QTest::newRow("never") << QByteArrayList{"* false", "* false"} << u"inDoubt"_s;
    QTest::newRow("in another database") << QByteArrayList{"* true", "* true e.db"} << u"inDoubt"_s;
    QTest::newRow("back from another") << QByteArrayList{"* true", "* true e.db", "* true"} << u"inDoubt"_s;
}

// As it is when the marks come into a plan because something is in doubt.
void TestSessionJournal::believesAMissingMarkOnlyWhereThereAlwaysWereMarks()
{
    QFETCH(const QByteArrayList, plans);
    put(u"b.jsonl"_s, "{\"operation\": \"put\", \"data\": {\"a\": 1}}\n");
    put(u"d.db"_s, {});
    put(u"e.db"_s, {});
    auto database = SqliteFile::open(path(u"d.db"_s), SqliteFile::Access::Write);
    QVERIFY(database && database->execute("create table t (a integer primary key); begin immediate"));
    QString left;
    for (qsizetype opening = 0; opening < plans.size(); ++opening) {
        const QByteArrayList plan = plans[opening].split(' ');
        put(u"b.plan.json"_s,
            R"({"connections": {"d": {"driver": "sqlite", "database": ")" + plan.value(2, "d.db")
                + R"("}}, "operations": {")" + plan[0]
                + R"(": {"kind": "sql.upsert", "connection": "d", "table": "t", "rows": "{data}", "marker": )" + plan[1]
                + "}}}");
        const auto session = this->session();
        const auto opened = session->createRun(nullptr, opening == 0 ? in(u"run"_s) : in(left, Reopen::Resume));
        QVERIFY2(opened, opened ? "" : qPrintable(opened.error().message));
        if (opening == 0) {
            session->run().start();
            QTRY_COMPARE(session->state(0), State::Running); // it waits for whoever has the file
        } else if (opening + 1 == plans.size()) {
            QVERIFY(database->execute("rollback"));
            QCOMPARE(session->state(0), State::InDoubt);
            session->lookUpDoubts();
            QVERIFY(session->run().wait(60s));
            QTEST(QString(name(session->state(0))), "state");
        }
        left = u"left %1"_s.arg(opening);
        leave(*session, left);
        if (opening == 0)
            session->run().cancel();
    }
}

void TestSessionJournal::holdsWhatTookItDown()
{
    write("{\"seconds\": 3600, \"check\": \"notDone\"}\n{}\n", R"(, "idempotent": true)");
    int ends = 0;
    QString left;
    for (; ends < 10; ++ends) {
        const auto crashing = session();
        QVERIFY(crashing->createRun(nullptr, in(left.isEmpty() ? u"run"_s : left, Reopen(left.isEmpty() ? 0 : 1))));
        crashing->lookUpDoubts();
        if (crashing->state(0) == State::InDoubt) {
            QVERIFY2(crashing->told().join(u' ').contains(u"1 record is held"),
                     qPrintable(crashing->told().join(u' ')));
            QCOMPARE(crashing->run().status(0).errorKind, u"held"_s);
            crashing->run().start();
            QVERIFY(crashing->run().wait(60s));
            QCOMPARE(states(*crashing), (QStringList{u"inDoubt"_s, u"succeeded"_s}));
            break;
        }
        crashing->run().start(RowSet::of({0}));
        QTRY_COMPARE(crashing->state(0), State::Running);
        left = u"left %1"_s.arg(ends);
        leave(*crashing, left);
    }
    // Of the first time nobody can tell which record it was.
    QCOMPARE(ends, 4);
}

void TestSessionJournal::movesWhereItCannotWrite()
{
    write("{}\n{}\n{}\n", R"(, "idempotent": false)");
    const auto session = this->session();
    MemoryJournal reader;
    QVERIFY(session->createRun(&reader, in(u"run"_s)));
    auto disk = SqliteFile::open(path(u"run"_s), SqliteFile::Access::Write);
    QVERIFY(disk
            && disk->execute("create trigger full before insert on history begin select raise(abort, 'full'); end"));
    session->run().start();
    QTRY_COMPARE(session->run().summary().halt, Halt::Journal);
    QVERIFY(session->journal()->error());
    QCOMPARE(session->run().summary().succeeded(), 0U); // without a claim nothing starts
    QVERIFY(!session->moveJournal(path(u"nowhere/run"_s)));
    const auto moved = session->moveJournal(path(u"elsewhere"_s));
    QVERIFY2(moved, moved ? "" : qPrintable(moved.error().message));
    session->run().resume();
    QVERIFY(session->run().wait(60s));
    QCOMPARE(session->run().summary().succeeded(), 3U);
    QCOMPARE(session->journal()->path(), path(u"elsewhere"_s));
    QCOMPARE(reader.itemsOf(2).size(), std::size_t(1));
}

// Of a record and of what was none: they are known again by their file, and run as they were edited.
void TestSessionJournal::keepsWhatIsEdited()
{
    write("{\"id\": 1, \"fail\": \"no\"}\n{\"id\": 2, \"id\": 3}\n", R"(, "idempotent": false)");
    {
        const auto first = session();
        QVERIFY(first->createRun(nullptr, in(u"run"_s)));
        first->run().start();
        QVERIFY(first->run().wait(60s));
        QCOMPARE(states(*first), (QStringList{u"failed"_s, u"invalid"_s}));
        QVERIFY(EntryEdit::run(*first, 0, R"({"id": 1})"));
        QVERIFY(first->run().wait(60s));
        QVERIFY(EntryEdit::run(*first, 1, R"({"id": 2, "seconds": 3600})"));
        QTRY_COMPARE(states(*first), (QStringList{u"succeeded"_s, u"running"_s}));
        leave(*first, u"left"_s);
    }
    const auto second = session();
    const auto asked = second->createRun(nullptr, in(u"left"_s));
    QVERIFY(!asked);
    QCOMPARE(asked.error().kind, journalUnfinished);
    QVERIFY(second->foundRun()->batch.sameOrder);
    QCOMPARE(second->foundRun()->ended + second->foundRun()->left, 2U);
    QVERIFY(second->createRun(nullptr, in(u"left"_s, Reopen::Resume)));
    QCOMPARE(states(*second), (QStringList{u"succeeded"_s, u"inDoubt"_s})); // also what the file has no record for
    QCOMPARE(second->batch()->entry(0), QByteArray(R"({"id":1})"));
    QCOMPARE(second->batch()->entry(1), QByteArray(R"({"id":2,"seconds":3600})"));
    QVERIFY2(second->told().join(u' ').contains(u"2 records are as they were edited"),
             qPrintable(second->told().join(u' ')));
}

QTEST_GUILESS_MAIN(TestSessionJournal)
#include "tst_sessionjournal.moc"
