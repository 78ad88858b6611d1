#include "widgets/detailspane.h"

#include "core/batchrun.h"
#include "models/recordmodel.h"
#include "models/rowtext.h"
#include "session/entryedit.h"
#include "ui_detailspane.h"
#include "widgets/pagefocus.h"
#include "widgets/stateicon.h"
#include "widgets/theme.h"
#include "widgets/trydelegate.h"

#include <QEvent>
#include <QLocale>
#include <QPainter>

namespace batchdeck {

namespace {

constexpr int iconSize = 16;

// Where each page is, in the order of the tabs.
constexpr const char *titles[DetailsPane::pages] = {
    QT_TRANSLATE_NOOP("batchdeck::DetailsPane", "Record"), QT_TRANSLATE_NOOP("batchdeck::DetailsPane", "Result"),
    QT_TRANSLATE_NOOP("batchdeck::DetailsPane", "Tries"),  QT_TRANSLATE_NOOP("batchdeck::DetailsPane", "Log"),
    QT_TRANSLATE_NOOP("batchdeck::DetailsPane", "Error"),
};

QPixmap iconOf(State state, const Theme &theme, qreal ratio)
{
    QPixmap pixmap(QSize(iconSize, iconSize) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paintState(painter, state, QRectF(0, 0, iconSize, iconSize), theme);
    return pixmap;
}

} // namespace

DetailsPane::DetailsPane(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::DetailsPane>())
{
    m_ui->setupUi(this);
    setAttribute(Qt::WA_StyledBackground);
    QFont strong = m_ui->title->font();
    strong.setPointSizeF(strong.pointSizeF() * 1.08);
    strong.setWeight(QFont::DemiBold);
    m_ui->title->setFont(strong);
    m_ui->tabs->setDrawBase(false);
    m_ui->tabs->setExpanding(false);
    m_ui->tabs->setUsesScrollButtons(true);
    for (int page = 0; page < pages; ++page)
        m_ui->tabs->addTab(tr(titles[page]));
    m_ui->tabs->updateGeometry(); // it does not say so itself before it is seen
    m_ui->tries->setItemDelegate(new TryDelegate(this));
    connect(m_ui->tabs, &QTabBar::currentChanged, this, [this] {
        m_isAwaited = false;
        showPage();
        Q_EMIT pageChosen();
    });
    for (const JsonPane *pane : {m_ui->record, m_ui->result})
        connect(pane, &JsonPane::viewChosen, this, &DetailsPane::viewChosen);
    m_ui->stack->setCurrentWidget(m_ui->nothingPage);
}

DetailsPane::~DetailsPane()
{
    m_ui->tries->setModel(nullptr); // it goes before the view
}

void DetailsPane::setRun(const BatchRun &run, const RecordHistory *history, const FailureGroups &groups,
                         const RecordTexts &texts)
{
    m_run = &run;
    m_groups = &groups;
    m_texts = &texts;
    m_details = std::make_unique<RecordDetails>(run, history);
    m_ui->tries->setModel(&m_details->tries());
    connect(m_ui->tries->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        const QModelIndexList chosen = m_ui->tries->selectionModel()->selectedIndexes();
        m_details->choose(chosen.isEmpty() ? -1 : chosen.front().row());
    });
    connect(m_ui->newest, &QToolButton::clicked, m_ui->tries, &QAbstractItemView::clearSelection);
    connect(m_details.get(), &RecordDetails::rowChanged, this, [this] {
        showHead();
        m_ui->record->setJson({});
        showTries();
    });
    connect(m_details.get(), &RecordDetails::refreshed, this, &DetailsPane::showHead);
    connect(m_details.get(), &RecordDetails::triesChanged, this, &DetailsPane::showTries);
    connect(m_details.get(), &RecordDetails::recordRead, this, [this] {
        m_ui->record->setJson(m_details->record());
        giveKeyboard();
    });
    connect(m_details.get(), &RecordDetails::bodyRead, this, &DetailsPane::showBody);
    connect(m_details.get(), &RecordDetails::logChanged, this, [this] {
        m_ui->log->setLog(m_details->log());
        giveKeyboard();
    });
    connect(m_ui->record, &JsonPane::copyAsked, this, [this] {
        const bool isAsInFile = m_ui->record->view() == JsonPane::File;
        m_copying.copy([isAsInFile, row = *m_details->row(), shown = &m_run->batch()](RowJob &) {
            return QString::fromUtf8(isAsInFile ? shown->entryInFile(row) : shown->entry(row));
        });
    });
    connect(m_ui->result, &JsonPane::copyAsked, this, [this] {
        m_copying.copy([whole = m_details->wholeResult()](RowJob &) { return QString::fromUtf8(whole()); });
    });
    connect(m_ui->error, &ErrorPane::retryAsked, this, [this] { Q_EMIT retryAsked({*m_details->row()}); });
    connect(m_ui->error, &ErrorPane::editAsked, this, [this] { Q_EMIT editAsked(*m_details->row()); });
    connect(m_ui->error, &ErrorPane::alikeAsked, this, &DetailsPane::showAlike);
    showPage();
}

void DetailsPane::show(quint32 row)
{
    m_details->show(row);
    m_ui->stack->setCurrentWidget(m_ui->recordPage);
}

std::optional<quint32> DetailsPane::row() const
{
    return m_details ? m_details->row() : std::nullopt;
}

void DetailsPane::refresh()
{
    if (isVisible())
        m_details->refresh();
}

DetailsPane::Page DetailsPane::page() const
{
    return Page(m_ui->tabs->currentIndex());
}

void DetailsPane::setPage(Page page)
{
    m_ui->tabs->setCurrentIndex(page);
}

// What it shows may still have to be read: until then its tab has the keyboard.
void DetailsPane::turnTo(Page page)
{
    setPage(page);
    if (!row())
        return;
    m_ui->tabs->setFocus(Qt::ShortcutFocusReason);
    m_isAwaited = true;
    giveKeyboard();
}

void DetailsPane::giveKeyboard()
{
    m_isAwaited = m_isAwaited && window()->focusWidget() == m_ui->tabs && !focusPage(*m_ui->pages->currentWidget());
}

JsonPane &DetailsPane::record() const
{
    return *m_ui->record;
}

JsonPane &DetailsPane::result() const
{
    return *m_ui->result;
}

// Only what is seen is read.
void DetailsPane::showPage()
{
    QWidget *const widgets[pages] = {m_ui->record, m_ui->result, m_ui->triesPage, m_ui->log, m_ui->error};
    m_ui->pages->setCurrentWidget(widgets[page()]);
    if (!m_details)
        return;
    using Look = RecordDetails::Look;
    const bool isBody = page() == ResultPage || page() == LogPage;
    m_details->lookAt(!isVisible()               ? Look::None
                          : page() == RecordPage ? Look::Record
                          : isBody               ? Look::Body
                                                 : Look::None);
    showTries();
}

void DetailsPane::showHead()
{
    if (!m_details->row())
        return;
    const quint32 row = *m_details->row();
    const RecordStatus &status = m_details->status();
    const Theme &theme = Theme::of(palette());
    m_ui->icon->setPixmap(iconOf(status.record.state, theme, devicePixelRatioF()));
    m_ui->icon->setToolTip(RowText::word(status.record.state));
    m_ui->icon->setAccessibleName(RowText::word(status.record.state));
    const QString label = m_texts->label(row);
    if (m_ui->title->toolTip() != label) {
        m_ui->title->setToolTip(label);
        m_ui->title->setText(label);
    }
    m_ui->number->setText(tr("#%1").arg(QLocale().toString(row + 1)));
    if (page() == ErrorPage)
        showError(); // it is over once it waits again, and others go wrong alike meanwhile
    showTitles();
}

void DetailsPane::showTitles()
{
    const int tries = m_details->tries().attempts();
    const QString title = tries > 1 ? tr("Tries %1").arg(QLocale().toString(tries)) : tr("Tries");
    if (m_ui->tabs->tabText(TriesPage) != title)
        m_ui->tabs->setTabText(TriesPage, title);
}

void DetailsPane::showTries()
{
    const bool isOlder = m_details->chosen() >= 0 && page() != TriesPage && page() != RecordPage;
    m_ui->older->setVisible(isOlder);
    if (isOlder) {
        const QModelIndex chosen = m_details->tries().index(m_details->chosen(), TriesModel::Number);
        m_ui->olderText->setText(chosen.data().isValid() ? tr("Of try %1").arg(chosen.data().toString())
                                                         : tr("Of an end without a try"));
    }
    m_ui->tries->setVisible(m_details->tries().rowCount() > 0);
    m_ui->triesEmpty->setVisible(m_details->tries().rowCount() == 0);
    m_ui->triesEmpty->setText(m_details->historyError().isEmpty()
                                  ? tr("Not tried yet. Each try will be listed here: when, how long, and how it ended.")
                                  : m_details->historyError());
    showTitles();
    showBody();
    showError();
    giveKeyboard();
}

void DetailsPane::showBody()
{
    const QString why = m_details->historyError();
    const bool isAtWork = m_details->isAtWork();
    const PastEnd *end = m_details->end();
    m_ui->result->setEmptyText(!why.isEmpty() ? why
                                   : isAtWork ? tr("Its result will be shown here when it has one.")
                                   : end && end->leader != nothing
                                   ? tr("It shares the result of #%1.").arg(QLocale().toString(end->leader + 1))
                                   : end ? tr("It ended without a result.")
                                         : tr("What comes of it will be shown here."));
    m_ui->log->setEmptyText(!why.isEmpty() ? why
                                : isAtWork ? tr("It has written nothing to its log yet.")
                                : end      ? tr("It wrote nothing to its log.")
                                           : tr("What it writes to its log will be shown here, line by line."));
    m_ui->result->setJson(m_details->result());
    m_ui->log->setLog(m_details->log());
    giveKeyboard();
}

void DetailsPane::showError()
{
    const std::optional<quint32> row = m_details->row();
    if (!row)
        return;
    const State state = m_details->status().record.state;
    const PastEnd *end = m_details->end();
    m_ui->error->setEmptyText(state == State::Succeeded      ? tr("It went well.")
                                  : state == State::Stopping ? tr("It was asked to stop, and cleans up.")
                                  : state == State::Unresponsive
                                  ? tr("It was asked to stop, and its clean-up takes longer than it may. It "
                                       "keeps its slot until it ends, or until you give it up: its row’s menu "
                                       "does that, and nobody will know then whether it took effect.")
                                  : tr("What goes wrong will be told here: what it was, and what to do."));
    if (const PastEnd *earlier = m_details->earlierEnd())
        m_ui->error->setError(TriesModel::stateOf(*earlier), earlier->error, earlierText(state, *earlier));
    else
        m_ui->error->setError(state == State::Invalid || !end ? state : TriesModel::stateOf(*end), m_details->error());
    showVerbs();
}

QString DetailsPane::earlierText(State state, const PastEnd &end)
{
    const QString now = isActive(state) ? tr("It is at work again.")
        : state == State::Backoff       ? tr("It will be tried again.")
                                        : tr("It waits to be run again.");
    return end.number == 0 ? tr("%1 Before that it ended like this:").arg(now)
                           : tr("%1 Try %2 ended like this:").arg(now, QLocale().toString(end.number));
}

void DetailsPane::showVerbs()
{
    const State state = m_details->status().record.state;
    m_ui->error->setVerbs(RecordModel::actionOf(state) == RecordModel::Retry, EntryEdit::isPossible(state),
                          m_groups->countWith(*m_details->row()));
}

void DetailsPane::showAlike()
{
    const int group = m_groups->groupOf(*m_details->row());
    if (group >= 0)
        Q_EMIT showAsked(m_groups->rows({group}), m_groups->groups()[std::size_t(group)].text.simplified());
}

void DetailsPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_details) {
        showPage();
        m_details->refresh();
    }
}

void DetailsPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_details)
        showHead();
}

} // namespace batchdeck
