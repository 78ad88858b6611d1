#include "widgets/batchtabs.h"

#include "models/runface.h"
#include "models/runtext.h"
#include "widgets/batchpane.h"
#include "widgets/batchtab.h"
#include "widgets/batchtabbar.h"
#include "widgets/closingdialog.h"
#include "widgets/messagebar.h"
#include "widgets/runclosing.h"
#include "widgets/runsaving.h"
#include "widgets/watchpage.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace batchdeck {

namespace {

constexpr std::chrono::seconds patience(10); // with what was closed, when the program ends

bool isSameFile(const QString &one, const QString &other)
{
    return one == other || QFileInfo(one) == QFileInfo(other);
}

// What saves a file of it, or null.
RunSaving *savingOf(const BatchTab *tab)
{
    RunSaving *saving = tab->pane() ? tab->pane()->saving() : nullptr;
    return saving && saving->isUnderWay() ? saving : nullptr;
}

} // namespace

BatchTabs::BatchTabs(QWidget *parent)
    : QTabWidget(parent)
    , m_bar(new BatchTabBar(this))
{
    setTabBar(m_bar);
    setDocumentMode(true);
    connect(this, &QTabWidget::currentChanged, this, [this] {
        for (BatchTab *tab : all())
            tab->setFront(tab == current());
        Q_EMIT frontAltered();
    });
    connect(m_bar, &QTabBar::tabCloseRequested, this, [this](int index) { close(all().at(index)); });
}

BatchTab *BatchTabs::current() const
{
    return qobject_cast<BatchTab *>(currentWidget());
}

QList<BatchTab *> BatchTabs::all() const
{
    QList<BatchTab *> tabs;
    for (int i = 0; i < count(); ++i)
        tabs += qobject_cast<BatchTab *>(widget(i));
    return tabs;
}

QList<BatchTab *> BatchTabs::atWork() const
{
    QList<BatchTab *> tabs = all();
    tabs.removeIf([](const BatchTab *tab) { return !tab->pane() || !tab->pane()->closing().isNeeded(); });
    return tabs;
}

// ---- Opening

void BatchTabs::setUp(RunActions &actions, Preferences &preferences)
{
    m_actions = &actions;
    m_preferences = &preferences;
}

void BatchTabs::open(const OpenRequest &request)
{
    qDeleteAll(std::exchange(m_removed, {})); // who opens the same batch again waits for what they had
    QList<BatchTab *> tabs = all(); // one that has the run already comes first
    std::stable_partition(tabs.begin(), tabs.end(), [&request](const BatchTab *tab) {
        return !request.kept.isEmpty() && tab->kept() == request.kept;
    });
    for (BatchTab *tab : tabs) {
        if (request.journal.isEmpty() ? !tab->journal().isEmpty() || !isSameFile(tab->path(), request.path)
                                      : tab->journal() != request.journal)
            continue;
        const bool isOther = !request.kept.isEmpty() && request.kept != tab->kept();
        const bool isIdle = !tab->pane() && !tab->watch() && !tab->isLoading();
        if (isOther && !isIdle)
            continue; // another run of it
        setCurrentWidget(tab);
        if (isOther)
            tab->loadKept(request.kept);
        else if (isIdle)
            tab->load();
        return;
    }
    OpenRequest waiting = request;
    waiting.closed = m_closed;
    auto *tab = new BatchTab(std::move(waiting), *m_actions, *m_preferences, this);
    connect(tab, &BatchTab::altered, this, [this, tab] { show(tab); });
    connect(tab, &BatchTab::opened, this, [this, tab] { watch(tab); });
    connect(tab, &BatchTab::dismissed, this, [this, tab] { close(tab); });
    connect(tab, &BatchTab::anotherAsked, this, &BatchTabs::anotherAsked);
    const int index = addTab(tab, QString(tab->name()).replace(u'&', QStringLiteral("&&")));
    setTabToolTip(index, QDir::toNativeSeparators(request.path));
    show(tab);
    setCurrentIndex(index);
}

