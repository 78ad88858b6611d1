#include "widgets/failurespane.h"

#include "models/rowtext.h"
#include "ui_failurespane.h"
#include "widgets/recordactions.h"
#include "widgets/statedelegate.h"
#include "widgets/textdelegate.h"

#include <QEvent>
#include <QHeaderView>
#include <QLocale>
#include <QMenu>

namespace batchdeck {

namespace {

constexpr int margins = 24; // of a cell

// What may be tried again without harm: never what is in doubt.
bool mayRetry(State state)
{
    return state == State::Failed || state == State::TimedOut;
}

} // namespace

FailuresPane::FailuresPane(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::FailuresPane>())
{
    m_ui->setupUi(this);
    setAttribute(Qt::WA_StyledBackground);
    m_ui->groups->setItemDelegateForColumn(FailureModel::Error,
                                           new StateDelegate(FailureModel::StateRole, this, FailureModel::QuietRole));
    for (const int column : {FailureModel::Kind, FailureModel::First, FailureModel::Last})
        m_ui->groups->setItemDelegateForColumn(
            column, new TextDelegate(TextDelegate::Tone::Muted, FailureModel::StateRole, this));
    m_ui->groups->setItemDelegateForColumn(FailureModel::Records,
                                           new TextDelegate(TextDelegate::Tone::Plain, FailureModel::StateRole, this));
    connect(m_ui->show, &QToolButton::clicked, this,
            [this] { Q_EMIT showAsked(m_groups->rows(chosen()), nameOfChosen()); });
    connect(m_ui->retry, &QToolButton::clicked, this, [this] { Q_EMIT retryAsked(m_groups->rows(chosen())); });
    connect(m_ui->groups, &QAbstractItemView::activated, m_ui->show, &QToolButton::click);
    connect(m_ui->groups, &QWidget::customContextMenuRequested, this, &FailuresPane::openMenu);
}

FailuresPane::~FailuresPane()
{
    m_ui->groups->setModel(nullptr); // it goes before the view
}

void FailuresPane::setGroups(const FailureGroups &groups)
{
    m_groups = &groups;
    m_model = std::make_unique<FailureModel>(groups);
    m_sorted = FailureModel::Records;
    m_ui->groups->setModel(m_model.get());
    m_ui->groups->setStretched(FailureModel::Error);
    QHeaderView &header = *m_ui->groups->horizontalHeader();
    header.setSectionsClickable(true);
    const auto widthOf = [this](const QString &text) {
        return m_ui->groups->fontMetrics().horizontalAdvance(text) + margins;
    };
    header.resizeSection(FailureModel::Kind, widthOf(QStringLiteral("exception.std::runtime_error")));
    header.resizeSection(FailureModel::Records, widthOf(QStringLiteral("1,000,000")));
    header.resizeSection(FailureModel::First, widthOf(QStringLiteral("00:00:00")));
    header.resizeSection(FailureModel::Last, widthOf(QStringLiteral("00:00:00")));
    header.setSortIndicatorShown(false); // it would claim an order that is of one moment
    connect(&header, &QHeaderView::sectionClicked, m_model.get(), [this](int column) {
        m_sorted = column;
        sort();
    });
    connect(m_ui->groups->selectionModel(), &QItemSelectionModel::selectionChanged, this, &FailuresPane::lookAtChosen);
    refresh();
    sort();
    lookAtChosen();
}

void FailuresPane::hideRetry()
{
    m_ui->retry->hide();
    m_ui->empty->setText(tr("Nothing has gone wrong. What does is grouped here by its error."));
}

void FailuresPane::refresh()
{
    if (m_model->refresh())
        lookAtChosen();
    m_ui->pages->setCurrentWidget(m_model->rowCount() > 0 ? static_cast<QWidget *>(m_ui->groups) : m_ui->emptyPage);
}

void FailuresPane::drop()
{
    m_model->drop();
    refresh();
    sort();
}

// Figures grow while a row stays where it is, and what matters most came last perhaps.
void FailuresPane::sort()
{
    const bool isCount = m_sorted == FailureModel::Records || m_sorted == FailureModel::Last;
    m_model->sort(m_sorted, isCount ? Qt::DescendingOrder : Qt::AscendingOrder);
}

void FailuresPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_model)
        sort();
}

