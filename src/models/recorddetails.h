#pragma once

#include "models/shownjson.h"
#include "models/triesmodel.h"

#include <QFutureWatcher>
#include <QObject>

#include <functional>

namespace batchdeck {

class BatchRun;

// All that there is to know of one record, live: how it stands at each refresh, what came of it as soon as that
// is written down, and what may be long only where somebody looks at it, read in a thread.
class RecordDetails final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RecordDetails)

public:
    enum class Look { None, Record, Body }; // at what may be long: the entry, or an attempt's result and log

    // Both must outlive it; without a history there is none.
    RecordDetails(const BatchRun &run, const RecordHistory *history, QObject *parent = nullptr);
    ~RecordDetails() override;

    void show(std::optional<quint32> row);
    void lookAt(Look look);
    void refresh(); // meant for a timer, while it is seen
    void choose(int attempt); // by its row among the tries; below 0: the newest, whichever that is

    std::optional<quint32> row() const { return m_row; }
    const RecordStatus &status() const { return m_status; }
    TriesModel &tries() { return m_tries; }
    int chosen() const { return m_chosen; }
    const PastEnd *end() const; // of the chosen attempt; null while it is at work, or where there is none
    bool isAtWork() const; // the chosen attempt
    Error error() const; // of the chosen attempt, or why the entry is no record
    // How it last ended, where that is over: it waits again, or is at work, and nobody has chosen an attempt.
    const PastEnd *earlierEnd() const;
    QString historyError() const; // why there is no history to show

    // Empty until they are read, and where there is none.
    const ShownJson &record() const { return m_record; }
    const ShownJson &result() const { return m_result; }
    const QString &log() const { return m_log; }
    // Reads that of the chosen attempt, however long, in whichever thread it is called while the history is there.
    std::function<QByteArray()> wholeResult() const;
    bool isRead() const; // what is looked at

Q_SIGNALS:
    void rowChanged();
    void refreshed();
    void triesChanged(); // or another one was chosen
    void recordRead();
    void bodyRead();
    void logChanged();

private:
    struct Body {
        ShownJson result;
        QString log;
        std::optional<Error> error;
    };
    using Ends = Expected<std::vector<PastEnd>>;

    bool isHistoryBehind() const;
    void readHistory();
    void historyRead();
    void readRecord();
    void readBody();
    void forgetBody();
    void setLog(const QString &log);

    const BatchRun &m_run;
    const RecordHistory *const m_history;
    std::optional<quint32> m_row;
    RecordStatus m_status;
    TriesModel m_tries;
    int m_chosen = -1;
    Look m_look = Look::None;
    ShownJson m_record;
    ShownJson m_result;
    QString m_log;
    QString m_historyError;
    std::optional<std::pair<quint32, quint32>> m_recordOf; // row that was read, or is being, after so many edits
    std::optional<std::pair<quint32, quint64>> m_bodyOf; // likewise: row and place
    std::optional<quint32> m_historyOf; // row that is being read
    int m_behind = 0; // refreshes that found the history short of an end
    QFutureWatcher<std::shared_ptr<Ends>> m_historyReading;
    QFutureWatcher<std::shared_ptr<ShownJson>> m_recordReading;
    QFutureWatcher<std::shared_ptr<Body>> m_bodyReading;
};

} // namespace batchdeck
