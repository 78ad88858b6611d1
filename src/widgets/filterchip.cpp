#include "widgets/filterchip.h"

#include "models/rowtext.h"
#include "widgets/theme.h"

#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>

namespace batchdeck {

namespace {

constexpr int leastHeight = 30;
constexpr int margin = 12;
constexpr int dot = 10;
constexpr int gap = 6;
constexpr int arrow = 16;

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
    , m_opens(statesIn(family.states) > 1)
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

void FilterChip::setPartly(bool partly)
{
    m_isPartly = partly;
    update();
}

QSize FilterChip::sizeHint() const
{
    const int sign = m_family.states.isEmpty() ? 0 : dot + gap;
    const int width =
        2 * margin + sign + fontMetrics().horizontalAdvance(text()) + gap + m_countWidth + (m_opens ? arrow : 0);
    return {width, std::max(leastHeight, fontMetrics().height() + 10)};
}

int FilterChip::arrowLeft() const
{
    return m_opens ? width() - margin - arrow + 4 : width();
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

    int x = margin;
    if (!m_family.states.isEmpty()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.shapes[index(m_family.sign)]);
        painter.drawEllipse(QRectF(x, (height() - dot) / 2.0, dot, dot));
        x += dot + gap;
    }
    painter.setPen(theme.text);
    painter.drawText(QRect(x, 0, width(), height()), Qt::AlignLeft | Qt::AlignVCenter, text());
    x += fontMetrics().horizontalAdvance(text()) + gap;
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