QWidget *FailuresPane::verbs() const
{
    return m_ui->verbs;
}

std::vector<int> FailuresPane::chosen() const
{
    std::vector<int> groups;
    const QModelIndexList rows = m_ui->groups->selectionModel()->selectedRows();
    for (const QModelIndex &index : rows)
        groups.push_back(index.data(FailureModel::GroupRole).toInt());
    return groups;
}

QString FailuresPane::nameOfChosen() const
{
    const QModelIndexList rows = m_ui->groups->selectionModel()->selectedRows();
    return rows.size() == 1 ? rows.front().data().toString() : tr("%1 kinds of failure").arg(rows.size());
}

void FailuresPane::lookAtChosen()
{
    quint32 &all = m_all = 0;
    quint32 &again = m_again = 0;
    const QModelIndexList rows = m_ui->groups->selectionModel()->selectedRows();
    for (const QModelIndex &index : rows) {
        const quint32 records = index.data(FailureModel::RecordsRole).toUInt();
        all += records;
        if (mayRetry(State(index.data(FailureModel::StateRole).toInt())))
            again += records;
    }
    const QLocale locale;
    m_ui->show->setEnabled(all > 0);
    m_ui->show->setText(all == 1      ? tr("Show This Record")
                            : all > 1 ? tr("Show These %1").arg(locale.toString(all))
                                      : tr("Show These"));
    m_ui->show->setToolTip(rows.isEmpty() ? tr("Choose a kind of failure first")
                               : all == 0 ? tr("No record stands so any more")
                               : all == 1 ? tr("Show only this record in the table")
                                          : tr("Show only these records in the table"));
    m_ui->retry->setEnabled(again > 0);
    m_ui->retry->setText(again == 1      ? tr("Retry This Record")
                             : again > 1 ? tr("Retry These %1").arg(locale.toString(again))
                                         : tr("Retry These"));
    m_ui->retry->setToolTip(rows.isEmpty() ? tr("Choose a kind of failure first")
                                : all == 0 ? tr("No record stands so any more")
                                : again == 0
                                ? tr("What is in doubt may have taken effect, and an invalid entry cannot run")
                                : again == 1 ? tr("Run this record again")
                                             : tr("Run these records again"));
    Q_EMIT verbsAltered();
}

QToolButton *FailuresPane::button(Verb verb) const
{
    return verb == Verb::Show ? m_ui->show : m_ui->retry;
}

void FailuresPane::showOn(QAction &action, Verb verb) const
{
    const QToolButton &shown = *button(verb);
    allow(&action, shown.isEnabled() ? QString() : shown.toolTip(), shown.toolTip());
}

quint32 FailuresPane::reach(Verb verb) const
{
    return verb == Verb::Show ? m_all : m_again;
}

void FailuresPane::press(Verb verb)
{
    button(verb)->click();
}

void FailuresPane::openMenu(const QPoint &at)
{
    if (!m_ui->groups->indexAt(at).isValid())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true); // why something cannot be done
    for (QToolButton *button : {m_ui->show, m_ui->retry}) {
        if (button->isHidden())
            continue;
        QAction *action = menu->addAction(button->text());
        action->setEnabled(button->isEnabled());
        action->setToolTip(button->toolTip());
        connect(action, &QAction::triggered, button, &QToolButton::click);
    }
    menu->popup(m_ui->groups->viewport()->mapToGlobal(at));
}

void FailuresPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        m_ui->retranslateUi(this);
        if (m_model)
            lookAtChosen();
    }
}

} // namespace batchdeck
