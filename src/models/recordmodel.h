#pragma once

#include "models/recordcolumns.h"
#include "models/recordtexts.h"
#include "models/roworder.h"
#include "models/wallclock.h"

#include <QAbstractTableModel>
#include <QCache>

namespace batchdeck {

class RowResults;

// A run's records as rows. It keeps one byte of a row, its state as it was last looked at, and with an order
// of its own where the row stands in it; all else is asked of the run when it is shown. A row of the batch is
// called row here, and where it is shown its position.
//
// Rows move in one way only, a reset between aboutToMove() and moved(): whoever keeps rows keeps them by
// their row in between.
class RecordModel final : public QAbstractTableModel, public RecordColumns {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RecordModel)

public:
    enum Role {
        ValueRole = Qt::UserRole, // what the text is made from: a number, a fraction, a state
        StateRole, // of the row, from any column
        ActionRole, // what the row's button does, from any column
        RowRole, // in the batch, from any column
        WantedRole, // the text that is looked for, from the columns in which it is; empty: none
    };
    enum RowAction { NoAction, Cancel, Retry };
    enum class Move { Live, Filter, Order }; // why rows move: as they change, or because somebody asked

    // Rows that a search has found. Errors come and go: the model asks again as rows change.
    struct Matches {
        std::function<bool(const QString &error)> errorPasses;
        RowBits texts;
        RowBits errors;
        QString wanted{};
        bool isPart = false; // it is being looked for elsewhere
    };

    // What the texts ask must outlive the model.
    explicit RecordModel(BatchRun &run, RecordTexts texts, QObject *parent = nullptr);

    BatchRun &run() const { return m_run; }
    const RecordTexts &texts() const { return m_texts; }
    const WallClock &wallClock() const { return m_wallClock; }

    // Shows what has changed since the last call; false where nothing had. Meant for a timer.
    bool refresh();
    void showTime(); // what is at work or waits for a time is a little older now

    void setStates(StateSet states); // that are shown; none: all
    StateSet states() const { return m_states; }
    void setMatches(std::optional<Matches> matches);
    const Matches *matches() const { return m_matches ? &*m_matches : nullptr; }
    void setOnly(std::optional<RowBits> rows); // a set that somebody chose; none: all
    bool hasOnly() const { return m_only.has_value(); }
    void setOrder(Arrangement order);
    void setHeld(bool held); // somebody points at a row: none moves until they let go

    quint32 rowAt(int position) const { return m_order.rowAt(position); }
    int positionOf(quint32 row) const { return m_order.positionOf(row); } // -1 where it is not shown
    const RowOrder &order() const { return m_order; }
    State stateOf(quint32 row) const { return m_shownStates[row]; } // as it was last looked at
    PerState<quint32> counts(const RowBits &rows) const; // likewise
    // Whether the row is among those that dataChanged tells of, for as long as it does.
    bool hasChanged(quint32 row) const;

    static RowAction actionOf(State state, StopReason reason = StopReason::None);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void aboutToMove();
    void moved(batchdeck::RecordModel::Move why);
    void changed(); // some row, shown or not

private:
    struct ColumnData;
    static const ColumnData s_columns[columns];

    // Rows
    void takeStates();
    bool passes(quint32 row) const;
    bool isFiltered() const { return !m_states.isEmpty() || m_matches.has_value() || m_only.has_value(); }
    RowBits passing() const;
    void matchError(quint32 row);
    void move(Move why, const std::function<void()> &change);
    void tellChanges();
    void tellResults(const std::vector<quint32> &rows);

    // Cells
    const RecordStatus &status(quint32 row) const;
    const RecordName &names(quint32 row) const;
    RowAction action(quint32 row) const;
    QVariant toolTip(const QModelIndex &index, quint32 row) const;
    QString whereWanted(quint32 row) const;

    BatchRun &m_run;
    const RecordTexts m_texts;
    std::vector<State> m_shownStates;
    RowOrder m_order;
    StateSet m_states;
    std::optional<Matches> m_matches;
    std::optional<RowBits> m_only;
    std::vector<quint32> m_unexplained; // failed, and why is not written down yet
    Changes m_changes;
    std::vector<quint32> m_changedRows; // the same, where they are few
    std::vector<State> m_newStates;
    bool m_isHeld = false;
    bool m_isBehind = false; // rows came or went while it was held
    bool m_isAging = false;
    std::vector<quint32> m_cameRows; // whose results are there now, while that is told
    int m_attempts; // that a record may have
    WallClock m_wallClock;
    RowResults *m_results = nullptr; // where there is a history
    // A view asks for one row's cells one after the other: they are shown as of one moment.
    mutable quint32 m_statusRow = nothing;
    mutable RecordStatus m_status;
    mutable Instant m_now;
    mutable QCache<quint32, RecordName> m_names;
    mutable quint32 m_namesAfter = 0; // so many edits
};

} // namespace batchdeck
