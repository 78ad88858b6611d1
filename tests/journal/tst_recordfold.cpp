#include "journal/recordfold.h"
#include "journalfixture.h"

using namespace batchdeck;
using namespace Qt::StringLiterals;

// Cases are written as a record's entries: c a claim, C one of what does harm if it is run twice, h handed back,
// s succeeded, f failed, b backoff, d in doubt, q quit, r asked for again by a person, e edited by one, x ended while
// it was at work.
class TestRecordFold final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void stands_data();
    void stands();
    void keepsTheLastAttempt();
    void knowsWhatCameAfterWhat();
};

namespace {

RecordFold folded(const QString &letters)
{
    RecordFold fold;
    quint32 number = 0;
    for (const QChar letter : letters) {
        JournalEntry entry;
        switch (letter.unicode()) {
        case u'c':
            fold.add(claimOf(7, ++number));
            continue;
        case u'C':
            entry = claimOf(7, ++number);
            entry.became = State::InDoubt;
            break;
        case u'h':
            --number;
            fold.add(handBackOf(7));
            continue;
        case u's':
            entry = endOf(7, number, State::Succeeded);
            break;
        case u'f':
            entry = endOf(7, number, State::Failed);
            break;
        case u'b':
            entry = endOf(7, number, State::Backoff);
            break;
        case u'd':
            entry = endOf(7, number, State::InDoubt);
            break;
        case u'q':
            entry = endOf(7, number, State::Queued);
            entry.reason = StopReason::Quit;
            break;
        case u'x':
            entry = endOf(7, number, State::InDoubt);
            entry.flags = JournalEntry::Interrupted;
            break;
        case u'e':
            entry.what = What::Edited;
            entry.row = 7;
            entry.became = State::Failed;
            entry.result = "{}";
            break;
        case u'r':
            entry.what = What::Queued;
            entry.row = 7;
            entry.flags = JournalEntry::ByHand;
            break;
        default:
            qFatal("no such letter");
        }
        fold.add(entry);
    }
    return fold;
}

} // namespace

void TestRecordFold::stands_data()
{
    QTest::addColumn<QString>("entries");
    QTest::addColumn<QString>("state");
    QTest::addColumn<int>("attempts");
    QTest::addColumn<QString>("interruption"); // where running it twice does harm
    QTest::addColumn<QString>("idempotent"); // where it does none

    const QString none;
    QTest::newRow("done") << u"cs"_s << u"succeeded"_s << 1 << none << none;
    QTest::newRow("never claimed") << u"s"_s << u"succeeded"_s << 0 << none << none;
    QTest::newRow("claimed") << u"c"_s << u"queued"_s << 0 << u"inDoubt interrupted"_s << u"queued interrupted"_s;
    QTest::newRow("claimed as what does harm")
        << u"C"_s << u"queued"_s << 0 << u"inDoubt interrupted"_s << u"inDoubt interrupted"_s;
    QTest::newRow("claimed again as what does none")
        << u"Chc"_s << u"queued"_s << 0 << u"inDoubt interrupted"_s << u"queued interrupted"_s;
    QTest::newRow("handed back") << u"ch"_s << u"queued"_s << 0 << none << none;
    QTest::newRow("claimed anew") << u"chc"_s << u"queued"_s << 0 << u"inDoubt interrupted"_s
                                  << u"queued interrupted"_s;
    QTest::newRow("between attempts") << u"cb"_s << u"queued"_s << 1 << none << none;
    QTest::newRow("in its second attempt")
        << u"cbc"_s << u"queued"_s << 1 << u"inDoubt interrupted"_s << u"queued interrupted"_s;
    QTest::newRow("stopped by a quit") << u"cq"_s << u"queued"_s << 1 << none << none;
    QTest::newRow("failed, then again") << u"cfrc"_s << u"queued"_s << 1 << u"inDoubt interrupted"_s
                                        << u"queued interrupted"_s;
    QTest::newRow("asked for again") << u"csr"_s << u"queued"_s << 1 << none << none;
    QTest::newRow("failed, edited") << u"cfe"_s << u"failed"_s << 1 << none << none;
    QTest::newRow("edited, then again") << u"cferc"_s << u"queued"_s << 1 << u"inDoubt interrupted"_s
                                        << u"queued interrupted"_s;
    QTest::newRow("in doubt") << u"cd"_s << u"inDoubt"_s << 1 << none << none;
    QTest::newRow("twice down") << u"cxrc"_s << u"queued"_s << 1 << u"inDoubt interrupted"_s << u"queued interrupted"_s;
    QTest::newRow("three times down") << u"cxrcxrc"_s << u"queued"_s << 2 << u"inDoubt held"_s << u"inDoubt held"_s;
}

