#include "bench.h"
#include "rows.h"
#include "startup.h"
#include "turns.h"

#include "core/concurrentlauncher.h"
#include "core/feedreaders.h"
#include "models/errornotes.h"
#include "models/recordmodel.h"
#include "models/recordsearch.h"
#include "models/recordsort.h"
#include "models/runwatch.h"
#include "session/session.h"
#include "widgets/choicebutton.h"
#include "widgets/mainwindow.h"
#include "widgets/preferences.h"
#include "widgets/recordview.h"

#include <QAction>
#include <QRandomGenerator>
#include <QScrollBar>
#include <QSortFilterProxyModel>
#include <QTemporaryDir>
#include <QTest>

#include <functional>
#include <map>

using namespace batchdeck;
using namespace std::chrono_literals;
using bench::entryOf;
using bench::failsEvery;
using bench::turnFor;
using bench::Turns;
using bench::turnUntil;

namespace {

constexpr int changesPerSecond = 50'000;
constexpr auto watchedFor = 10s;
constexpr auto longTime = 1h;

[[noreturn]] void giveUp(const QString &why)
{
    qFatal("%s", qPrintable(why));
    std::abort();
}

// ---- A run of many records

std::shared_ptr<const Batch> batchOf(quint32 records)
{
    Batch::Content content;
    for (quint32 row = 0; row < records; ++row) {
        const QByteArray entry = entryOf(row);
        content.offsets.push_back(quint64(content.bytes.size()));
        content.lengths.push_back(quint32(entry.size()));
        content.bytes += entry;
    }
    return std::make_shared<const Batch>(std::move(content));
}

class EndsAtOnce final : public Operation {
public:
    void start(AttemptHandle handle) override
    {
        const quint32 row = handle->record().row();
        if (row % failsEvery == 0)
            handle.finish(Outcome::failed({QStringLiteral("bench"), QStringLiteral("Out of ink.")}));
        else
            handle.finish(Outcome::done());
    }
};

struct Records {
    explicit Records(quint32 records, RecordNames names = {})
        : errors(records)
    {
        RunSetup setup;
        setup.batch = batchOf(records);
        setup.workload.records = records;
        setup.settings.concurrency = 64;
        setup.operations.push_back(std::make_unique<EndsAtOnce>());
        setup.launcher = std::make_unique<ConcurrentLauncher>();
        setup.journal = &feed;
        auto created = BatchRun::create(std::move(setup));
        if (!created)
            giveUp(created.error().message);
        run = *std::move(created);
        model = std::make_unique<RecordModel>(*run, RecordTexts(*run, std::move(names), &errors));
        watch = std::make_unique<RunWatch>(*run, *model);
    }

    void runAll()
    {
        run->start();
        if (!run->wait(longTime))
            giveUp(QStringLiteral("the round does not end"));
        model->refresh();
    }

    ErrorNotes errors;
    FeedReaders feed{{&errors}};
    std::unique_ptr<BatchRun> run;
    std::unique_ptr<RecordModel> model;
    std::unique_ptr<RunWatch> watch;
};

// Targets are few, and each is that of many records.
RecordNames namesFor(RecordModel::Column column)
{
    Plan plan;
    if (column == RecordModel::Target)
        plan.target = *Template::parse(QStringLiteral("{target_db} of {note}"));
    return RecordNames(plan);
}

// A person who scrolls, points and now and then leaps.
class Person final : public QObject {
public:
    explicit Person(QTableView &view)
        : m_view(view)
    {
        startTimer(40);
    }

protected:
    void timerEvent(QTimerEvent *) override
    {
        auto *bar = m_view.verticalScrollBar();
        const bool leaps = ++m_steps % 25 == 0;
        bar->setValue(leaps ? m_random.bounded(bar->maximum() + 1) : bar->value() + 90);
        const QPoint where(m_random.bounded(m_view.viewport()->width()), m_random.bounded(m_view.viewport()->height()));
        QTest::mouseMove(m_view.viewport(), where);
    }

private:
    QTableView &m_view;
    QRandomGenerator m_random{7};
    int m_steps = 0;
};

// ---- Ours

struct Ours {
    explicit Ours(quint32 size, RecordNames names = {})
        : records(size, std::move(names))
        , sort(*records.model)
        , search(*records.model)
    {
        view.setRecords(records.model.get());
        view.resize(1280, 560);
        view.show();
        if (!QTest::qWaitForWindowExposed(&view))
            giveUp(QStringLiteral("there is no window"));
    }

