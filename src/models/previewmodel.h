#pragma once

#include "core/error.h"

#include <QAbstractTableModel>
#include <QCache>

#include <functional>

namespace batchdeck {

// What each record would do. A row is asked for when it is shown, and by nobody else.
class PreviewModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Number, Label, Effect };
    static constexpr int columns = Effect + 1;
    enum Role { StateRole = Qt::UserRole }; // Failed where it could not be run, else Queued

    struct Source {
        quint32 records = 0;
        std::function<QString(quint32)> label;
        std::function<Expected<QString>(quint32)> preview;
    };

    explicit PreviewModel(Source source, QObject *parent = nullptr);

    QString text(int row) const; // all of it
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    const Expected<QString> &preview(int row) const;

    const Source m_source;
    mutable QCache<int, Expected<QString>> m_known;
};

} // namespace batchdeck
