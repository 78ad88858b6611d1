#include "widgets/recordheader.h"

#include "widgets/cell.h"

#include <QContextMenuEvent>
#include <QLocale>
#include <QMenu>
#include <QScopedValueRollback>

namespace batchdeck {

namespace {

constexpr int leastHeight = 32;
constexpr int leastWidth = 32;
constexpr int leastError = 100;
constexpr int usualError = 300; // beyond the least
constexpr int leastLabel = 100;
constexpr int sortMark = 16;

struct ColumnShape {
    const char *name; // by which it is remembered
    const char *widest; // at first it is as wide as this and its margins
    int extra; // icons and bars
    bool isShown; // at first
};
constexpr ColumnShape shapes[RecordColumns::columns] = {
    {"number", "10,000", 0, true},         {"label", "a label of a few words", 0, true},
    {"id", "1a2b3c4d-5e6f", 0, false},     {"operation", "execute_upsert", 0, false},
    {"target", "warehouse", 0, true},      {"state", "Waiting to retry", 24, true},
    {"progress", "100%", 84, true},        {"try", "10/10", 0, true},
    {"started", "00:00:00", 16, false},    {"elapsed", "00 min 00 s", 0, true},
    {"waits", "again in 100 s", 0, false}, {"result", "{\"ok\": true, \"rows\": 1}", 0, false},
    {"error", "", leastError, true},       {"action", "", 32, true},
};

} // namespace

RecordHeader::RecordHeader(QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
{
    setMinimumHeight(leastHeight);
    setMinimumSectionSize(leastWidth);
    setHighlightSections(false);
    setSectionsMovable(true);
    setSectionsClickable(true);
    setFocusPolicy(Qt::NoFocus);
    setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    connect(this, &QHeaderView::sectionResized, this, &RecordHeader::resized);
    connect(this, &QHeaderView::sectionMoved, this, &RecordHeader::moved);
    connect(this, &QHeaderView::sectionClicked, this, &RecordHeader::clicked);
    connect(this, &QHeaderView::sectionHandleDoubleClicked, this, &RecordHeader::fitAsked);
}

int RecordHeader::widthOf(const QString &text, int extra) const
{
    return fontMetrics().horizontalAdvance(text) + extra + 2 * cellMargin;
}

void RecordHeader::setUp(quint32 rows, bool hasTargets, bool hasResults)
{
    const QScopedValueRollback guard(m_isOurs, true);
    m_rows = rows;
    m_hasTargets = hasTargets;
    m_hasResults = hasResults;
    m_fills = true;
    m_gives = true;
    for (int column = 0; column < columns; ++column) {
        const ColumnShape &shape = shapes[column];
        const QString title = model()->headerData(column, Qt::Horizontal).toString();
        int width = std::max(widthOf(QString::fromUtf8(shape.widest), shape.extra), widthOf(title, sortMark));
        if (column == Number)
            width = std::max(width, widthOf(QLocale().toString(m_rows), 0));
        if (column == Label && !hasTargets)
            width += widthOf(QString::fromUtf8(shapes[Target].widest), 0);
        moveSection(visualIndex(column), column);
        setSectionHidden(column, !shape.isShown || (column == Target && !hasTargets));
        resizeSection(column, width);
        if (column == Label)
            m_labelWidth = width;
        setSectionResizeMode(column, column == Action ? Fixed : Interactive);
    }
    fill();
}

// ---- What is remembered

QStringList RecordHeader::layout() const
{
    QStringList layout;
    for (int visual = 0; visual < columns; ++visual) {
        const int column = logicalIndex(visual);
        const bool isHidden = isSectionHidden(column);
        const bool isOpen = (column == ErrorText && m_fills) || (column == Label && m_gives);
        const bool hasWidth = !isHidden && !isOpen;
        layout += QLatin1StringView(isHidden ? "-" : "") + QLatin1StringView(shapes[column].name)
            + (hasWidth ? QLatin1Char(':') + QString::number(sectionSize(column)) : QString());
    }
    return layout;
}

void RecordHeader::setLayout(const QStringList &layout)
{
    const QScopedValueRollback guard(m_isOurs, true);
    int visual = 0;
    for (const QString &text : layout) {
        const bool isHidden = text.startsWith(QLatin1Char('-'));
        const QString name = text.mid(isHidden).section(QLatin1Char(':'), 0, 0);
        const auto *shape = std::find_if(std::begin(shapes), std::end(shapes), [&](const ColumnShape &candidate) {
            return name == QLatin1StringView(candidate.name);
        });
        const int column = int(shape - std::begin(shapes));
        if (column >= Action)
            continue;
        moveSection(visualIndex(column), visual++);
        setSectionHidden(column, isHidden || (column == Result && !m_hasResults));
        if (const int width = text.section(QLatin1Char(':'), 1).toInt(); width >= leastWidth) {
            resizeSection(column, width);
            m_fills = m_fills && column != ErrorText;
            m_gives = m_gives && column != Label;
        }
    }
    fill();
}

// ---- What a person does

void RecordHeader::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const int here = logicalIndexAt(event->pos());
    if (here >= 0 && here != Action) {
        menu->addAction(tr("Fit This Column"), this, [this, here] { Q_EMIT fitAsked(here); });
    }
    menu->addAction(tr("Fit All Columns"), this, [this] {
        for (int column = 0; column < Action; ++column) {
            if (!isSectionHidden(column))
                Q_EMIT fitAsked(column);
        }
    });
    menu->addAction(tr("Columns as at First"), this, [this] {
        setUp(m_rows, m_hasTargets, m_hasResults);
        Q_EMIT layoutChanged();
    });
    menu->addAction(tr("In the Order of the File"), this, [this] { Q_EMIT sortAsked(Number, Qt::AscendingOrder); });
    menu->addSeparator();
    for (int column = 0; column < Action; ++column) {
        if (column == Result && !m_hasResults)
            continue;
        auto *action = menu->addAction(model()->headerData(column, Qt::Horizontal).toString());
        action->setCheckable(true);
        action->setChecked(!isSectionHidden(column));
        action->setEnabled(column != RecordState); // what a table of records is for
        connect(action, &QAction::toggled, this, [this, column](bool shown) {
            setSectionHidden(column, !shown);
            fill();
            Q_EMIT layoutChanged();
        });
    }
    menu->popup(event->globalPos());
}

void RecordHeader::clicked(int column)
{
    if (column == Action)
        return;
    const bool turns = column == m_sorted && m_order == Qt::AscendingOrder;
    Q_EMIT sortAsked(Column(column), turns ? Qt::DescendingOrder : Qt::AscendingOrder);
}

void RecordHeader::setSortedBy(Column column, Qt::SortOrder order)
{
    m_sorted = column;
    m_order = order;
    setSortIndicator(column, order);
    setSortIndicatorShown(column != Number || order == Qt::DescendingOrder);
}

void RecordHeader::resized(int column)
{
    if (m_isOurs)
        return;
    if (column == ErrorText)
        m_fills = false;
    if (column == Label)
        m_gives = false;
    fill();
    Q_EMIT layoutChanged();
}

void RecordHeader::moved()
{
    if (m_isOurs)
        return;
    const QScopedValueRollback guard(m_isOurs, true);
    moveSection(visualIndex(Action), columns - 1);
    Q_EMIT layoutChanged();
}

void RecordHeader::resizeEvent(QResizeEvent *event)
{
    QHeaderView::resizeEvent(event);
    fill();
}

void RecordHeader::fill()
{
    if (!m_fills || count() != columns || isSectionHidden(ErrorText))
        return;
    const QScopedValueRollback guard(m_isOurs, true);
    if (m_gives && !isSectionHidden(Label)) {
        const int rest = length() - sectionSize(ErrorText) - sectionSize(Label) + leastError;
        const int room = viewport()->width() - rest;
        // What an error does not need by itself is shared: names are long as well.
        const int shared = m_labelWidth + (room - m_labelWidth - usualError) / 2;
        const int widest = std::clamp(shared, m_labelWidth, 3 * m_labelWidth);
        resizeSection(Label, std::clamp(room, std::min(leastLabel, m_labelWidth), widest));
    }
    const int others = length() - sectionSize(ErrorText);
    resizeSection(ErrorText, std::max(leastError, viewport()->width() - others));
}

} // namespace batchdeck
