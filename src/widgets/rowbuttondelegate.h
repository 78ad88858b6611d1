#pragma once

#include <QPersistentModelIndex>
#include <QStyledItemDelegate>

namespace batchdeck {

// The button of a row: cancels it or runs it again. Rows that need no eyes show it only under the
// mouse or selected.
class RowButtonDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    RowButtonDelegate(int actionRole, int stateRole, QObject *parent);

    // Where the mouse is; false where it was there before.
    bool setHovered(int row, bool isOnButton);
    bool isPressed() const { return m_pressed.isValid(); }
    void release() { m_pressed = QPersistentModelIndex(); } // wherever the mouse is let go

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

Q_SIGNALS:
    void clicked(const QModelIndex &index);

protected:
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;

private:
    bool isShown(const QStyleOptionViewItem &option, const QModelIndex &index) const;

    int m_actionRole;
    int m_stateRole;
    int m_hoveredRow = -1;
    bool m_isOnButton = false;
    QPersistentModelIndex m_pressed;
    int m_pressedAction = 0; // what the button stood for when it was pressed last
};

} // namespace batchdeck
