#include "widgets/workpane.h"

#include "ui_workpane.h"
#include "widgets/jsonpane.h"
#include "widgets/openbatch.h"
#include "widgets/pageroom.h"
#include "widgets/panepage.h"
#include "widgets/preferences.h"
#include "widgets/recordview.h"
#include "widgets/tablepane.h"

#include <QCoreApplication>
#include <QLocale>

namespace batchdeck {

namespace {

constexpr int tableWidth = 900; // at first, beside the details' width
constexpr int detailsWidth = 350; // for letters of the usual size
constexpr double usualSize = 9.75;
constexpr int bottomHeight = 210;
constexpr double mostBottom = 0.34; // of the height, at first
constexpr int leastBottom = 120;
constexpr int fewRows = 20; // a pane that has no room for as many has short bars

// With large letters it may stand below what the window shows.
void bringIntoSight(QWidget &pane)
{
    for (QWidget *around = pane.parentWidget(); around; around = around->parentWidget()) {
        QCoreApplication::sendPostedEvents(around, QEvent::LayoutRequest); // so that it has its place already
        if (auto *room = qobject_cast<PageRoom *>(around))
            return room->ensureWidgetVisible(&pane, 0, 0);
    }
}

} // namespace

WorkPane::WorkPane(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::WorkPane>())
{
    m_ui->setupUi(this);
    m_ui->across->setStretchFactor(0, 1);
    m_ui->across->setStretchFactor(1, 0);
    m_ui->down->setStretchFactor(0, 1);
    m_ui->down->setStretchFactor(1, 0);
    const double size = std::max(font().pointSizeF() / usualSize, 1.0);
    m_ui->across->setSizes({tableWidth, int(detailsWidth * size)});
    m_ui->bottom->setMinimumHeight(std::max(leastBottom, int(leastBottom * size * 0.75)));
    m_ui->only->hide();
    connect(m_ui->showAll, &QToolButton::clicked, this, &WorkPane::showAll);
}

WorkPane::~WorkPane() = default;

void WorkPane::setRun(const OpenBatch &batch, RecordModel &records, Preferences &preferences)
{
    m_records = &records;
    m_preferences = &preferences;
    const Session &session = *batch.session;
    const RunNotes &notes = *batch.notes;
    m_ui->details->setRun(session.run(), session.history(), notes.failures, records.texts());
    m_ui->bottom->setRun(session.run(), notes.failures, notes.marks, records);

    connect(table().view().selectionModel(), &QItemSelectionModel::currentRowChanged, this, &WorkPane::showCurrent);
    connect(&table().view(), &RecordView::selectionAltered, this, [this] { // also of what was the current one already
        if (table().view().selectedCount() > 0)
            showCurrent(table().view().currentIndex());
    });
    connect(m_ui->details, &DetailsPane::retryAsked, this, &WorkPane::retryAsked);
    connect(m_ui->details, &DetailsPane::editAsked, this, &WorkPane::editAsked);
    connect(m_ui->details, &DetailsPane::showAsked, this, &WorkPane::showOnly);
    connect(m_ui->bottom, &BottomPane::retryAsked, this, &WorkPane::retryAsked);
    connect(m_ui->bottom, &BottomPane::showAsked, this, &WorkPane::showOnly);
    connect(m_ui->bottom, &BottomPane::rowChosen, this, &WorkPane::choose);
    connect(m_ui->bottom, &BottomPane::failureVerbsAltered, this, &WorkPane::failureVerbsAltered);

    restore();
    connect(m_ui->across, &QSplitter::splitterMoved, this, &WorkPane::remember);
    connect(m_ui->down, &QSplitter::splitterMoved, this, [this] {
        m_isAsChosen = true;
        remember();
    });
    connect(m_ui->details, &DetailsPane::pageChosen, this, &WorkPane::remember);
    connect(m_ui->details, &DetailsPane::viewChosen, this, &WorkPane::remember);
    connect(m_ui->bottom, &BottomPane::pageChosen, this, &WorkPane::remember);
}

TablePane &WorkPane::table() const
{
    return *m_ui->table;
}

DoubtsBar &WorkPane::doubts() const
{
    return *m_ui->doubts;
}

NewsBar &WorkPane::news() const
{
    return *m_ui->news;
}

// The bars leave the rows their room.
void WorkPane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool isLow = height() < fewRows * table().view().usualRowHeight();
    doubts().setLow(isLow);
    news().setLow(isLow);
    if (!m_isAsChosen) {
        const int bottom = std::min(bottomHeight, int(height() * mostBottom));
        m_ui->down->setSizes({height() - bottom, bottom});
    }
}

void WorkPane::setLow(bool isLow)
{
    m_isLow = isLow;
    const Preferences::Panes panes = m_preferences->panes();
    show(*m_ui->details, !isLow && panes.details);
    show(*m_ui->bottom, !isLow && panes.bottom);
    news().setLean(isLow);
    table().setLow(isLow);
}

