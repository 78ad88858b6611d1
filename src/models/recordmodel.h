#pragma once

#include "core/batchrun.h"

#include <QAbstractTableModel>
#include <QCache>

namespace batchdeck {

class ErrorNotes;

// A run's records as rows. It keeps nothing of a row: what is shown is asked of the run when it is shown.
class RecordModel final : public QAbstractTableModel {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RecordModel)

public:
    enum Column { Number, Label, RecordState, Progress, Try, Elapsed, Note, Action };
    static constexpr int columns = Action + 1;

    enum Role {
        ValueRole = Qt::UserRole, // what the text is made from: a number, a fraction, a state
        StateRole, // of the row, from any column
        ActionRole, // what the row's button does, from any column
    };
    enum RowAction { NoAction, Cancel, Retry };

    // The run and the notes must outlive the model; without notes an error is told by its kind.
    explicit RecordModel(BatchRun &run, const ErrorNotes *errors = nullptr, QObject *parent = nullptr);

    // Shows what has changed since the last call; false where nothing had. Meant for a timer.
    bool refresh();
    void showTime(); // what is at work or waits for a time is a little older now

    static RowAction actionOf(State state, StopReason reason = StopReason::None);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct ColumnData;
    static const ColumnData s_columns[columns];

    const RecordStatus &status(quint32 row) const;
    QString label(quint32 row) const;
    QString note(quint32 row) const;
    RowAction action(quint32 row) const;

    BatchRun &m_run;
    const ErrorNotes *m_errors;
    Changes m_changes;
    int m_attempts; // that a record may have
    // A view asks for one row's cells one after the other: they are shown as of one moment.
    mutable quint32 m_shown = nothing;
    mutable RecordStatus m_status;
    mutable Instant m_now;
    mutable QCache<quint32, QString> m_labels;
};

} // namespace batchdeck
