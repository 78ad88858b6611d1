#pragma once

#include "core/runpast.h"
#include "models/roworder.h"

#include <QAbstractTableModel>

#include <functional>
#include <memory>
#include <optional>

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
    using Records = std::shared_ptr<const std::vector<PastRecord>>; // by row

    // Asked for what is shown, and from any thread where it is sorted.
    struct Source {
        std::function<QString(quint32 row)> label;
        std::function<QString(quint32 row)> error;
    };

    explicit WatchModel(Source source, QObject *parent = nullptr);

    void setAtWork(bool isAtWork); // some program is, with the run
    void setRecords(Records records); // rows keep their places, but where a filter hides some
    const Records &records() const { return m_records; }
    const Source &source() const { return m_source; }
    const PerState<quint32> &counts() const { return m_counts; }

    // Those that all three let pass are shown.
    void setStates(StateSet states); // none: all
    void setMatches(std::optional<RowBits> rows); // that a search has found
    void setOnly(std::optional<RowBits> rows); // that somebody chose
    void setOrder(Arrangement order);
    int positionOf(quint32 row) const { return m_order.positionOf(row); } // -1 where it is not shown

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    RowBits passing() const;
    void filter();
    void tell(const std::vector<PastRecord> &before);
    QString text(const PastRecord &record, Column column) const;
    bool isOpen(const PastRecord &record) const;
    QString why(const PastRecord &record) const;

    const Source m_source;
    bool m_isAtWork = false;
    Records m_records = std::make_shared<const std::vector<PastRecord>>();
    PerState<quint32> m_counts{};
    StateSet m_states;
    std::optional<RowBits> m_matches;
    std::optional<RowBits> m_only;
    RowBits m_passing;
    RowOrder m_order;
};

} // namespace batchdeck
