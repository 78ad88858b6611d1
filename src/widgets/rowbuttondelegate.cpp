#include "widgets/rowbuttondelegate.h"

#include "models/recordmodel.h"
#include "widgets/glyph.h"
#include "widgets/theme.h"

#include <QMouseEvent>
#include <QPainter>

namespace batchdeck {

namespace {

constexpr int buttonSize = 24;
constexpr int glyphSize = 14;
constexpr int radius = 6;

QRect centred(const QRect &cell, int side)
{
    QRect square(0, 0, side, side);
    square.moveCenter(cell.center());
    return square;
}

} // namespace

RowButtonDelegate::RowButtonDelegate(int actionRole, int stateRole, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_actionRole(actionRole)
    , m_stateRole(stateRole)
{
}

bool RowButtonDelegate::setHovered(int row, bool isOnButton)
{
    const bool isNew = row != m_hoveredRow || isOnButton != m_isOnButton;
    m_hoveredRow = row;
    m_isOnButton = isOnButton;
    return isNew;
}

bool RowButtonDelegate::isShown(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (index.data(m_actionRole).toInt() == RecordModel::NoAction)
        return false;
    const auto state = State(index.data(m_stateRole).toInt());
    const bool needsEyes = isActive(state) || isProblem(state) || state == State::Backoff;
    return needsEyes || index.row() == m_hoveredRow || option.state.testFlag(QStyle::State_Selected)
        || option.state.testFlag(QStyle::State_HasFocus);
}

void RowButtonDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (!isShown(option, index))
        return;
    const Theme &theme = Theme::of(option.palette);
    const bool isUnderMouse = m_isOnButton && index.row() == m_hoveredRow;
    const bool hasFocus = option.state.testFlag(QStyle::State_HasFocus);
    if (isUnderMouse || hasFocus) {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(hasFocus ? theme.focus : theme.line, hasFocus ? 2 : 1));
        painter->setBrush(index == m_pressed ? theme.line : theme.surface);
        painter->drawRoundedRect(QRectF(centred(option.rect, buttonSize)).adjusted(0.5, 0.5, -0.5, -0.5), radius,
                                 radius);
        painter->restore();
    }
    const bool cancels = index.data(m_actionRole).toInt() == RecordModel::Cancel;
    paintGlyph(*painter, cancels ? Glyph::Cancel : Glyph::Retry, centred(option.rect, glyphSize),
               isUnderMouse || hasFocus ? theme.text : theme.muted);
}

bool RowButtonDelegate::editorEvent(QEvent *event, QAbstractItemModel *, const QStyleOptionViewItem &option,
                                    const QModelIndex &index)
{
    const bool isSecondPress = event->type() == QEvent::MouseButtonDblClick;
    const bool isPress = event->type() == QEvent::MouseButtonPress || isSecondPress;
    if (!isPress && event->type() != QEvent::MouseButtonRelease)
        return false;
    const auto *mouse = static_cast<QMouseEvent *>(event);
    const int action = index.data(m_actionRole).toInt();
    const bool isOnButton = mouse->button() == Qt::LeftButton && action != RecordModel::NoAction
        && centred(option.rect, buttonSize).contains(mouse->position().toPoint());
    // It may stand for something else by now, which nobody asked for.
    const bool isMeant = action == m_pressedAction;
    if (isPress) {
        m_pressed = isOnButton && (isMeant || !isSecondPress) ? QPersistentModelIndex(index) : QPersistentModelIndex();
        if (isOnButton && !isSecondPress)
            m_pressedAction = action;
        return isOnButton;
    }
    const bool isClick = isOnButton && isMeant && m_pressed == index;
    release();
    if (isClick)
        Q_EMIT clicked(index);
    return isClick;
}

} // namespace batchdeck
