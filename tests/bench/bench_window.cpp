#include "bench.h"
#include "rows.h"
#include "turns.h"

#include "core/batchrun.h"
#include "widgets/batchpane.h"
#include "widgets/batchtab.h"
#include "widgets/filterbar.h"
#include "widgets/mainwindow.h"
#include "widgets/preferences.h"
#include "widgets/recordheader.h"
#include "widgets/recordview.h"

#include <QAction>
#include <QLineEdit>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>

using namespace batchdeck;
using namespace std::chrono_literals;

namespace {

constexpr auto aWhile = 700ms; // in which what an act leads to comes about
constexpr quint32 hundredth = 100; // has ended when the rest is cancelled
constexpr int bodySize = 20'000'000; // bytes of one record's

[[noreturn]] void giveUp(const QString &why)
{
    qFatal("%s", qPrintable(why));
    std::abort();
}

long resident()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').at(1).toLong() * 4096 : 0;
}

// A window with a batch of so many records, a journal, and what a person does there one thing after the other: the
// longest turn of its thread at each.
class Acts {
public:
    explicit Acts(quint32 records)
        : m_records(records)
        , m_store((qputenv("XDG_DATA_HOME", QFile::encodeName(path("home"))), path("settings.ini")),
                  QSettings::IniFormat)
        , m_preferences(m_store)
        , m_window(m_preferences, path("data"))
    {
        write("batch.plan.json",
              R"({"concurrency": 64, "failures": {"then": "continue"}, "operations": {"*": {"kind": "simulate"}}})");
        write("big.plan.json", R"({"operations": {"*": {"kind": "simulate"}}})");
        write("big.json",
              R"([{"label": "small"}, {"label": "big", "result": ")" + QByteArray(bodySize, 'x') + R"("}])");
        write("long.plan.json",
              R"({"concurrency": 64, "failures": {"then": "continue"}, "operations": {"*": {"kind": "simulate"}}})");
        QFile file(path("batch.jsonl"));
        QFile lasting(path("long.jsonl")); // so that they are still at work when somebody cancels them
        for (QFile *one : {&file, &lasting}) {
            if (!one->open(QIODevice::WriteOnly))
                giveUp(one->errorString());
        }
        for (quint32 row = 0; row < records; ++row) {
            QByteArray entry = bench::entryOf(row); // no error is like another to the letter
            entry.replace("Out of ink.", QByteArray("Out of ink " + QByteArray::number(row) + '.'));
            file.write(entry + '\n');
            lasting.write(R"({"seconds": 0.001, )" + entry.mid(1) + '\n');
        }
        Liking liking = m_preferences.liking();
        liking.asksToCancel = false;
        m_preferences.setLiking(liking);
        m_window.resize(1280, 800);
        m_window.show();
        if (!QTest::qWaitForWindowExposed(&m_window))
            giveUp(QStringLiteral("there is no window"));
        bench::turnFor(aWhile);
    }

