#include "core/decision.h"

#include <QTest>

using namespace batchdeck;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TestDecision final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void words_data();
    void words();
};

Q_DECLARE_METATYPE(Event)

void TestDecision::words_data()
{
    QTest::addColumn<Event>("event");
    QTest::addColumn<QString>("told"); // empty: no decision
    const auto row = [](const char *name, const Event &event, const QString &told) {
        QTest::newRow(name) << event << told;
    };
    std::vector<quint32> many(25);
    for (quint32 at = 0; at < many.size(); ++at)
        many[at] = at;
    RunSettings changed;
    changed.concurrency = 4;
    changed.timeout = 30s;
    changed.failures.then = FailureSettings::Then::Pause;
    changed.failures.alike = 20;
    row("start", event::Start{}, u"start: "_s);
    row("start some", event::Start{RowSet::of({3}), 5}, u"start: row 3, the first 5"_s);
    row("cancel all", event::CancelRun{}, u"cancel: the run"_s);
    row("cancel some", event::Cancel{RowSet::of({3, 5})}, u"cancel: rows 3, 5"_s);
    row("cancel many", event::Cancel{RowSet::of(many)},
        u"cancel: rows 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19 and 5 more"_s);
    row("retry", event::Retry{RowSet::all({State::Failed, State::TimedOut})},
        u"retry: all that are failed, timedOut"_s);
    row("mark", event::Mark{RowSet::of({1}), State::Succeeded}, u"mark as succeeded: row 1"_s);
    row("give up", event::GiveUp{7}, u"give up: row 7"_s);
    row("change", event::Change{changed},
        u"change: concurrency: 4, was 8; timeout: 30 s, was none; failures: pause after 20 alike, was continue"_s);
    row("change nothing", event::Change{RunSettings()}, {});
    row("an attempt reports", event::Began{}, {});
    row("time goes on", event::Tick{}, {});
    row("the program closes", event::Quit{}, {});
}

void TestDecision::words()
{
    QFETCH(Event, event);
    QFETCH(QString, told);
    const auto decision = decisionOf(event, RunSettings());
    QCOMPARE(decision ? decision->what + u": "_s + decision->detail : QString(), told);
}

QTEST_APPLESS_MAIN(TestDecision)
#include "tst_decision.moc"