void WorkPane::refresh(bool underWay)
{
    m_isUnderWay = underWay;
    m_ui->details->refresh();
    m_ui->bottom->refresh(underWay);
}

void WorkPane::roundEnded()
{
    m_ui->bottom->roundEnded();
}

// ---- The current record

// Where it is filtered away, what was seen of it stays.
void WorkPane::showCurrent(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const quint32 row = index.data(RecordModel::RowRole).toUInt();
    m_ui->details->show(row);
    m_ui->bottom->setCurrent(row);
}

void WorkPane::choose(quint32 row)
{
    const int position = m_records->positionOf(row);
    if (position >= 0) {
        RecordView &view = table().view();
        const QModelIndex index = m_records->index(position, std::max(view.currentIndex().column(), 0));
        view.selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        view.scrollTo(index);
    }
    m_ui->details->show(row); // also where the table does not show it
    m_ui->bottom->setCurrent(row);
}

void WorkPane::revealCurrent()
{
    if (const auto row = m_ui->details->row()) {
        setShown(Part::Bottom, true);
        m_ui->bottom->reveal(*row);
    }
}

// ---- A set of rows

void WorkPane::showOnly(const std::vector<quint32> &rows, const QString &name)
{
    RowBits bits(m_records->run().batch().size());
    for (const quint32 row : rows)
        bits.set(row);
    m_records->setOnly(std::move(bits));
    const QString count = QLocale().toString(rows.size());
    m_ui->onlyText->setText(rows.size() == 1 ? tr("Only 1 record is shown: %1").arg(name)
                                             : tr("Only %1 records are shown: %2").arg(count, name));
    m_ui->onlyText->setToolTip(name);
    m_ui->only->show();
    Q_EMIT onlyShown(true);
    if (!table().view().currentIndex().isValid() && m_records->rowCount() > 0)
        table().view().setCurrentIndex(m_records->index(0, 0));
    table().view().setFocus();
}

void WorkPane::showAll()
{
    show(*m_ui->only, false);
    m_records->setOnly({});
    Q_EMIT onlyShown(false);
}

bool WorkPane::showsOnly() const
{
    return !m_ui->only->isHidden();
}

FailuresPane *WorkPane::failures() const
{
    return isShown(Part::Bottom) ? m_ui->bottom->failures() : nullptr;
}

// ---- How it stands

bool WorkPane::isShown(Part part) const
{
    const QWidget *widget = part == Part::Details ? static_cast<QWidget *>(m_ui->details) : m_ui->bottom;
    return !widget->isHidden();
}

void WorkPane::setShown(Part part, bool shown)
{
    QWidget &pane = part == Part::Details ? static_cast<QWidget &>(*m_ui->details) : *m_ui->bottom;
    show(pane, shown);
    remember();
    if (shown)
        bringIntoSight(pane);
}

// The keyboard does not stay in what goes.
void WorkPane::show(QWidget &part, bool shown)
{
    if (!shown && part.isAncestorOf(window()->focusWidget()))
        table().view().setFocus();
    part.setVisible(shown);
    if (&part == m_ui->bottom)
        Q_EMIT failureVerbsAltered();
}

void WorkPane::turnTo(PanePage page)
{
    static_assert(DetailsPane::pages == int(PanePage::Failures));
    const int under = int(page) - DetailsPane::pages;
    setShown(under < 0 ? Part::Details : Part::Bottom, true);
    if (under >= 0)
        return m_ui->bottom->turnTo(BottomPane::Page(under));
    if (!m_ui->details->row()) // it has no pages before one is chosen
        table().view().setFocus(Qt::ShortcutFocusReason);
    m_ui->details->turnTo(DetailsPane::Page(page));
}

void WorkPane::restore()
{
    const Preferences::Panes panes = m_preferences->panes();
    if (!panes.across.isEmpty())
        m_ui->across->restoreState(panes.across);
    m_isAsChosen = m_ui->down->restoreState(panes.down);
    m_ui->details->setVisible(panes.details);
    m_ui->bottom->setVisible(panes.bottom);
    m_ui->details->setPage(DetailsPane::Page(panes.detailsPage));
    m_ui->bottom->setPage(BottomPane::Page(panes.bottomPage));
    m_ui->details->record().setView(JsonPane::View(panes.recordView));
    m_ui->details->result().setView(JsonPane::View(panes.resultView));
}

void WorkPane::remember()
{
    Preferences::Panes panes = m_preferences->panes();
    panes.across = m_ui->across->saveState();
    panes.down = m_isAsChosen ? m_ui->down->saveState() : QByteArray();
    if (!m_isLow) {
        panes.details = isShown(Part::Details);
        panes.bottom = isShown(Part::Bottom);
    }
    panes.detailsPage = m_ui->details->page();
    panes.bottomPage = m_ui->bottom->page();
    panes.recordView = m_ui->details->record().view();
    panes.resultView = m_ui->details->result().view();
    m_preferences->setPanes(panes);
}

} // namespace batchdeck
