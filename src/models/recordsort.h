#pragma once

#include "models/recordcolumns.h"
#include "models/rowjob.h"
#include "models/roworder.h"

namespace batchdeck {

class RecordModel;

// Puts a model's rows into the order of a column as it stands at that moment, away from the thread that
// shows them. Rows stay where they are until somebody asks again.
class RecordSort final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RecordSort)

public:
    explicit RecordSort(RecordModel &model, QObject *parent = nullptr);

    void by(RecordColumns::Column column, Qt::SortOrder order);
    void refresh(); // once more, by the same
    void stop(); // rows stay as they are

    // What was asked for last, if it is being sorted yet; by Number and ascending: as the file has them.
    RecordColumns::Column column() const { return m_wish.column; }
    Qt::SortOrder order() const { return m_wish.order; }
    bool isStale() const { return m_isStale; } // what it went by has changed since
    bool isSorting() const { return m_work.isRunning(); }
    double fraction() const { return m_work.fraction(); }

Q_SIGNALS:
    void altered();

private:
    struct Wish {
        RecordColumns::Column column = RecordColumns::Number;
        Qt::SortOrder order = Qt::AscendingOrder;
    };
    void sorted(Arrangement order);

    RecordModel &m_model;
    Wish m_shown; // as the rows stand
    Wish m_wish;
    bool m_isStale = false;
    bool m_hasChanged = false; // since the last wish
    QThreadPool m_pool;
    Background<Arrangement> m_work{m_pool};
};

} // namespace batchdeck
