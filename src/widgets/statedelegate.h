#pragma once

#include <QStyledItemDelegate>

namespace batchdeck {

// A state as an icon, a word and a colour.
class StateDelegate final : public QStyledItemDelegate {
public:
    StateDelegate(int stateRole, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    int m_stateRole;
};

} // namespace batchdeck