    // What it takes until the window has answered and can be used again.
    bench::Json timed(const std::function<void()> &act)
    {
        const auto began = bench::Clock::now();
        const auto worked = bench::threadTime();
        act();
        view.viewport()->repaint();
        return {{"us", bench::microseconds(bench::Clock::now() - began)},
                {"work_us", bench::microseconds(bench::threadTime() - worked)}};
    }
    // Away from the window's thread; and its longest turn meanwhile.
    bench::Json timedAway(const std::function<void()> &ask, const std::function<void()> &await)
    {
        Turns turns;
        const auto began = bench::Clock::now();
        Turns::event();
        ask();
        await();
        const double took = bench::microseconds(bench::Clock::now() - began);
        turns.end();
        const bench::Json figures = turns.figures();
        return {{"us", took}, {"longest_us", figures["longest_us"]}, {"work_us", figures["work_us"]}};
    }

    Records records;
    RecordSort sort;
    RecordSearch search;
    RecordView view;
};

// Each of them begins and ends.
bench::Json liveTurns(QTableView &view, BatchRun &run, const std::function<void()> &start)
{
    Person person(view);
    if (!run.setRate(changesPerSecond))
        giveUp(QStringLiteral("no such rate"));
    Turns turns;
    start();
    turnFor(watchedFor);
    bench::Json figures = turns.figures();
    const RunSummary summary = run.summary();
    figures["per_second"] =
        (summary.succeeded() + summary.count(State::Failed)) / std::chrono::duration<double>(summary.elapsed).count();
    return figures;
}

bench::Json liveTurns(QTableView &view, Records &records)
{
    return liveTurns(view, *records.run, [&] {
        records.run->start();
        records.watch->wake();
    });
}

// With all that stands around the table, as a person has it.
bench::Json windowStall(quint32 records)
{
    const QTemporaryDir folder;
    qputenv("XDG_DATA_HOME", folder.path().toUtf8());
    QFile file(folder.filePath(QStringLiteral("batch.jsonl")));
    if (!file.open(QIODevice::WriteOnly))
        giveUp(file.errorString());
    for (quint32 row = 0; row < records; ++row)
        file.write(entryOf(row) + '\n');
    file.close();
    QSettings store(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    Preferences preferences(store);
    MainWindow window(preferences, folder.filePath(QStringLiteral("data")));
    window.resize(1280, 800);
    window.show();
    window.open(OpenRequest{.path = file.fileName(), .isTrial = true});
    RecordView *view = nullptr;
    constexpr int patience = 600'000; // milliseconds
    if (!QTest::qWaitFor([&] { return (view = window.findChild<RecordView *>()) && view->isVisible(); }, patience))
        giveUp(QStringLiteral("the batch does not open"));
    BatchRun &run = view->records()->run();
    if (!run.setConcurrency(64))
        giveUp(QStringLiteral("there are no such slots"));
    bench::Json figures =
        liveTurns(*view, run, [&] { window.findChild<QAction *>(QStringLiteral("actionRun"))->trigger(); });
    figures["us"] = figures["longest_us"];
    run.cancel();
    if (!run.wait(longTime))
        giveUp(QStringLiteral("the cancel does not end"));
    return figures;
}

bench::Json stall(quint32 records)
{
    Ours ours(records);
    bench::Json figures = liveTurns(ours.view, ours.records);
    figures["us"] = figures["longest_us"];
    return figures;
}

bench::Json frame(quint32 records)
{
    Ours ours(records);
    bench::Json figures = liveTurns(ours.view, ours.records);
    figures["us"] = figures["p99_us"];
    return figures;
}

bench::Json filterState(quint32 records)
{
    Ours ours(records);
    ours.records.runAll();
    return ours.timed([&] { ours.records.model->setStates({State::Failed}); });
}

bench::Json sortBy(quint32 records, RecordModel::Column column)
{
    Ours ours(records, namesFor(column));
    ours.records.runAll();
    return ours.timedAway([&] { ours.sort.by(column, Qt::DescendingOrder); },
                          [&] {
                              turnUntil(&ours.sort, &RecordSort::altered, [&] { return !ours.sort.isSorting(); });
                              ours.view.viewport()->repaint();
                          });
}

bench::Json searchEntries(quint32 records)
{
    Ours ours(records);
    ours.records.runAll();
    int found = 0;
    bench::Json figures = ours.timedAway([&] { ours.search.find(QString::fromUtf8("주문")); },
                                         [&] {
                                             turnUntil(ours.records.model.get(), &RecordModel::moved, [&] {
                                                 return (found = ours.records.model->rowCount()) < int(records);
                                             });
                                             ours.view.viewport()->repaint();
                                         });
    if (found != int((records + failsEvery - 1) / failsEvery))
        giveUp(QStringLiteral("found %1").arg(found));
    return figures;
}

bench::Json selectAll(quint32 records)
{
    Ours ours(records);
    ours.records.runAll();
    ours.records.model->setStates({State::Failed, State::Succeeded});
    return ours.timed([&] {
        ours.view.selectAll();
        if (ours.records.model->counts(ours.view.selectedBits())[index(State::Succeeded)] == 0)
            giveUp(QStringLiteral("nothing is selected"));
    });
}

// Until every row is shown as what it has become.
bench::Json cancelAll(quint32 records)
{
    Ours ours(records);
    return ours.timedAway(
        [&] {
            ours.view.selectAll();
            ours.records.run->cancel(ours.view.selectedRows());
            ours.records.watch->wake();
        },
        [&] {
            turnUntil(ours.records.watch.get(), &RunWatch::looked,
                      [&] { return ours.records.watch->summary().count(State::Cancelled) == records; });
            ours.view.viewport()->repaint();
        });
}

// ---- The same table on Qt's proxy

class Proxy final : public QSortFilterProxyModel {
public:
    void setStates(StateSet states)
    {
        m_states = states;
        invalidateFilter();
    }
    void setNeedle(const Needle &needle)
    {
        m_needle = needle;
        invalidateFilter();
    }

protected:
    bool filterAcceptsRow(int row, const QModelIndex &) const override
    {
        const auto *model = static_cast<const RecordModel *>(sourceModel());
        return (m_states.isEmpty() || m_states.contains(model->stateOf(quint32(row))))
            && (m_needle.isEmpty() || m_needle.isInEntry(model->run().batch().entry(quint32(row))));
    }

private:
    StateSet m_states;
    Needle m_needle;
};

struct Theirs {
    explicit Theirs(quint32 size, RecordNames names = {})
        : records(size, std::move(names))
    {
        proxy.setSourceModel(records.model.get());
        proxy.setSortRole(RecordModel::ValueRole);
        view.setModel(&proxy);
        view.setSelectionBehavior(QTableView::SelectRows);
        view.resize(1280, 560);
        view.show();
        if (!QTest::qWaitForWindowExposed(&view))
            giveUp(QStringLiteral("there is no window"));
    }

    bench::Json timed(const std::function<void()> &act)
    {
        const auto began = bench::Clock::now();
        act();
        view.viewport()->repaint();
        return {{"us", bench::microseconds(bench::Clock::now() - began)}};
    }

    Records records;
    Proxy proxy;
    QTableView view;
};

bench::Json proxyStall(quint32 records)
{
    Theirs theirs(records);
    theirs.proxy.setStates({State::Queued, State::Running, State::Succeeded}); // as live as ours
    bench::Json figures = liveTurns(theirs.view, theirs.records);
    figures["us"] = figures["longest_us"];
    return figures;
}

bench::Json proxyFrame(quint32 records)
{
    bench::Json figures = proxyStall(records);
    figures["us"] = figures["p99_us"];
    return figures;
}

bench::Json proxyFilter(quint32 records)
{
    Theirs theirs(records);
    theirs.records.runAll();
    return theirs.timed([&] { theirs.proxy.setStates({State::Failed}); });
}

bench::Json proxySort(quint32 records, RecordModel::Column column)
{
    Theirs theirs(records, namesFor(column));
    theirs.records.runAll();
    return theirs.timed([&] { theirs.proxy.sort(column, Qt::DescendingOrder); });
}

// ---- A run that is opened again

// All of it has ended, but for one record.
void leaveARun(const QString &path)
{
    SessionRequest request;
    request.batch.path = path;
    LoadWatch watch;
    auto session = Session::open(request, watch);
    if (!session)
        giveUp(session.error().message);
    JournalChoice journal;
    journal.where = JournalChoice::Where::Folder;
    if (auto created = (*session)->createRun(nullptr, journal); !created)
        giveUp(created.error().message);
    BatchRun &run = (*session)->run();
    const quint32 wanted = (*session)->batch()->size() - 1;
    run.startFirst(wanted);
    while (run.summary().count(State::Queued) > 1 || run.summary().inFlight > 0)
        turnFor(50ms);
    run.close(longTime);
}

template <typename Widget>
Widget *awaited(const QWidget &window, const char *name)
{
    QTimer looks;
    looks.start(20);
    const auto find = [&]() -> Widget * {
        auto *found = window.findChild<Widget *>(QLatin1StringView(name));
        return found && found->isVisible() ? found : nullptr;
    };
    turnUntil(&looks, &QTimer::timeout, [&] { return find() != nullptr; });
    return find();
}

// From the file's opening until the rows are there, less the time for the answer; and the longest that the window was
// away meanwhile.
bench::Json reopen(quint32 records)
{
    const QTemporaryDir folder;
    qputenv("XDG_DATA_HOME", QFile::encodeName(folder.filePath(QStringLiteral("data"))));
    const QString path = folder.filePath(QStringLiteral("batch.jsonl"));
    QFile batch(path);
    QFile plan(folder.filePath(QStringLiteral("batch.plan.json")));
    if (!batch.open(QIODevice::WriteOnly) || !plan.open(QIODevice::WriteOnly))
        giveUp(QStringLiteral("there is no room for it"));
    for (quint32 row = 0; row < records; ++row)
        batch.write(entryOf(row) + '\n');
    plan.write(R"({"concurrency": 64, "operations": {"*": {"kind": "simulate"}}})");
    batch.close();
    plan.close();
    leaveARun(path);

    QSettings store(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    Preferences preferences(store);
    MainWindow window(preferences, folder.filePath(QStringLiteral("files")));
    window.show();
    if (!QTest::qWaitForWindowExposed(&window))
        giveUp(QStringLiteral("there is no window"));
    turnFor(500ms);
    Turns turns;
    const auto began = bench::Clock::now();
    QTimer::singleShot(0, &window, [&] { window.open(path); });
    QTimer::singleShot(0, awaited<ChoiceButton>(window, "resumeRun"), &ChoiceButton::click);
    const auto *rows = awaited<RecordView>(window, "records");
    const double took = bench::microseconds(bench::Clock::now() - began);
    turnFor(2s);
    if (rows->model()->rowCount() != int(records))
        giveUp(QStringLiteral("some rows are missing"));
    bench::Json found = turns.figures();
    found["us"] = found["longest_us"];
    found["opened_us"] = took;
    return found;
}

bench::Json proxySearch(quint32 records)
{
    Theirs theirs(records);
    theirs.records.runAll();
    return theirs.timed([&] { theirs.proxy.setNeedle(Needle(QString::fromUtf8("주문"))); });
}

bench::Json proxySelectAll(quint32 records)
{
    Theirs theirs(records);
    theirs.records.runAll();
    theirs.proxy.setStates({State::Failed, State::Succeeded});
    return theirs.timed([&] {
        theirs.view.selectAll();
        if (theirs.view.selectionModel()->selectedRows().isEmpty())
            giveUp(QStringLiteral("nothing is selected"));
    });
}

bench::Json proxyCancelAll(quint32 records)
{
    Theirs theirs(records);
    return theirs.timed([&] {
        theirs.view.selectAll();
        std::vector<quint32> rows;
        for (const QModelIndex &index : theirs.view.selectionModel()->selectedRows())
            rows.push_back(quint32(theirs.proxy.mapToSource(index).row()));
        theirs.records.run->cancel(RowSet::of(std::move(rows)));
        if (!theirs.records.run->wait(longTime))
            giveUp(QStringLiteral("the cancel does not end"));
        theirs.records.model->refresh();
    });
}

using Case = std::function<bench::Json(quint32 records)>;

Case sorted(bench::Json (*sort)(quint32, RecordModel::Column), RecordModel::Column column)
{
    return [=](quint32 records) { return sort(records, column); };
}

const std::map<std::string, Case> cases = {
    {"stall", stall},
    {"frame p99", frame},
    {"filter state", filterState},
    {"sort number", sorted(sortBy, RecordModel::Elapsed)},
    {"sort text", sorted(sortBy, RecordModel::Label)},
    {"sort few", sorted(sortBy, RecordModel::Target)},
    {"search entries", searchEntries},
    {"select all", selectAll},
    {"cancel all", cancelAll},
    {"reopen stall", reopen},
    {"window stall", windowStall},
    {"first paint", [](quint32) { return bench::startUp(QStringLiteral("batchdeck")); }},
    {"first words",
     [](quint32) { return bench::startUp(QStringLiteral("batchdeck"), QStringLiteral("firstpaint:words")); }},
    {"empty window", [](quint32) { return bench::startUp(QStringLiteral("emptywindow")); }},
    {"proxy stall", proxyStall},
    {"proxy frame p99", proxyFrame},
    {"proxy filter state", proxyFilter},
    {"proxy sort number", sorted(proxySort, RecordModel::Elapsed)},
    {"proxy sort text", sorted(proxySort, RecordModel::Label)},
    {"proxy sort few", sorted(proxySort, RecordModel::Target)},
    {"proxy search entries", proxySearch},
    {"proxy select all", proxySelectAll},
    {"proxy cancel all", proxyCancelAll},
};

} // namespace

int main(int count, char **arguments)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const bench::Case wanted = bench::caseOf(count, arguments);
    int none = 1;
    const bench::Application application(none, arguments);
    const auto found = cases.find(wanted.name);
    if (found == cases.end())
        giveUp(QStringLiteral("there is no such case"));
    bench::print(found->second(wanted.records));
    return 0;
}
