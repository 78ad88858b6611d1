#include "widgets/watchpage.h"

#include "models/coretext.h"
#include "models/runtext.h"
#include "models/shownjson.h"
#include "ui_watchpage.h"
#include "widgets/pagefocus.h"
#include "widgets/paneactions.h"
#include "widgets/statedelegate.h"
#include "widgets/textdelegate.h"

#include <QDeadlineTimer>
#include <QFileInfo>
#include <QFontDatabase>
#include <QHeaderView>
#include <QLocale>
#include <QScrollBar>
#include <QtConcurrentRun>

namespace batchdeck {

namespace {

constexpr int mostOften = 500; // milliseconds between two looks
constexpr int share = 9; // a look that takes long is followed by a rest of so many times that
constexpr int margins = 24; // of a cell
constexpr qsizetype longest = 200'000; // characters of a result or a log that are shown
constexpr int recordsHeight = 420; // at first
constexpr int lowerHeight = 220;
constexpr int failuresPage = 1;
constexpr std::array pages{PanePage::Record, PanePage::Failures};

qint64 now()
{
    return QDeadlineTimer::current().deadline();
}

} // namespace

WatchPage::WatchPage(std::shared_ptr<WatchedRun> run, QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::WatchPage>())
    , m_run(std::move(run))
    , m_notes(std::make_shared<Notes>(quint32(m_run->run().batch.entries.size())))
    , m_records({[run = m_run](quint32 row) { return run->label(row); },
                 [notes = m_notes](quint32 row) { return CoreText::told(notes->errors.lastError(row)); }})
    , m_search(m_records, m_run->batch(), m_run->names(), {m_notes, &m_notes->errors})
    , m_sort(m_records)
{
    m_ui->setupUi(this);
    QFont big = m_ui->watchPercent->font();
    big.setPointSizeF(big.pointSizeF() * 1.35);
    big.setWeight(QFont::DemiBold);
    m_ui->watchPercent->setFont(big);
    m_ui->watchBody->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_ui->only->hide();
    m_ui->watchFilters->setFamilies(watchedFamilies);
    setUpRecords();
    setUpTries();
    setUpLower();
    m_ui->watchParts->setSizes({recordsHeight, lowerHeight});

    connect(m_ui->openWatched, &QToolButton::clicked, this, &WatchPage::openAsked);
    connect(&m_looking, &QFutureWatcherBase::finished, this, [this] { show(*m_looking.result()); });
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &WatchPage::look);
    m_ui->watchRecords->setFocus();
    showTry();
    look();
}

WatchPage::~WatchPage()
{
    m_looking.disconnect(this);
    m_ui->watchRecords->setModel(nullptr); // they go before the views
    m_ui->watchTries->setModel(nullptr);
}

void WatchPage::setUpRecords()
{
    PlainTable &records = *m_ui->watchRecords;
    using enum TextDelegate::Tone;
    for (const auto &[column, tone] : {std::pair(WatchModel::Number, Muted), std::pair(WatchModel::Label, Plain),
                                       std::pair(WatchModel::Tries, Muted), std::pair(WatchModel::Elapsed, Muted),
                                       std::pair(WatchModel::Ended, Muted), std::pair(WatchModel::Why, ByState)})
        records.setItemDelegateForColumn(column, new TextDelegate(tone, WatchModel::StateRole, this));
    records.setItemDelegateForColumn(WatchModel::RecordState, new StateDelegate(WatchModel::StateRole, this));
    records.setModel(&m_records);
    const auto width = [&](const QString &widest) { return records.fontMetrics().horizontalAdvance(widest) + margins; };
    QHeaderView &header = *records.horizontalHeader();
    header.resizeSection(WatchModel::Number, width(QLocale().toString(quint32(m_run->run().batch.entries.size()))));
    header.resizeSection(WatchModel::Label, 240);
    header.resizeSection(WatchModel::RecordState, 168);
    for (const auto column : {WatchModel::Tries, WatchModel::Elapsed, WatchModel::Ended})
        header.resizeSection(column, 88);
    records.setStretched(WatchModel::Why);
    records.setColumnHidden(WatchModel::Label, m_run->batch() == nullptr);
    header.setSectionsClickable(true);
    connect(&header, &QHeaderView::sectionClicked, this, [this](int column) {
        const bool turns = column == m_sort.column() && m_sort.order() == Qt::AscendingOrder;
        m_sort.by(WatchModel::Column(column), turns ? Qt::DescendingOrder : Qt::AscendingOrder);
    });
    connect(&m_sort, &WatchSort::altered, &header, [this, &header] {
        header.setSortIndicator(m_sort.column(), m_sort.order());
        header.setSortIndicatorShown(m_sort.column() != WatchModel::Number || m_sort.order() == Qt::DescendingOrder);
    });

    connect(m_ui->watchFilters, &FilterBar::statesChosen, &m_records, &WatchModel::setStates);
    connect(m_ui->watchFilters, &FilterBar::searched, &m_search, &WatchSearch::find);
    connect(m_ui->watchFilters, &FilterBar::left, &records, [&records] { records.setFocus(); });
    connect(records.selectionModel(), &QItemSelectionModel::currentRowChanged, this, &WatchPage::showRecord);
    connect(&m_records, &QAbstractItemModel::modelAboutToBeReset, this, &WatchPage::keep);
    connect(&m_records, &QAbstractItemModel::modelReset, this, &WatchPage::restore);
}

