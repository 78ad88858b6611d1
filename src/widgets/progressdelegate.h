#pragma once

#include <QStyledItemDelegate>

namespace batchdeck {

// A bar while an attempt is at work: filled as far as it has come, or pale where nobody knows.
class ProgressDelegate final : public QStyledItemDelegate {
public:
    // The value is a fraction, below 0 where it is not known, and no value at all where nothing is at work.
    ProgressDelegate(int valueRole, int stateRole, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    int m_valueRole;
    int m_stateRole;
};

} // namespace batchdeck
