#include "widgets/recordheader.h"

#include "models/rowtext.h"
#include "widgets/cell.h"

#include <QContextMenuEvent>
#include <QLocale>
#include <QMenu>
#include <QScopedValueRollback>

namespace batchdeck {

namespace {

constexpr int leastHeight = 32;
constexpr int lowHeight = 26;
constexpr int leastWidth = 32;
constexpr int spare = 2; // a text that is as wide as its room by the pixel is cut off where letters end between two
constexpr int leastError = 100;
constexpr int usualError = 300;
constexpr int leastLabel = 88;
constexpr int usualBar = 84; // of progress
constexpr int leastBar = 44;
constexpr int widestFit = 600;

struct ColumnShape {
    const char *name; // by which it is remembered
    char16_t key; // in menus
    const char *widest; // at first it is as wide as this and its margins
    int extra; // icons and bars
    bool isShown; // at first
};
constexpr ColumnShape shapes[RecordColumns::columns] = {
    {"number", u'#', "100", 0, true},
    {"label", u'L', "a label of a few words", 0, true},
    {"id", u'I', "1a2b3c4d-5e6f", 0, false},
    {"operation", u'O', "execute_upsert", 0, false},
    {"target", u'T', "warehouse", 0, true},
    {"state", u'S', "", 24, true},
    {"progress", u'P', "100%", usualBar, true},
    {"try", u'Y', "10/10", 0, true},
    {"started", u'D', "00:00:00", 16, false},
    {"elapsed", u'E', "", 0, true},
    {"waits", u'W', "again in 100 s", 0, false},
    {"result", u'U', "{\"ok\": true, \"rows\": 1}", 0, false},
    {"error", u'R', "", leastError, true},
    {"action", 0, "", 32, true},
};

// Of those that do not stand in a language of their own.
QString widestOf(int column, const QFontMetrics &letters)
{
    const auto wider = [&letters](const QString &one, const QString &other) {
        return letters.horizontalAdvance(one) > letters.horizontalAdvance(other) ? one : other;
    };
    if (column == RecordColumns::Elapsed)
        return wider(RowText::seconds(0), RowText::seconds(59 * 60 + 59));
    if (column != RecordColumns::RecordState)
        return QString::fromUtf8(shapes[column].widest);
    QString widest;
    for (int state = 0; state < stateCount; ++state)
        widest = wider(RowText::word(State(state)), widest);
    return widest;
}

// A title for a menu: "&Label"; a language that has not the letter in it has it behind, "이름(&L)".
QString withKey(const QString &title, QChar key)
{
    const qsizetype at = title.indexOf(key, 0, Qt::CaseInsensitive);
    return at < 0 ? QStringLiteral("%1(&%2)").arg(title, key) : QString(title).insert(at, u'&');
}

} // namespace

RecordHeader::RecordHeader(QWidget *parent)
    : SortHead(parent)
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

void RecordHeader::setLow(bool isLow)
{
    setMinimumHeight(isLow ? lowHeight : leastHeight);
}

int RecordHeader::widthOf(const QString &text, int extra) const
{
    return fontMetrics().horizontalAdvance(text) + extra + 2 * cellMargin + spare;
}

int RecordHeader::firstWidth(int column) const
{
    const ColumnShape &shape = shapes[column];
    const int usual = widthOf(widestOf(column, fontMetrics()), shape.extra);
    const int title = widthOf(model()->headerData(column, Qt::Horizontal).toString(), markRoom);
    switch (column) {
    case Number:
        return std::max({usual, title, widthOf(QLocale().toString(m_contents.rows), 0)});
    case Label:
        return std::clamp(m_contents.label + 2 * cellMargin + spare, std::max(leastLabel, title), 3 * usual);
    case Target:
        return std::clamp(m_contents.target + 2 * cellMargin + spare, title, std::max(title, 2 * usual));
    default:
        return std::max(usual, title);
    }
}

void RecordHeader::setUp(const Contents &contents)
{
    const QScopedValueRollback guard(m_isOurs, true);
    m_contents = contents;
    m_isGiven.reset();
    for (int column = 0; column < columns; ++column) {
        moveSection(visualIndex(column), column);
        setOff(column, !shapes[column].isShown);
        resizeSection(column, firstWidth(column));
        setSectionResizeMode(column, column == Action ? Fixed : Interactive);
    }
    fill();
}

bool RecordHeader::isEmpty(int column) const
{
    return (column == Target && m_contents.target == 0) || (column == Result && !m_contents.hasResults);
}

void RecordHeader::setOff(int column, bool isOff)
{
    m_isOff.set(std::size_t(column), isOff);
    setSectionHidden(column, isOff || isEmpty(column));
}

void RecordHeader::fit(int column, int content)
{
    const int extra = column == ErrorText ? 0 : shapes[column].extra;
    const int title = widthOf(model()->headerData(column, Qt::Horizontal).toString(), markRoom);
    resizeSection(column, std::min(std::max(content + extra + 2 * cellMargin + spare, title), widestFit));
}

// ---- What is remembered

QStringList RecordHeader::layout() const
{
    QStringList layout;
    for (int visual = 0; visual < columns; ++visual) {
        const int column = logicalIndex(visual);
        const bool isHidden = m_isOff[std::size_t(column)];
        const bool hasWidth = !isHidden && m_isGiven[std::size_t(column)];
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
        setOff(column, isHidden);
        if (const int width = text.section(QLatin1Char(':'), 1).toInt(); width >= leastWidth) {
            resizeSection(column, width);
            m_isGiven.set(std::size_t(column));
        }
    }
    fill();
}

// ---- What a person does

void RecordHeader::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    addColumnsTo(*menu, logicalIndexAt(event->pos()));
    menu->popup(event->globalPos());
}