void WatchPage::setUpTries()
{
    PlainTable &tries = *m_ui->watchTries;
    using enum TextDelegate::Tone;
    for (const auto &[column, tone] : {std::pair(TriesModel::Number, Muted), std::pair(TriesModel::Began, Muted),
                                       std::pair(TriesModel::Took, Muted), std::pair(TriesModel::Why, ByState)})
        tries.setItemDelegateForColumn(column, new TextDelegate(tone, TriesModel::StateRole, this));
    tries.setItemDelegateForColumn(TriesModel::Ended, new StateDelegate(TriesModel::StateRole, this));
    tries.setModel(&m_tries);
    for (const auto &[column, size] : {std::pair(TriesModel::Number, 48), std::pair(TriesModel::Began, 88),
                                       std::pair(TriesModel::Took, 88), std::pair(TriesModel::Ended, 140)})
        tries.horizontalHeader()->resizeSection(column, size);
    tries.setStretched(TriesModel::Why);
    connect(tries.selectionModel(), &QItemSelectionModel::currentRowChanged, this, &WatchPage::showTry);
}

void WatchPage::setUpLower()
{
    m_ui->watchLowerBar->setAttribute(Qt::WA_StyledBackground);
    m_ui->watchTabs->setDrawBase(false);
    m_ui->watchTabs->setExpanding(false);
    m_ui->watchTabs->addTab(tr("Record"));
    m_ui->watchTabs->addTab({});
    m_ui->lowerBarLayout->addWidget(m_ui->failures->verbs());
    m_ui->failures->setGroups(m_notes->failures);
    m_ui->failures->hideRetry();
    const auto turn = [this](int page) {
        m_ui->watchPages->setCurrentIndex(page);
        m_ui->failures->verbs()->setVisible(page == failuresPage);
        Q_EMIT actionsAltered();
    };
    connect(m_ui->watchTabs, &QTabBar::currentChanged, this, turn);
    turn(m_ui->watchTabs->currentIndex());
    showTitles();
    connect(m_ui->failures, &FailuresPane::showAsked, this, &WatchPage::showOnly);
    connect(m_ui->showAll, &QToolButton::clicked, this, &WatchPage::showAll);
    connect(m_ui->failures, &FailuresPane::verbsAltered, this, &WatchPage::actionsAltered);
}

void WatchPage::search()
{
    m_ui->watchFilters->focusSearch();
}

FailuresPane *WatchPage::failures() const
{
    return m_ui->watchTabs->currentIndex() == failuresPage ? m_ui->failures : nullptr;
}

void WatchPage::showActions(const PaneActions &actions) const
{
    actions.showSet(!m_ui->only->isHidden());
    actions.showFailures(FailuresPane::Show, failures());
    actions.showPages(pages);
}

void WatchPage::turnTo(PanePage page)
{
    const bool isFailures = page == PanePage::Failures;
    m_ui->watchTabs->setCurrentIndex(isFailures ? failuresPage : 0);
    if (!isFailures)
        m_ui->watchTries->setFocus(Qt::ShortcutFocusReason);
    else if (!focusPage(*m_ui->failures))
        m_ui->watchTabs->setFocus(Qt::ShortcutFocusReason);
}

void WatchPage::showFailures()
{
    if (FailuresPane *shown = failures())
        shown->press(FailuresPane::Show);
}

// ---- How it stands

void WatchPage::look()
{
    m_began = now();
    m_looking.setFuture(QtConcurrent::run([run = m_run, notes = m_notes] {
        return std::make_shared<Look>(run->look([&notes](const RecordResult &result) {
            notes->errors.recall(result);
            notes->failures.recall(result);
        }));
    }));
}

void WatchPage::show(Look &look)
{
    m_next.start(int(std::max(qint64(mostOften), (now() - m_began) * share)));
    if (!look) {
        m_ui->watchTold->setText(CoreText::told(look.error().message));
        return;
    }
    if (*look)
        take(std::move(**look));
}

RunSummary WatchPage::summary() const
{
    RunSummary summary;
    summary.counts = m_records.counts();
    return summary;
}

