#include "widgets/tablefoot.h"

#include "models/recordsearch.h"
#include "models/recordsort.h"
#include "ui_tablefoot.h"
#include "widgets/recordview.h"

#include <QLayout>
#include <QLocale>

namespace batchdeck {

namespace {

constexpr auto looksEvery = std::chrono::milliseconds(100);

QString number(quint32 value)
{
    return QLocale().toString(value);
}

} // namespace

TableFoot::TableFoot(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::TableFoot>())
{
    m_ui->setupUi(this);
    m_looks.setInterval(looksEvery);
    connect(&m_looks, &QTimer::timeout, this, &TableFoot::showWork);
}

TableFoot::~TableFoot() = default;

QSize TableFoot::sizeHint() const
{
    return asHighAsAButton(QWidget::sizeHint());
}

QSize TableFoot::minimumSizeHint() const
{
    return asHighAsAButton(QWidget::minimumSizeHint());
}

// So that the table above stays as it is when one appears.
QSize TableFoot::asHighAsAButton(QSize size) const
{
    const QMargins margins = layout()->contentsMargins();
    return size.expandedTo({0, m_ui->stop->sizeHint().height() + margins.top() + margins.bottom()});
}

void TableFoot::setTable(RecordView &view, RecordSort &sort, RecordSearch &search)
{
    m_view = &view;
    m_sort = &sort;
    m_search = &search;
    connect(m_ui->unselect, &QToolButton::clicked, &view, &RecordView::selectNone);
    connect(view.records(), &RecordModel::moved, this, &TableFoot::refresh);
    connect(m_ui->refresh, &QToolButton::clicked, &sort, &RecordSort::refresh);
    connect(m_ui->stop, &QToolButton::clicked, &sort, &RecordSort::stop);
    connect(&view, &RecordView::selectionAltered, this, &TableFoot::refresh);
    connect(&sort, &RecordSort::altered, this, &TableFoot::refresh);
    connect(&search, &RecordSearch::altered, this, &TableFoot::refresh);
    refresh();
}

void TableFoot::refresh()
{
    const auto shown = quint32(m_view->records()->rowCount());
    const quint32 all = m_view->records()->run().batch().size();
    const quint32 selected = m_view->selectedCount();
    QStringList parts;
    parts += shown == all ? all == 1 ? tr("1 record") : tr("%1 records").arg(number(all))
                          : tr("%1 of %2 records").arg(number(shown), number(all));
    if (const RecordModel::Matches *matches = m_view->records()->matches(); matches && shown > 0)
        parts += tr("“%1” is marked, or it is in the entry or a hidden column").arg(matches->wanted);
    if (selected > 0)
        parts += m_view->selectionName().isEmpty()
            ? tr("%1 selected").arg(number(selected))
            : tr("%1 selected: %2").arg(number(selected), m_view->selectionName());
    const quint32 hidden = m_view->hiddenCount();
    if (hidden > 0)
        parts += tr("%1 selected, not shown").arg(number(hidden));
    m_ui->rows->setText(parts.join(QStringLiteral("  ·  ")));
    m_ui->unselect->setVisible(selected > 1 || hidden > 0);
    showWork();
    setVisible(!m_isLow || shown != all || selected > 1 || hidden > 0 || !m_ui->work->text().isEmpty());
}

void TableFoot::showWork()
{
    const bool isAtWork = m_sort->isSorting() || m_search->isSearching();
    if (isAtWork != m_looks.isActive())
        isAtWork ? m_looks.start() : m_looks.stop();
    const auto percent = [](double fraction) { return QString::number(int(fraction * 100)); };
    if (m_sort->isSorting())
        m_ui->work->setText(tr("Sorting… %1%").arg(percent(m_sort->fraction())));
    else if (m_search->isSearching())
        m_ui->work->setText(tr("Searching… %1%").arg(percent(m_search->fraction())));
    else
        m_ui->work->setText(m_sort->isStale() ? tr("The order is no longer up to date.") : QString());
    m_ui->stop->setVisible(m_sort->isSorting());
    m_ui->refresh->setVisible(m_sort->isStale() && !m_sort->isSorting());
}

void TableFoot::setLow(bool isLow)
{
    m_isLow = isLow;
    refresh();
}

} // namespace batchdeck
