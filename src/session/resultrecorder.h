#pragma once

#include "core/batch.h"
#include "core/recordnames.h"
#include "core/recordresult.h"
#include "core/runjournal.h"
#include "formats/outputfile.h"
#include "session/resultspool.h"

#include <condition_variable>
#include <thread>
#include <unordered_map>

namespace batchdeck {

// Takes the feed of ends and makes of it, on a thread of its own, lines of results and the first few
// problems. A reader that is slow holds up this thread alone.
class ResultRecorder final : public RunJournal {
    Q_DISABLE_COPY_MOVE(ResultRecorder)

public:
    static constexpr int mostProblems = 20; // that are told one by one

    ResultRecorder() = default;
    ~ResultRecorder() override;

    // Before the round. Lines go to the path, where there is one, as records end; `isKept`: line() will be
    // asked.
    Expected<void> begin(std::shared_ptr<const Batch> batch, RecordNames names, const QString &path, bool mayReplace,
                         bool isKept);
    // After the round: `written` is called, from the thread, when all that ended is written.
    void finish(std::function<void()> written);
    bool waitWritten(Duration atMost);

    // Once all is written: of a record that has not ended, the line says how it stands.
    QByteArray line(quint32 row, State state) const;

    std::vector<RecordResult> takeProblems(); // that nobody has taken yet, mostProblems in all
    bool hasMoreProblems(); // true once, where there were more
    std::optional<Error> error() const; // lines are missing

    void open(Durable) override { }
    void write(std::vector<HistoryItem> items) override;

private:
    void run();
    void record(const HistoryItem &item, QByteArray &lines);
    void recordInvalid(QByteArray &lines);
    void keep(const RecordResult &result, QByteArray &lines);
    void put(QByteArray &lines);
    void finishFile();
    void fail(const Error &error);
    void name(RecordResult &result) const;

    std::shared_ptr<const Batch> m_batch;
    RecordNames m_names;
    std::optional<OutputFile> m_file; // the thread's, as is what follows
    ResultSpool m_spool;
    std::unordered_map<quint32, HistoryItem> m_lastAttempts; // of what waits to try again

    mutable std::mutex m_mutex; // for what follows
    std::condition_variable m_changed;
    std::vector<HistoryItem> m_items;
    std::vector<RecordResult> m_problems;
    int m_told = 0;
    bool m_hasMore = false;
    std::optional<Error> m_error;
    bool m_ending = false;
    bool m_isWritten = false;
    std::function<void()> m_written;
    std::thread m_thread;
};

} // namespace batchdeck
