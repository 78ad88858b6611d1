#include "widgets/batchfiles.h"

#include <QFileSystemModel>

namespace batchdeck {

void BatchFiles::setAll(bool areAll)
{
    if (std::exchange(m_areAll, areAll) != areAll)
        invalidateFilter();
}

// By what the files are, with folders first: it would know their texts alone.
void BatchFiles::sort(int column, Qt::SortOrder order)
{
    if (sourceModel())
        sourceModel()->sort(column, order);
}

bool BatchFiles::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const QModelIndex index = sourceModel()->index(row, 0, parent);
    return m_areAll || !index.data(QFileSystemModel::FileNameRole).toString().endsWith(QStringLiteral(".plan.json"));
}

} // namespace batchdeck