void TestRecordFold::stands()
{
    QFETCH(QString, entries);
    QFETCH(QString, state);
    QFETCH(int, attempts);
    QFETCH(QString, interruption);
    QFETCH(QString, idempotent);

    const RecordFold fold = folded(entries);
    QCOMPARE(name(fold.record().state), state);
    QCOMPARE(static_cast<int>(fold.record().attempts), attempts);
    const auto told = [&fold](bool isIdempotent) {
        const auto entry = fold.interruption(isIdempotent, 5);
        return entry ? name(entry->became) + u' ' + entry->errorKind : QString();
    };
    QCOMPARE(told(false), interruption);
    QCOMPARE(told(true), idempotent);

    // Once it is written it stands as it says, and has ended.
    if (const auto entry = fold.interruption(false, 5)) {
        RecordFold after = fold;
        after.add(*entry);
        QCOMPARE(after.record().state, State::InDoubt);
        QCOMPARE(static_cast<int>(after.record().attempts), attempts + 1);
        QVERIFY(!after.isClaimed());
    }
}

void TestRecordFold::keepsTheLastAttempt()
{
    RecordFold fold;
    JournalEntry attempt = endOf(7, 1, State::InDoubt);
    attempt.elapsed = 2'500'000;
    fold.add(attempt, 4);
    JournalEntry marked = endOf(7, 0, State::Succeeded); // by hand: it has no times of its own
    marked.flags = JournalEntry::ByHand;
    marked.elapsed = 0;
    fold.add(marked);
    QCOMPARE(fold.record().state, State::Succeeded);
    QCOMPARE(fold.record().elapsed, 2.5F);
    QCOMPARE(fold.record().ended, attempt.at);
    QCOMPARE(fold.record().attempts, 1U);

    JournalEntry late = endOf(7, 1, State::Succeeded); // it had been given up after 2.5 seconds
    late.flags = JournalEntry::WrittenOff;
    late.elapsed = 9'000'000;
    fold.add(late);
    QCOMPARE(fold.record().elapsed, 2.5F);
    QCOMPARE(fold.record().ended, attempt.at);

    JournalEntry cut = endOf(7, 2, State::InDoubt); // nobody saw when it began, or ended
    cut.flags = JournalEntry::Interrupted;
    fold.add(cut);
    QCOMPARE(fold.record().attempts, 2U);
    QCOMPARE(fold.record().elapsed, 0.0F);
    QCOMPARE(fold.record().ended, 0);
}

void TestRecordFold::knowsWhatCameAfterWhat()
{
    RecordFold fold;
    quint32 sequence = 0;
    const auto add = [&](JournalEntry entry) {
        entry.sequence = ++sequence;
        fold.add(entry);
    };
    JournalEntry asked;
    asked.what = What::Queued;
    asked.row = 7;
    add(endOf(7, 1, State::Failed));
    add(asked); // with its run, which goes on
    QCOMPARE(fold.record().last, 1U);
    QCOMPARE(fold.record().asked, 0U);
    asked.flags = JournalEntry::ByHand;
    add(asked);
    add(endOf(7, 2, State::Backoff));
    QCOMPARE(fold.record().asked, 3U);
    add(endOf(7, 3, State::Succeeded));
    QCOMPARE(fold.record().asked, 0U);
    QCOMPARE(fold.record().last, 5U);
    add(claimOf(7, 4));
    fold.add(*fold.interruption(false, 5)); // which is not written yet
    QCOMPARE(fold.record().last, nothing);
}

QTEST_APPLESS_MAIN(TestRecordFold)
#include "tst_recordfold.moc"
