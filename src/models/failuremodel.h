#pragma once

#include "models/failuregroups.h"

#include <QAbstractTableModel>

namespace batchdeck {

// Groups of failures as rows. A row stays where it is while its figures change: new ones come last, and a sort is
// of the moment it was asked for. A group that is empty now stays as well, until drop().
class FailureModel final : public QAbstractTableModel {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FailureModel)

public:
    enum Column { Error, Kind, Records, First, Last };
    static constexpr int columns = Last + 1;
    enum Role {
        ValueRole = Qt::UserRole, // what the text is made from
        StateRole, // of the group's records, from any column
        RecordsRole, // how many they are, from any column
        GroupRole, // its number among FailureGroups
        QuietRole, // no record stands so any more, from any column
    };

    // The groups must outlive the model.
    explicit FailureModel(const FailureGroups &groups, QObject *parent = nullptr);

    bool refresh(); // false where nothing has changed; meant for a timer
    void drop(); // the empty ones
    int count() const; // of those that are not empty

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order) override;

private:
    struct ColumnData;
    static const ColumnData s_columns[columns];

    const FailureGroups &m_source;
    quint32 m_revision = 0;
    std::vector<FailureGroup> m_groups;
    std::vector<int> m_shown; // numbers of groups, by row
};

} // namespace batchdeck
