#include "widgets/choicebutton.h"

#include "widgets/theme.h"

#include <QKeyEvent>
#include <QPainter>

namespace batchdeck {

namespace {

constexpr int margin = 12;
constexpr int gap = 2;
constexpr int markSide = 20;
constexpr int usualWidth = 420;
constexpr int narrowest = 160;

} // namespace

ChoiceButton::ChoiceButton(QWidget *parent)
    : QAbstractButton(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setIconSize({markSide, markSide});
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void ChoiceButton::setExplanation(const QString &explanation)
{
    m_explanation = explanation;
    setAccessibleDescription(explanation);
    updateGeometry();
    update();
}

void ChoiceButton::setMark(const QIcon &mark)
{
    setIcon(mark);
    updateGeometry();
}

void ChoiceButton::setPrimary(bool isPrimary)
{
    m_isPrimary = isPrimary;
    update();
}

QFont ChoiceButton::titleFont() const
{
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    return bold;
}

int ChoiceButton::textLeft() const
{
    return margin + (icon().isNull() ? 0 : markSide + margin);
}

QSize ChoiceButton::textSize(int width) const
{
    constexpr int tall = 10'000;
    const QRect room(0, 0, width, tall);
    const QRect title = QFontMetrics(titleFont()).boundingRect(room, Qt::TextWordWrap, text());
    if (m_explanation.isEmpty())
        return title.size();
    const QRect below = fontMetrics().boundingRect(room, Qt::TextWordWrap, m_explanation);
    return {std::max(title.width(), below.width()), title.height() + gap + below.height()};
}

int ChoiceButton::heightForWidth(int width) const
{
    const int text = textSize(width - textLeft() - margin).height();
    return std::max(text, icon().isNull() ? 0 : markSide) + 2 * margin - 4;
}

QSize ChoiceButton::sizeHint() const
{
    const int inOneLine = QFontMetrics(titleFont()).horizontalAdvance(text()) + textLeft() + margin + 2;
    const int width = std::max(inOneLine, m_explanation.isEmpty() ? 0 : usualWidth);
    return {width, heightForWidth(width)};
}

QSize ChoiceButton::minimumSizeHint() const
{
    return {narrowest, heightForWidth(std::max(width(), usualWidth))}; // the layout asks for the rest
}

void ChoiceButton::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool isHovered = underMouse() && isEnabled();
    const QColor fill = m_isPrimary ? (isDown() || isHovered ? theme.pressed : theme.primary)
        : isDown()                  ? theme.line
        : isHovered                 ? theme.hover
        : isEnabled()               ? theme.surface
                                    : theme.window;
    const QColor edge = hasFocus() ? (m_isPrimary ? theme.ring : theme.focus)
        : m_isPrimary              ? theme.primary
                                   : theme.line;
    const qreal width = hasFocus() ? 2 : 1;
    painter.setPen(QPen(edge, width));
    painter.setBrush(fill);
    painter.drawRoundedRect(QRectF(rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2), 6, 6);

    const QRect room = rect().adjusted(textLeft(), 0, -margin, 0);
    const QSize size = textSize(room.width());
    QRect place(room.left(), room.top() + (room.height() - size.height()) / 2, room.width(), size.height());
    if (!icon().isNull()) {
        const QRect square(margin, place.top() + (icon().isNull() ? 0 : 1), markSide, markSide);
        icon().paint(&painter, square, Qt::AlignCenter, isEnabled() ? QIcon::Normal : QIcon::Disabled);
    }
    painter.setFont(titleFont());
    painter.setPen(m_isPrimary ? QColor(Qt::white) : isEnabled() ? theme.text : theme.muted);
    QRect used;
    painter.drawText(place, Qt::TextWordWrap, text(), &used);
    place.setTop(used.bottom() + 1 + gap);
    painter.setFont(font());
    painter.setPen(m_isPrimary ? QColor(Qt::white) : theme.muted);
    painter.drawText(place, Qt::TextWordWrap, m_explanation);
}

void ChoiceButton::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return click();
    QAbstractButton::keyPressEvent(event);
}

} // namespace batchdeck
