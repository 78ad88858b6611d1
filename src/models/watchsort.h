#pragma once

#include "models/rowjob.h"
#include "models/watchmodel.h"

namespace batchdeck {

// Puts the records of a run that is only looked at into the order of a column, as it stands at that moment, away from
// the thread that shows them.
class WatchSort final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WatchSort)

public:
    explicit WatchSort(WatchModel &model, QObject *parent = nullptr);

    void by(WatchModel::Column column, Qt::SortOrder order);
    WatchModel::Column column() const { return m_column; } // that was asked for last
    Qt::SortOrder order() const { return m_order; }
    bool isSorting() const { return m_work.isRunning(); }

Q_SIGNALS:
    void altered();

private:
    WatchModel &m_model;
    WatchModel::Column m_column = WatchModel::Number;
    Qt::SortOrder m_order = Qt::AscendingOrder;
    QThreadPool m_pool;
    Background<Arrangement> m_work{m_pool};
};

} // namespace batchdeck
