#include "session/keptruns.h"
#include "session/session.h"
#include "session/watchedrun.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <map>

using namespace batchdeck;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// The runs that have a journal, and one that is only looked at.
class TestKeptRuns : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        qputenv("XDG_DATA_HOME", QFile::encodeName(path(u"home"_s)));
    }
    void tellsHowTheyStand();
    void findsTheSmallFirst();
    void removesOne();
    void followsWhatAnotherRuns();
    void looksAgainOnlyWhereSomethingIsNew();
    void showsARunWhoseBatchIsGone();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }
    std::unique_ptr<Session> session(const QString &name, const QByteArray &lines) const
    {
        for (const auto &[file, content] :
             {std::pair(name + u".jsonl"_s, lines),
              std::pair(
                  name + u".plan.json"_s,
                  QByteArray(
                      R"({"concurrency": 1, "operations": {"*": {"kind": "simulate", "idempotent": false}}})"))}) {
            QFile out(path(file));
            if (!out.open(QIODevice::WriteOnly) || out.write(content) != content.size())
                qFatal("There is no room for a test.");
        }
        SessionRequest request;
        request.batch.path = path(name + u".jsonl"_s);
        LoadWatch watch;
        auto opened = Session::open(request, watch);
        if (!opened)
            qFatal("%s", qPrintable(opened.error().message));
        JournalChoice journal;
        journal.where = JournalChoice::Where::Folder;
        if (auto created = (*opened)->createRun(nullptr, journal); !created)
            qFatal("%s", qPrintable(created.error().message));
        return *std::move(opened);
    }
    static void run(Session &session)
    {
        session.run().start();
        QVERIFY(session.run().wait(60s));
        QVERIFY(session.journal()->flush(60s));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestKeptRuns::tellsHowTheyStand()
{
    QVERIFY(keptRuns().empty()); // there is no folder yet
    {
        const auto over = session(u"over"_s, "{}\n{\"fail\": \"no\"}\n{}\n");
        over->run().cancel(RowSet::of({2}));
        run(*over);
    }
    const auto looked = session(u"looked"_s, "{}\n"); // nothing has happened in it
    {
        const auto cut = session(u"cut"_s, "{\"label\": 1}\n{\"seconds\": 3600}\n{\"label\": 3}\n");
        cut->run().start();
        QTRY_COMPARE(cut->state(1), State::Running);
    }
    const auto atWork = session(u"work"_s, "{\"label\": 2}\n{\"seconds\": 3601}\n");
    atWork->run().start();
    QTRY_COMPARE(atWork->state(1), State::Running);
    QVERIFY(atWork->journal()->flush(60s));

    const std::vector<KeptRun> runs = keptRuns();
    QCOMPARE(runs.size(), std::size_t(3));
    QCOMPARE(QFileInfo(runs[0].batch).fileName(), u"work.jsonl"_s); // the latest
    QCOMPARE(runs[0].stands, KeptRun::Stands::AtWork);
    QCOMPARE(runs[0].inDoubt, 0U); // what is at work is not
    QCOMPARE(runs[0].ended + runs[0].left, 2U);
    QCOMPARE(QFileInfo(runs[1].batch).fileName(), u"cut.jsonl"_s);
    QCOMPARE(runs[1].stands, KeptRun::Stands::Unfinished);
    QVERIFY(runs[1].ended >= 1 && runs[1].left >= 1);
    QCOMPARE(runs[2].stands, KeptRun::Stands::Over);
    QCOMPARE(runs[2].ended, 3U);
    QCOMPARE(runs[2].failed, 1U);
    QCOMPARE(runs[2].cancelled, 1U);
    QCOMPARE(runs[2].skipped, 0U);
    QVERIFY(runs[2].bytes > 0 && runs[2].begun.isValid());

    QFile broken(runs[2].journal);
    QVERIFY(broken.open(QIODevice::ReadWrite) && broken.write("no journal at all") > 0);
    broken.close();
    const std::vector<KeptRun> again = keptRuns();
    const auto unreadable = std::find_if(again.begin(), again.end(),
                                         [](const KeptRun &run) { return run.stands == KeptRun::Stands::Unreadable; });
    QVERIFY(unreadable != again.end());
    QVERIFY2(unreadable->problem.contains(broken.fileName()), qPrintable(unreadable->problem));
}

// Whoever waits for them sees some at once, and may stop before the large ones are read.
void TestKeptRuns::findsTheSmallFirst()
{
    run(*session(u"large"_s, QByteArray("{}\n").repeated(5000)));
    run(*session(u"small"_s, "{}\n"));
    run(*session(u"other"_s, QByteArray("{}\n").repeated(5000)));
    std::stop_source stop;
    QStringList found;
    findKeptRuns(
        [&](KeptRun &&run) {
            found += QFileInfo(run.batch).fileName();
            stop.request_stop();
        },
        stop.get_token());
    QCOMPARE(found, QStringList{u"small.jsonl"_s});
}

void TestKeptRuns::removesOne()
{
    auto open = session(u"one"_s, "{}\n");
    run(*open);
    const QString journal = open->journal()->path();
    QCOMPARE(removeRun(journal).error().kind, journalLocked);
    QVERIFY(QFile::exists(journal));
    open.reset();
    QVERIFY(removeRun(journal));
    QVERIFY(!QFile::exists(journal));
    QVERIFY(keptRuns().empty());
}

static void nobody(const RecordResult &) { }

void TestKeptRuns::followsWhatAnotherRuns()
{
    auto other = session(u"b"_s,
                         "{\"label\": \"one\", \"result\": 7}\n{\"fail\": \"no\"}\n"
                         "{\"seconds\": 3600}\n{}\n{}\n");
    other->run().start();
    QTRY_COMPARE(other->state(2), State::Running);
    QVERIFY(other->journal()->flush(60s));
    const auto watched = WatchedRun::open(other->journal()->path(), other->batch());
    QVERIFY(watched);
    QCOMPARE((*watched)->label(0), u"one"_s);
    std::map<quint32, QString> told;
    const auto tell = [&told](const RecordResult &result) { told[result.row] = result.error.message; };
    auto look = (*watched)->look(tell);
    QVERIFY(look && *look);
    QVERIFY((*look)->isAtWork);
    QCOMPARE(told, (std::map<quint32, QString>{{1, u"no"_s}}));
    QCOMPARE((*look)->records->size(), std::size_t(5));
    QCOMPARE((*look)->records->at(0).state, State::Succeeded);
    QCOMPARE((*look)->records->at(1).state, State::Failed);
    QCOMPARE((*look)->records->at(2).state, State::Running); // and no one is told that it is in doubt
    QCOMPARE((*look)->records->at(4).state, State::Queued);
    const auto ends = (*watched)->ends(1);
    QVERIFY(ends && ends->size() == 1);
    QCOMPARE(ends->front().error.message, u"no"_s);
    const auto done = (*watched)->ends(0);
    QVERIFY(done && done->size() == 1 && done->front().hasResult);
    QCOMPARE((*watched)->body(done->front())->result, QByteArray("7"));

    other->run().cancel(RowSet::of({2}));
    QVERIFY(other->run().wait(60s));
    QVERIFY(other->journal()->flush(60s));
    look = (*watched)->look(nobody);
    QVERIFY(look && *look);
    QCOMPARE((*look)->records->at(2).state, State::Cancelled);
    QCOMPARE((*look)->records->at(4).state, State::Succeeded);
    other.reset();
    look = (*watched)->look(nobody);
    QVERIFY(look && *look);
    QVERIFY(!(*look)->isAtWork);
}

void TestKeptRuns::looksAgainOnlyWhereSomethingIsNew()
{
    auto other = session(u"b"_s, "{}\n");
    run(*other);
    const QString journal = other->journal()->path();
    other.reset();
    const auto watched = WatchedRun::open(journal, {});
    QVERIFY(watched);
    QTRY_VERIFY(!*(*watched)->look(nobody)); // as soon as what is there is old enough
    QVERIFY(!*(*watched)->look(nobody));
}

void TestKeptRuns::showsARunWhoseBatchIsGone()
{
    auto other = session(u"b"_s, "{\"label\": \"one\"}\n");
    run(*other);
    const auto another = session(u"c"_s, "{\"label\": \"two\"}\n");
    for (const std::shared_ptr<const Batch> &batch : {std::shared_ptr<const Batch>(), another->batch()}) {
        const auto watched = WatchedRun::open(other->journal()->path(), batch);
        QVERIFY(watched);
        QVERIFY(!(*watched)->batch());
        QCOMPARE((*watched)->label(0), QString());
        const auto look = (*watched)->look(nobody);
        QVERIFY(look && *look);
        QCOMPARE((*look)->records->at(0).state, State::Succeeded);
    }
    QVERIFY(!WatchedRun::open(path(u"none.journal"_s), {}));
}

QTEST_GUILESS_MAIN(TestKeptRuns)
#include "tst_keptruns.moc"