void WatchPage::take(WatchedRun::Stand stand)
{
    m_isAtWork = stand.isAtWork;
    m_records.setAtWork(m_isAtWork);
    m_records.setRecords(std::move(stand.records));
    const RunSummary summary = this->summary();
    const QLocale locale;
    m_ui->watchPercent->setText(tr("%1%").arg(RunText::percent(summary)));
    m_ui->watchProgress->setText(
        tr("%1 of %2").arg(locale.toString(RunText::ended(summary)), locale.toString(RunText::runnable(summary))));
    m_ui->watchBar->setSummary(summary);
    m_ui->watchFilters->setSummary(summary);
    const QString begun = locale.toString(m_run->run().created.toLocalTime(), QLocale::ShortFormat);
    m_ui->watchTold->setText(m_isAtWork ? tr("The run of %1, open elsewhere: here it is only shown").arg(begun)
                                        : tr("The run of %1: nobody has it open").arg(begun));
    m_ui->watchTold->setToolTip(m_run->path());
    m_ui->openWatched->setEnabled(!m_isAtWork && !m_run->run().batch.path.isEmpty());
    m_ui->openWatched->setToolTip(m_isAtWork ? tr("Some program has this run open. When it has been closed there.")
                                      : m_run->run().batch.path.isEmpty()
                                      ? tr("The records of this run came from no file.")
                                      : tr("Go on with what is left, or run the records anew"));
    m_search.lookAgain();
    m_ui->failures->refresh();
    showTitles();
    showRecord();
    Q_EMIT looked();
}

// ---- One record

std::optional<quint32> WatchPage::current() const
{
    const QModelIndex index = m_ui->watchRecords->currentIndex();
    return index.isValid() ? std::optional(index.data(WatchModel::RowRole).toUInt()) : std::nullopt;
}

// It may be read while somebody writes to it, or from a slow disk.
void WatchPage::showRecord()
{
    const std::optional<quint32> row = current();
    if (std::exchange(m_row, row) != row) {
        m_isRead = false;
        m_tries.setEnds({});
        showTry();
    }
    m_readingEnds.stop();
    if (row)
        m_readingEnds.start([run = m_run, row = *row](RowJob &) { return run->ends(row); },
                            [this](Ends ends) { showTries(std::move(ends)); });
}

void WatchPage::showTries(Ends ends)
{
    m_isRead = true;
    const auto before = m_tries.rowCount();
    m_tries.setEnds(ends ? *std::move(ends) : std::vector<PastEnd>());
    if (m_tries.rowCount() != before && m_tries.rowCount() > 0)
        m_ui->watchTries->selectRow(m_tries.rowCount() - 1);
    showTry();
    if (!ends)
        showBody(CoreText::told(ends.error().message));
}

void WatchPage::showTry()
{
    const QModelIndex index = m_ui->watchTries->currentIndex();
    const PastEnd *end = index.isValid() ? &m_tries.ends()[std::size_t(index.row())] : nullptr;
    if (!end) {
        m_readingBody.stop();
        m_shown.reset();
        return showBody(!m_row         ? tr("Choose a record to see what came of it.")
                            : m_isRead ? tr("Nothing has come of this record yet.")
                                       : QString());
    }
    if (m_shown == *end)
        return;
    m_shown = *end;
    showBody({});
    m_readingBody.start(
        [run = m_run, end = *end](RowJob &) {
            const auto body = run->body(end);
            if (!body)
                return QStringList{CoreText::told(body.error().message)};
            return QStringList{inShortLines(QString::fromUtf8(body->result).left(longest)),
                               inShortLines(body->log.left(longest))};
        },
        [this](QStringList parts) {
            parts.prepend(CoreText::told(m_shown->error));
            parts.removeAll(QString());
            showBody(parts.isEmpty() ? tr("It left neither a result nor a log.") : parts.join(QLatin1String("\n\n")));
        });
}

void WatchPage::showBody(const QString &text)
{
    if (m_ui->watchBody->toPlainText() != text)
        m_ui->watchBody->setPlainText(text);
}

// ---- Rows that move

void WatchPage::keep()
{
    m_kept = current();
    m_scroll = m_ui->watchRecords->verticalScrollBar()->value();
}

void WatchPage::restore()
{
    const int position = m_kept ? m_records.positionOf(*m_kept) : -1;
    if (position >= 0)
        m_ui->watchRecords->selectRow(position);
    m_ui->watchRecords->verticalScrollBar()->setValue(m_scroll);
    showRecord();
}

void WatchPage::showOnly(const std::vector<quint32> &rows, const QString &name)
{
    RowBits bits(quint32(m_records.records()->size()));
    for (const quint32 row : rows)
        bits.set(row);
    m_records.setOnly(std::move(bits));
    m_ui->onlyText->setText(rows.size() == 1
                                ? tr("Only 1 record is shown: %1").arg(name)
                                : tr("Only %1 records are shown: %2").arg(QLocale().toString(rows.size()), name));
    m_ui->onlyText->setToolTip(name);
    m_ui->only->show();
    Q_EMIT actionsAltered();
    m_ui->watchRecords->setFocus();
}

void WatchPage::showAll()
{
    m_ui->only->hide();
    Q_EMIT actionsAltered();
    m_records.setOnly({});
    m_ui->watchRecords->setFocus();
}

void WatchPage::showTitles()
{
    const int kinds = m_ui->failures->count();
    const QString title = kinds > 0 ? tr("Failures %1").arg(QLocale().toString(kinds)) : tr("Failures");
    if (m_ui->watchTabs->tabText(failuresPage) != title)
        m_ui->watchTabs->setTabText(failuresPage, title);
}

} // namespace batchdeck
