#pragma once

#include <QStyledItemDelegate>

namespace batchdeck {

// A try in two lines: how it ended and when, and why. Knows the columns of TriesModel.
class TryDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace batchdeck