    bench::Json all()
    {
        act(
            "open", [&] { m_window.open(path("batch.jsonl")); }, [&] { return records() != nullptr; });
        m_found["opened_bytes"] = resident();
        act(
            "run", [&] { action("actionRun"); }, [&] { return isAtRest() && run().summary().round == 1; });
        m_found["run_bytes"] = resident();
        act("timeline", [&] { bottom(1); });
        act("failures", [&] { bottom(0); });
        act("filter", [&] { named<FilterBar>("filters")->setStates({State::Failed}); });
        act("current", [&] { records()->setCurrentIndex(records()->model()->index(5, 0)); });
        act("search", [&] { named<QLineEdit>("search")->setText(QString::fromUtf8("주문")); });
        act(
            "search errors", [&] { named<QLineEdit>("search")->setText(QStringLiteral("ink 77")); }, {}, 3s);
        act("no search", [&] { named<QLineEdit>("search")->clear(); });
        act("no filter", [&] { named<FilterBar>("filters")->setStates({}); });
        act(
            "sort text", [&] { sort(RecordModel::Label); }, {}, 3s);
        act(
            "sort errors", [&] { sort(RecordModel::ErrorText); }, {}, 5s);
        act("select all", [&] { action("actionSelectAll"); });
        act(
            "retry all", [&] { action("actionRetry"); }, [&] { return isAtRest() && run().summary().round == 2; });
        act(
            "run again",
            [&] {
                run().retry(RowSet::all({State::Failed}));
                pane()->run();
            },
            [&] { return isAtRest(); });
        m_found["last_bytes"] = resident();
        act(
            "another", [&] { m_window.open(path("big.json")); },
            [&] { return records() && records()->model()->rowCount() == 2; });
        act(
            "big record", [&] { records()->setCurrentIndex(records()->model()->index(1, 0)); }, {}, 3s);
        act(
            "big run", [&] { action("actionRun"); }, [&] { return isAtRest(); });
        act(
            "big result",
            [&] { named<QWidget>("details")->findChild<QTabBar *>(QStringLiteral("tabs"))->setCurrentIndex(1); }, {},
            3s);
        act(
            "close big", [&] { action("actionClose"); }, {}, 3s);
        act(
            "close", [&] { action("actionClose"); }, [&] { return !m_window.findChild<BatchTab *>(); });
        m_found["closed_bytes"] = resident();
        act(
            "open long", [&] { m_window.open(path("long.jsonl")); }, [&] { return records() != nullptr; });
        act(
            "start long", [&] { action("actionRun"); }, [&] { return ended() > m_records / hundredth; }, 0ms);
        act(
            "cancel all", [&] { action("actionCancel"); }, [&] { return isAtRest() && ended() == m_records; });
        if (run().summary().count(State::Cancelled) == 0)
            giveUp(QStringLiteral("all records had ended before they were cancelled"));
        m_found["cancel_us"] = 1000 * double(m_found["cancel all"]["took_ms"]);
        act(
            "close long", [&] { action("actionClose"); }, [&] { return !m_window.findChild<BatchTab *>(); });
        m_found["us"] = m_longest;
        m_found["act"] = m_longestAct;
        m_found["own_us"] = m_longestOwn;
        m_found["p99_us"] = bench::Turns::percentile99Of(m_turns);
        return m_found;
    }

private:
    void act(const char *name, const std::function<void()> &does, const std::function<bool()> &isDone = {},
             std::chrono::milliseconds then = aWhile)
    {
        bench::Turns turns;
        const auto began = bench::Clock::now();
        QTimer::singleShot(0, &m_window, does);
        do
            bench::turnFor(20ms);
        while (isDone && !isDone());
        const double took = bench::microseconds(bench::Clock::now() - began);
        bench::turnFor(then);
        turns.end();
        const bench::Json figures = turns.figures();
        if (std::exchange(m_longest, std::max(m_longest, double(figures["longest_us"]))) < m_longest)
            m_longestAct = name;
        m_longestOwn = std::max(m_longestOwn, double(figures["own_us"]));
        m_turns.insert(m_turns.end(), turns.all().begin(), turns.all().end());
        m_found[name] = {{"longest_ms", double(figures["longest_us"]) / 1000},
                         {"own_ms", double(figures["own_us"]) / 1000},
                         {"work_ms", double(figures["work_us"]) / 1000},
                         {"p99_ms", double(figures["p99_us"]) / 1000}};
        if (isDone)
            m_found[name]["took_ms"] = took / 1000;
    }

    QString path(const char *name) const { return m_folder.filePath(QLatin1StringView(name)); }
    void write(const char *name, const QByteArray &content) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            giveUp(file.errorString());
    }
    void action(const char *name)
    {
        auto *found = m_window.findChild<QAction *>(QLatin1StringView(name));
        if (!found->isEnabled())
            giveUp(QLatin1StringView(name) + QStringLiteral(" cannot be done: ") + found->toolTip());
        found->trigger();
    }
    template <typename Widget>
    Widget *named(const char *name) const
    {
        for (Widget *found : m_window.findChildren<Widget *>(QLatin1StringView(name))) {
            if (found->isVisible())
                return found;
        }
        giveUp(QStringLiteral("there is no ") + QLatin1StringView(name));
    }
    RecordView *records() const
    {
        for (RecordView *view : m_window.findChildren<RecordView *>()) {
            if (view->isVisible())
                return view;
        }
        return nullptr;
    }
    BatchRun &run() const { return records()->records()->run(); }
    BatchPane *pane() const
    {
        for (BatchPane *found : m_window.findChildren<BatchPane *>()) {
            if (found->isVisible())
                return found;
        }
        return nullptr;
    }
    bool isAtRest() const
    {
        if (!records())
            return false;
        const RunSummary summary = run().summary();
        return summary.phase == RunPhase::Idle && summary.round > 0 && summary.inFlight == 0;
    }
    // As the window shows it.
    quint32 ended() const
    {
        const RunSummary &shown = pane()->summary();
        quint32 records = 0;
        for (int state = 0; state < stateCount; ++state)
            records += isEnded(State(state)) ? shown.count(State(state)) : 0;
        return records;
    }
    void sort(RecordModel::Column column) { Q_EMIT records()->header().sortAsked(column, Qt::AscendingOrder); }
    void bottom(int page)
    {
        named<QWidget>("bottom")->findChild<QTabBar *>(QStringLiteral("tabs"))->setCurrentIndex(page);
    }

    const quint32 m_records;
    QTemporaryDir m_folder;
    QSettings m_store;
    Preferences m_preferences;
    MainWindow m_window;
    bench::Json m_found;
    std::vector<double> m_turns; // in all
    double m_longest = 0;
    double m_longestOwn = 0;
    std::string m_longestAct;
};

} // namespace

int main(int count, char **arguments)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const bench::Case wanted = bench::caseOf(count, arguments);
    int none = 1;
    const bench::Application application(none, arguments);
    bench::print(Acts(wanted.records).all());
    return 0;
}
