#include "widgets/filterchip.h"

#include "models/rowtext.h"
#include "widgets/theme.h"

#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>

namespace batchdeck {

namespace {

struct Gaps {
    int height; // at least
    int around; // the text, above and below
    int margin;
    int inside;
    int dot;
    int arrow;
};

Gaps gapsOf(FilterChip::Room room)
{
    switch (room) {
    case FilterChip::Room::Usual:
        break;
    case FilterChip::Room::Narrow:
        return {.height = 26, .around = 8, .margin = 8, .inside = 4, .dot = 10, .arrow = 12};
    case FilterChip::Room::Narrowest:
        return {.height = 26, .around = 8, .margin = 6, .inside = 4, .dot = 0, .arrow = 10};
    }
    return {.height = 30, .around = 10, .margin = 12, .inside = 6, .dot = 10, .arrow = 16};
}

int statesIn(StateSet states)
{
    int count = 0;
    for (int i = 0; i < stateCount; ++i)
        count += states.contains(State(i));
    return count;
}

} // namespace

FilterChip::FilterChip(const StateFamily &family, QWidget *parent)
    : QAbstractButton(parent)
    , m_family(family)
    , m_opens(!family.isOne && statesIn(family.states) > 1)
{
    setText(RowText::tr(family.name));
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setCounts({});
}

void FilterChip::setCounts(const PerState<quint32> &counts)
{
    m_count = 0;
    for (int i = 0; i < stateCount; ++i)
        m_count += m_family.states.isEmpty() || m_family.states.contains(State(i)) ? counts[size_t(i)] : 0;
    const QString count = QLocale().toString(m_count);
    setAccessibleName(tr("%1: %2").arg(text(), count));
    update();
}

// Counts change under the mouse, and none of them moves anything.
void FilterChip::keepRoomFor(quint32 most)
{
    QString widest = QLocale().toString(most);
    for (QChar &letter : widest)
        letter = letter.isDigit() ? u'0' : letter;
    m_countWidth = fontMetrics().horizontalAdvance(widest);
    updateGeometry();
}

void FilterChip::setRoom(Room room)
{
    if (std::exchange(m_room, room) == room)
        return;
    updateGeometry();
    update();
}

void FilterChip::setPartly(bool partly)
{
    m_isPartly = partly;
    update();
}

QSize FilterChip::sizeHint() const
{
    return sizeFor(m_room);
}

QSize FilterChip::sizeFor(Room room) const
{
    const Gaps gaps = gapsOf(room);
    const int sign = m_family.states.isEmpty() || gaps.dot == 0 ? 0 : gaps.dot + gaps.inside;
    const int words = fontMetrics().horizontalAdvance(text()) + gaps.inside + m_countWidth;
    const int width = 2 * gaps.margin + sign + words + (m_opens ? gaps.arrow : 0);
    return {width, std::max(gaps.height, fontMetrics().height() + gaps.around)};
}

int FilterChip::arrowLeft() const
{
    const Gaps gaps = gapsOf(m_room);
    return m_opens ? width() - gaps.margin - gaps.arrow + 4 : width();
}

void FilterChip::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF pill = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    const bool isStrong = isChecked() || m_isPartly || hasFocus();
    painter.setPen(QPen(isStrong ? theme.focus : theme.line, hasFocus() ? 2 : 1,
                        m_isPartly && !isChecked() ? Qt::DashLine : Qt::SolidLine));
    painter.setBrush(isChecked() ? theme.selected : underMouse() ? theme.hover : theme.surface);
    painter.drawRoundedRect(pill.adjusted(0.5, 0.5, -0.5, -0.5), pill.height() / 2, pill.height() / 2);

    const Gaps gaps = gapsOf(m_room);
    int x = gaps.margin;
    if (!m_family.states.isEmpty() && gaps.dot > 0) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.shapes[index(m_family.sign)]);
        painter.drawEllipse(QRectF(x, (height() - gaps.dot) / 2.0, gaps.dot, gaps.dot));
        x += gaps.dot + gaps.inside;
    }
    painter.setPen(theme.text);
    painter.drawText(QRect(x, 0, width(), height()), Qt::AlignLeft | Qt::AlignVCenter, text());
    x += fontMetrics().horizontalAdvance(text()) + gaps.inside;
    painter.setPen(theme.muted);
    painter.drawText(QRect(x, 0, width(), height()), Qt::AlignLeft | Qt::AlignVCenter, QLocale().toString(m_count));
    if (m_opens) {
        const qreal left = arrowLeft() + 2;
        const qreal middle = height() / 2.0;
        const QPointF points[] = {{left, middle - 1.5}, {left + 4, middle + 2.5}, {left + 8, middle - 1.5}};
        painter.setPen(QPen(theme.muted, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setBrush(Qt::NoBrush);
        painter.drawPolyline(points, 3);
    }
}

void FilterChip::mousePressEvent(QMouseEvent *event)
{
    if (m_opens && event->button() == Qt::LeftButton && event->position().x() >= arrowLeft() - 4)
        Q_EMIT openAsked();
    else
        QAbstractButton::mousePressEvent(event);
}

void FilterChip::keyPressEvent(QKeyEvent *event)
{
    if (m_opens && event->key() == Qt::Key_Down)
        Q_EMIT openAsked();
    else
        QAbstractButton::keyPressEvent(event);
}

bool FilterChip::event(QEvent *event)
{
    if (event->type() == QEvent::HoverEnter || event->type() == QEvent::HoverLeave)
        update();
    return QAbstractButton::event(event);
}

} // namespace batchdeck
