#pragma once

#include "core/recordhistory.h"
#include "core/recordstatus.h"

#include <QAbstractTableModel>

namespace batchdeck {

// All that came of one record, oldest first, and last of all the attempt that is at work.
class TriesModel final : public QAbstractTableModel {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TriesModel)

public:
    enum Column { Number, Began, Took, Ended, Why };
    static constexpr int columns = Why + 1;
    enum Role {
        ValueRole = Qt::UserRole, // what the text is made from
        StateRole, // how it ended or stands, from any column
    };

    explicit TriesModel(QObject *parent = nullptr);

    void setEnds(std::vector<PastEnd> ends); // rows stay where they are the same
    void setAtWork(const RecordStatus *status, Instant now); // null where none is
    const std::vector<PastEnd> &ends() const { return m_ends; }
    int attempts() const; // without those that ended without one

    static State stateOf(const PastEnd &end); // of the attempt, whatever became of its record

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct AtWork {
        quint32 number;
        State state;
        StopReason reason;
        qint64 began; // milliseconds since 1970
        double seconds;
    };
    static QString why(const PastEnd &end);
    static QString why(const AtWork &attempt);
    QVariant value(int row, Column column) const;

    std::vector<PastEnd> m_ends;
    std::optional<AtWork> m_atWork;
};

} // namespace batchdeck