void BatchTabs::watch(BatchTab *tab)
{
    m_staying.remove(tab); // what was wanted of a run before this one
    RunClosing *closing = &tab->pane()->closing();
    connect(closing, &RunClosing::stepChanged, tab, [this, tab] { showClosing(tab); });
    connect(closing, &RunClosing::closed, tab, [this, tab](bool clean) {
        if (!clean)
            Q_EMIT threadsLeft();
        settle(tab);
    });
    connect(tab->pane()->saving(), &RunSaving::over, tab,
            [this, tab](RunSaving::Outcome outcome) { fileOver(tab, outcome); });
    connect(tab->pane(), &BatchPane::roundEnded, this, [this, tab] { Q_EMIT roundEnded(tab); });
    connect(tab->pane(), &BatchPane::halted, this, [this, tab] { Q_EMIT halted(tab); });
    Q_EMIT opened(tab->path());
}

void BatchTabs::show(BatchTab *tab)
{
    m_bar->setFace(indexOf(tab), tab->face(), tab->standing().value_or(RunSummary()).counts);
    if (tab == current())
        Q_EMIT frontAltered();
    Q_EMIT altered();
}

// ---- Closing

void BatchTabs::close(BatchTab *tab)
{
    using Step = RunClosing::Step;
    RunClosing *closing = tab->pane() ? &tab->pane()->closing() : nullptr;
    if (closing && closing->step() == Step::Stopping)
        return askToGiveUp(ClosingDialog::Of::Tab, tab, [this, asked = QPointer(tab)] {
            if (!asked || !asked->pane())
                return;
            letGo(asked);
            asked->pane()->closing().giveUp();
        });
    tab->forgetWhatWaits();
    if (!closing || closing->step() == Step::Over || !closing->isNeeded())
        return remove(tab);
    if (tab->pane()->summary().phase == RunPhase::Idle) { // only what was given up is left
        letGo(tab);
        return closing->close();
    }
    setCurrentWidget(tab);
    const auto running = [asked = QPointer(tab)] {
        const bool isAtWork = asked && asked->pane() && asked->pane()->closing().isNeeded();
        return isAtWork ? QList<RunSummary>{asked->pane()->summary()} : QList<RunSummary>();
    };
    auto *question = new ClosingDialog(ClosingDialog::Of::Tab, running, window());
    connect(question, &ClosingDialog::finishChosen, closing, [this, tab, closing] {
        letGo(tab);
        closing->finishThenClose();
    });
    connect(question, &ClosingDialog::cancelChosen, closing, [this, tab, closing] {
        letGo(tab);
        closing->cancelAndClose();
    });
    connect(tab, &QObject::destroyed, question, &QDialog::reject); // it has gone by itself
    question->open();
}

// Whoever closes it now knows what came before.
void BatchTabs::letGo(BatchTab *tab)
{
    tab->forgetWhatWaits();
    m_staying.remove(tab);
    if (tab->pane())
        showClosing(tab);
}

void BatchTabs::finishAll()
{
    for (BatchTab *tab : all())
        letGo(tab);
    for (BatchTab *tab : atWork())
        tab->pane()->closing().finishThenClose();
}

void BatchTabs::cancelAll()
{
    for (BatchTab *tab : all()) {
        letGo(tab);
        if (RunSaving *saving = savingOf(tab))
            saving->chooseNone(); // nobody answers any more
    }
    for (BatchTab *tab : atWork())
        tab->pane()->closing().cancelAndClose();
}

bool BatchTabs::isWriting() const
{
    const QList<BatchTab *> tabs = all();
    return std::any_of(tabs.begin(), tabs.end(), [](const BatchTab *tab) { return savingOf(tab) != nullptr; });
}

bool BatchTabs::lacksFile() const
{
    return !m_staying.isEmpty();
}

void BatchTabs::awaitWritten()
{
    for (BatchTab *tab : all()) {
        letGo(tab);
        if (savingOf(tab))
            await(tab, {});
    }
}

void BatchTabs::await(BatchTab *tab, const std::function<void()> &then)
{
    tab->messages().tell(MessageBar::Kind::News,
                         tab->hasWaitingPlan() ? tr("The run goes on under the changed plan when the file is written.")
                                               : tr("This batch closes when the file is written."));
    std::function<void()> &awaited = m_awaited[tab];
    if (then)
        awaited = then;
}

