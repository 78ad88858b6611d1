#pragma once

#include "core/runpast.h"
#include "core/state.h"

#include <QAbstractTableModel>
#include <QCache>

#include <functional>

namespace batchdeck {

// The records of a run that is only looked at, as its journal has them.
class WatchModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Number, Label, RecordState, Tries, Elapsed, Ended, Why };
    static constexpr int columns = Why + 1;
    enum Role {
        StateRole = Qt::UserRole, // of the row, from any column
        RowRole, // in the batch, likewise
    };

    // Asked for what is shown, and by nobody else.
    struct Source {
        std::function<QString(quint32 row)> label;
        std::function<QString(quint32 row)> error;
    };

    explicit WatchModel(Source source, QObject *parent = nullptr);

    void setRecords(std::vector<PastRecord> records); // rows keep their places, but where a filter hides some
    void setStates(StateSet states); // that are shown; none: all
    const PerState<quint32> &counts() const { return m_counts; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::vector<quint32> passing() const;
    const PastRecord &at(int position) const;
    QString text(const PastRecord &record, Column column) const;
    QString why(const PastRecord &record) const;

    const Source m_source;
    std::vector<PastRecord> m_records; // by row
    PerState<quint32> m_counts{};
    StateSet m_states;
    std::vector<quint32> m_shown; // where some are hidden
    mutable QCache<quint32, QString> m_errors;
};

} // namespace batchdeck
