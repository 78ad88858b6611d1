#include "widgets/filterbar.h"

#include "models/rowtext.h"
#include "ui_filterbar.h"
#include "widgets/checkfield.h"
#include "widgets/filterchip.h"
#include "widgets/stateicon.h"

#include <QGuiApplication>
#include <QKeyEvent>
#include <QLocale>
#include <QScreen>
#include <QStyle>
#include <QVBoxLayout>

#include <numeric>

namespace batchdeck {

namespace {

constexpr int iconSize = 16;
constexpr int margin = 12; // of a chip's states
constexpr int below = 4; // the chip
constexpr int gapOfRows = 8;
constexpr int lowGap = 4;

bool holdsAll(StateSet set, StateSet states)
{
    for (int i = 0; i < stateCount; ++i) {
        if (states.contains(State(i)) && !set.contains(State(i)))
            return false;
    }
    return true;
}

// With these states, or without them.
StateSet changed(StateSet set, StateSet states, bool with)
{
    StateSet result;
    for (int i = 0; i < stateCount; ++i) {
        const bool isMeant = states.contains(State(i));
        if (isMeant ? with : set.contains(State(i)))
            result.insert(State(i));
    }
    return result;
}

} // namespace

FilterBar::FilterBar(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::FilterBar>())
{
    m_ui->setupUi(this);
    setFamilies(stateFamilies);
    m_ui->search->installEventFilter(this);
    connect(m_ui->search, &QLineEdit::textChanged, this, &FilterBar::searched);
    connect(m_ui->search, &QLineEdit::returnPressed, this, &FilterBar::left);
}

FilterBar::~FilterBar() = default;

void FilterBar::setFamilies(std::span<const StateFamily> families)
{
    qDeleteAll(m_chips);
    m_chips.clear();
    for (const StateFamily &family : families) {
        auto *chip = new FilterChip(family, this);
        chip->setObjectName(QLatin1StringView(family.name));
        m_chips.push_back(chip);
        connect(chip, &FilterChip::clicked, this, [this, chip] { choose(*chip); });
        connect(chip, &FilterChip::openAsked, this, [this, chip] { open(*chip); });
    }
    setTabOrder(m_chips.back(), m_ui->search);
    m_inUpper = 0; // anew
    arrange();
    setStates({});
}

void FilterBar::setSummary(const RunSummary &summary)
{
    if (m_counts == summary.counts)
        return;
    m_counts = summary.counts;
    const quint32 all = std::accumulate(m_counts.begin(), m_counts.end(), 0U);
    const bool isOther = std::exchange(m_all, all) != all;
    for (FilterChip *chip : m_chips) {
        chip->setCounts(m_counts);
        if (isOther)
            chip->keepRoomFor(all);
    }
    showCounts();
}

void FilterBar::setStates(StateSet states)
{
    const bool isNew = states != m_states;
    m_states = states;
    showChosen();
    if (isNew)
        Q_EMIT statesChosen(m_states);
}

void FilterBar::setOnly(bool isOnly)
{
    m_isOnly = isOnly;
    showChosen();
}

void FilterBar::showChosen()
{
    for (FilterChip *chip : m_chips) {
        const StateSet own = chip->family().states;
        const bool isAll = own.isEmpty() ? m_states.isEmpty() && !m_isOnly : holdsAll(m_states, own);
        chip->setChecked(isAll);
        chip->setPartly(!isAll && !own.isEmpty() && changed(m_states, own, false) != m_states);
    }
}

// ---- Its two rows

void FilterBar::setLow(bool isLow)
{
    m_isLow = isLow;
    m_ui->layout->setSpacing(isLow ? lowGap : gapOfRows);
    for (QBoxLayout *row : {m_ui->upper, m_ui->lower})
        row->setSpacing(isLow ? lowGap : gapOfRows);
    m_ui->search->setProperty("compact", isLow);
    m_ui->search->style()->unpolish(m_ui->search);
    m_ui->search->style()->polish(m_ui->search);
    m_inUpper = 0; // anew
    arrange();
}

QWidget &FilterBar::search() const
{
    return *m_ui->search;
}

// Large letters in a small window leave no room for all of it in one.
void FilterBar::arrange()
{
    const auto widthOf = [](const QWidget *part) { return std::max(part->minimumWidth(), part->sizeHint().width()); };
    const int gap = m_ui->upper->spacing();
    const auto isTooWide = [&](FilterChip::Room room) {
        int needed = m_isLow ? -gap : m_ui->search->minimumWidth();
        for (const FilterChip *chip : m_chips)
            needed += chip->sizeFor(room).width() + gap;
        return needed > width();
    };
    using enum FilterChip::Room;
    const FilterChip::Room room = !m_isLow ? Usual : isTooWide(Narrow) ? Narrowest : Narrow;
    for (FilterChip *chip : m_chips)
        chip->setRoom(room);
    const bool isBroken = isTooWide(room);
    std::size_t inUpper = 0;
    for (int used = 0; inUpper < m_chips.size(); ++inUpper) {
        used += widthOf(m_chips[inUpper]) + (inUpper == 0 ? 0 : gap);
        if (isBroken && inUpper > 0 && used > width())
            break;
    }
    if (inUpper == m_inUpper && isBroken == m_isBroken)
        return;
    m_inUpper = inUpper;
    m_isBroken = isBroken;
    for (QBoxLayout *row : {m_ui->upper, m_ui->lower}) {
        while (row->count() > 0)
            delete row->takeAt(0);
    }
    for (std::size_t i = 0; i < m_chips.size(); ++i)
        (i < inUpper ? m_ui->upper : m_ui->lower)->addWidget(m_chips[i]);
    if (isBroken)
        m_ui->upper->addStretch();
    QBoxLayout *last = isBroken ? m_ui->lower : m_ui->upper;
    last->addStretch();
    if (!m_isLow)
        last->addWidget(m_ui->search);
}

QSize FilterBar::minimumSizeHint() const
{
    int widest = m_ui->search->minimumWidth();
    for (const FilterChip *chip : m_chips)
        widest = std::max(widest, chip->sizeHint().width());
    return {widest, QWidget::minimumSizeHint().height()};
}

void FilterBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

bool FilterBar::event(QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest)
        arrange();
    return QWidget::event(event);
}