QString RecordHeader::entryOf(int column) const
{
    return withKey(model()->headerData(column, Qt::Horizontal).toString(), shapes[column].key);
}

void RecordHeader::addColumnsTo(QMenu &menu, int here)
{
    if (here >= 0 && here != Action)
        menu.addAction(tr("Fit This Colu&mn"), this, [this, here] { Q_EMIT fitAsked(here); });
    menu.addAction(tr("&Fit All Columns"), this, [this] {
        for (int column = 0; column < Action; ++column) {
            if (!isSectionHidden(column))
                Q_EMIT fitAsked(column);
        }
    });
    menu.addAction(tr("&Columns as at First"), this, [this] {
        setUp(m_contents);
        Q_EMIT layoutChanged();
    });
    menu.addAction(tr("In t&he Order of the File"), this, [this] { Q_EMIT sortAsked(Number, Qt::AscendingOrder); });
    menu.addSeparator();
    for (int column = 0; column < Action; ++column) {
        if (isEmpty(column))
            continue;
        auto *action = menu.addAction(entryOf(column));
        action->setCheckable(true);
        action->setChecked(!isSectionHidden(column));
        action->setEnabled(column != RecordState); // what a table of records is for
        connect(action, &QAction::toggled, this, [this, column](bool shown) {
            {
                const QScopedValueRollback guard(m_isOurs, true); // it tells of that as of another width
                setOff(column, !shown);
            }
            fill();
            Q_EMIT layoutChanged();
        });
    }
}

void RecordHeader::addSortsTo(QMenu &menu)
{
    for (int column = 0; column < Action; ++column) {
        if (isEmpty(column))
            continue;
        QAction *action =
            menu.addAction(entryOf(column), this, [this, column] { Q_EMIT sortAsked(Column(column), m_order); });
        action->setCheckable(true);
        action->setChecked(column == m_sorted);
    }
    menu.addSeparator();
    for (const auto &[order, text] :
         {std::pair(Qt::AscendingOrder, tr("&Ascending")), std::pair(Qt::DescendingOrder, tr("Desce&nding"))}) {
        QAction *action = menu.addAction(text, this, [this, one = order] { Q_EMIT sortAsked(m_sorted, one); });
        action->setCheckable(true);
        action->setChecked(order == m_order);
    }
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
    m_isGiven.set(std::size_t(column));
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

bool RecordHeader::isOpen(int column) const
{
    return !m_isGiven[std::size_t(column)] && !isSectionHidden(column);
}

void RecordHeader::fill()
{
    if (count() != columns || !isOpen(ErrorText))
        return;
    const QScopedValueRollback guard(m_isOurs, true);
    const bool isOfLabel = isOpen(Label);
    int room = viewport()->width() - length() + sectionSize(ErrorText) + (isOfLabel ? sectionSize(Label) : 0);
    const int label = firstWidth(Label);
    if (isOpen(Progress)) {
        room += sectionSize(Progress);
        const int usual = firstWidth(Progress);
        const int wanted = (isOfLabel ? label : 0) + usualError;
        const int progress = std::clamp(room - wanted, usual - usualBar + leastBar, usual);
        resizeSection(Progress, progress);
        room -= progress;
    }
    if (isOfLabel) { // where both are long, they share
        const int most = std::max({room - usualError, room / 2, std::min(room - leastError, leastLabel)});
        resizeSection(Label, std::clamp(most, std::min(leastLabel, label), label));
        room -= sectionSize(Label);
    }
    // Its text can be read beside the table; what a row offers stands at the table's end, which is to be seen.
    const int title = widthOf(model()->headerData(ErrorText, Qt::Horizontal).toString(), 0);
    resizeSection(ErrorText, std::max(std::min(title, leastError), room));
}

} // namespace batchdeck
