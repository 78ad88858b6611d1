#pragma once

#include <QSortFilterProxyModel>

namespace batchdeck {

// The files that a file chooser offers as batches: plans, which end in .json as well, are none. All are there where a
// person asks for all.
class BatchFiles final : public QSortFilterProxyModel {
    Q_OBJECT

public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setAll(bool areAll);
    void sort(int column, Qt::SortOrder order) override;

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    bool m_areAll = false;
};

} // namespace batchdeck
