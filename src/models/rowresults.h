#pragma once

#include "core/recordhistory.h"

#include <QCache>
#include <QFutureWatcher>
#include <QObject>
#include <QTimer>

#include <memory>

namespace batchdeck {

// What came of records, as a cell shows it: read in a thread from the run's history, for those alone that somebody
// looks at.
class RowResults final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RowResults)

public:
    // Which outlives it.
    explicit RowResults(const RecordHistory &history, QObject *parent = nullptr);
    ~RowResults() override;

    // Of a record that has succeeded after so many attempts. Empty until it is read, which is told then.
    QString of(quint32 row, quint32 attempts);

    // On one line, and not long; reads a file. Nothing where the success is not written down yet.
    static std::optional<QString> read(const RecordHistory &history, quint32 row, quint32 attempts);

Q_SIGNALS:
    void came(const std::vector<quint32> &rows);

private:
    struct Wanted {
        quint32 row = 0;
        quint32 attempts = 0;
        int looks = 0; // that found nothing
    };
    struct Found {
        Wanted wanted;
        std::optional<QString> text;
    };
    struct Known {
        quint32 attempts = 0;
        QString text;
        bool isRead = false; // else it is wanted
    };

    void readWanted();
    void take(const std::vector<Found> &found);

    const RecordHistory &m_history;
    QCache<quint32, Known> m_known; // by row
    std::vector<Wanted> m_wanted; // the latest last
    std::vector<Wanted> m_late; // shown before it is written down: to look at once more
    QTimer m_next;
    QFutureWatcher<std::shared_ptr<std::vector<Found>>> m_reading;
};

} // namespace batchdeck