void BatchTabs::fileOver(BatchTab *tab, RunSaving::Outcome outcome)
{
    const bool isAwaited = m_awaited.contains(tab);
    const std::function<void()> then = m_awaited.take(tab);
    const bool isSavedNow = outcome == RunSaving::Outcome::Written && m_staying.remove(tab);
    if (isAwaited || isSavedNow)
        tab->messages().forgetNews();
    if (outcome == RunSaving::Outcome::Failed && !tab->hasWaitingPlan()) // what goes on can be saved again
        return stay(tab);
    if (isSavedNow) {
        showClosing(tab);
        Q_EMIT altered();
    }
    if (then)
        then();
    if (isAwaited)
        Q_EMIT written();
}

// Somebody wants a file of it that could not be written.
void BatchTabs::stay(BatchTab *tab)
{
    m_staying.insert(tab);
    showClosing(tab);
    for (BatchTab *other : all()) { // that was to go with the window
        if (const auto awaited = m_awaited.constFind(other); awaited != m_awaited.cend() && !*awaited) {
            m_awaited.erase(awaited);
            other->messages().forgetNews();
        }
    }
    Q_EMIT stays();
}

// Its run is closed.
void BatchTabs::settle(BatchTab *tab)
{
    if (savingOf(tab))
        return await(tab, [this, tab] { settle(tab); });
    if (tab->takeWaitingPlan())
        return;
    if (m_staying.contains(tab))
        stay(tab);
    else
        remove(tab);
}

void BatchTabs::giveUpAll()
{
    for (BatchTab *tab : all()) {
        if (RunSaving *saving = savingOf(tab))
            saving->stop();
    }
    for (BatchTab *tab : atWork())
        tab->pane()->closing().giveUp();
}

bool BatchTabs::waitCancelled()
{
    cancelAll();
    bool isClean = true;
    for (BatchTab *tab : all()) {
        if (RunSaving *saving = savingOf(tab))
            saving->wait();
    }
    for (BatchTab *tab : all())
        isClean = (!tab->pane() || tab->pane()->closing().wait()) && isClean;
    finishClosed();
    return isClean;
}

void BatchTabs::finishClosed()
{
    for (BatchTab *tab : all()) {
        if (tab->pane() && tab->pane()->closing().isStuck())
            tab->pane()->flush();
    }
    qDeleteAll(std::exchange(m_removed, {}));
    m_closed->waitForAll(patience);
}

void BatchTabs::showClosing(BatchTab *tab)
{
    using Step = RunClosing::Step;
    MessageBar &messages = tab->messages();
    const Step step = tab->pane()->closing().step();
    const bool isStaying = m_staying.contains(tab);
    if (step == Step::Stopping && tab->hasWaitingPlan())
        messages.tell(MessageBar::Kind::News,
                      tr("Stopping: the run goes on under the changed plan when the clean-up is over."));
    else if (isStaying && step == Step::Over)
        messages.tell(MessageBar::Kind::News,
                      tr("A file could not be written, so this batch is still open. Its run is over: save again, or "
                         "close the batch."));
    else if (isStaying && step != Step::None)
        messages.tell(MessageBar::Kind::News,
                      tr("A file could not be written: this batch stays open when its run is over."));
    else if (step == Step::Finishing)
        messages.tell(MessageBar::Kind::News, tr("What runs is being finished, then this batch closes."));
    else if (step == Step::Stopping)
        messages.tell(MessageBar::Kind::News, tr("Stopping: this batch closes when the clean-up is over."));
}

// What somebody saves is written first: nobody would know that it is missing.
void BatchTabs::remove(BatchTab *tab)
{
    if (savingOf(tab))
        return await(tab, [this, tab] { close(tab); }); // it may have been run meanwhile
    m_staying.remove(tab);
    Q_EMIT aboutToRemove(tab);
    if (tab->pane() && tab->pane()->closing().isStuck())
        tab->pane()->abandon();
    removeTab(indexOf(tab));
    tab->deleteLater(); // it may be the one that asked for it
    m_removed += tab;
    Q_EMIT removed();
}

} // namespace batchdeck
