#pragma once

#include <QStyledItemDelegate>

namespace batchdeck {

// A state as an icon, a word and a colour, or in grey where nobody needs to look at the row.
class StateDelegate final : public QStyledItemDelegate {
public:
    static constexpr int noRole = -1;

    StateDelegate(int stateRole, QObject *parent, int quietRole = noRole);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    int m_stateRole;
    int m_quietRole;
};

} // namespace batchdeck