void FilterBar::focusSearch()
{
    m_ui->search->setFocus(Qt::ShortcutFocusReason);
    m_ui->search->selectAll();
}

// With Ctrl as well as the others, as lists have it.
void FilterBar::choose(const FilterChip &chip)
{
    const StateSet own = chip.family().states;
    const bool adds = QGuiApplication::keyboardModifiers().testFlag(Qt::ControlModifier) && !own.isEmpty();
    setStates(adds ? changed(m_states, own, !holdsAll(m_states, own)) : own);
    if (own.isEmpty())
        Q_EMIT allAsked();
}

// It stays open: whoever wants two states without the others ticks twice.
void FilterBar::open(FilterChip &chip)
{
    m_opened = new QFrame(&chip, Qt::Popup);
    m_opened->setObjectName(QStringLiteral("states"));
    m_opened->setAttribute(Qt::WA_DeleteOnClose);
    auto *column = new QVBoxLayout(m_opened);
    column->setContentsMargins(margin, margin / 2, margin, margin / 2);
    column->setSpacing(2);
    for (int i = 0; i < stateCount; ++i) {
        const auto state = State(i);
        if (!chip.family().states.contains(state))
            continue;
        auto *box = new CheckField(m_opened);
        box->setProperty("state", i);
        box->setIcon(statePixmap(state, iconSize, *this));
        box->setIconSize({iconSize, iconSize});
        box->setChecked(m_states.contains(state));
        connect(box, &CheckField::toggled, this, [this, state](bool shown) { toggle(state, shown); });
        column->addWidget(box);
    }
    showCounts();
    m_opened->adjustSize();
    const QRect room = chip.screen()->availableGeometry();
    QPoint at = chip.mapToGlobal(QPoint(0, chip.height() + below));
    if (at.y() + m_opened->height() > room.bottom())
        at = chip.mapToGlobal(QPoint(0, -below - m_opened->height()));
    at.setX(std::max(room.left(), std::min(at.x(), room.right() - m_opened->width())));
    m_opened->move(at);
    m_opened->findChild<CheckField *>()->setFocus(Qt::PopupFocusReason);
    m_opened->show();
}

void FilterBar::showCounts()
{
    const auto boxes = m_opened ? m_opened->findChildren<CheckField *>() : QList<CheckField *>();
    for (CheckField *box : boxes) {
        const auto state = State(box->property("state").toInt());
        box->setText(tr("%1  %2").arg(RowText::word(state), QLocale().toString(m_counts[index(state)])));
    }
}

void FilterBar::toggle(State state, bool shown)
{
    setStates(changed(m_states, state, shown));
}

// Escape empties the field first, and leaves it then.
bool FilterBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Escape && !m_ui->search->text().isEmpty()) {
            m_ui->search->clear();
            return true;
        }
        if (key == Qt::Key_Escape || key == Qt::Key_Down) {
            Q_EMIT left();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace batchdeck
