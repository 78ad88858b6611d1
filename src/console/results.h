#pragma once

#include "core/batch.h"
#include "core/runjournal.h"

#include <QFile>

#include <condition_variable>
#include <mutex>
#include <thread>
#include <unordered_map>

namespace batchdeck {

// Takes the feed of ends and makes of it, on a thread of its own, the lines of --results and what is
// to be said about the first few problems. A reader that is slow holds up this thread alone.
class Results final : public RunJournal {
    Q_DISABLE_COPY_MOVE(Results)

public:
    static constexpr int mostProblems = 20; // that are told one by one

    Results() = default;
    ~Results() override;

    // Before the round. "-" is the standard output; empty: no lines.
    Expected<void> begin(std::shared_ptr<const Batch> batch, const QString &path);
    // After the round: `written` is called, from the thread, when every line is written.
    void finish(std::function<void()> written);
    bool waitWritten(Duration atMost);

    QStringList takeProblems();
    std::optional<Error> error() const; // lines are missing

    void open(Durable) override { }
    void write(std::vector<HistoryItem> items) override;

private:
    void run();
    void writeLines(const std::vector<HistoryItem> &items);
    void writeInvalid();
    void put(const QByteArray &lines);
    void tell(quint32 row, State state, const Error &error);

    std::shared_ptr<const Batch> m_batch;
    QFile m_file; // the thread's, as is what follows
    std::unordered_map<quint32, HistoryItem> m_lastAttempts; // of what waits to try again

    mutable std::mutex m_mutex; // for what follows
    std::condition_variable m_changed;
    std::vector<HistoryItem> m_items;
    QStringList m_problems;
    int m_told = 0;
    std::optional<Error> m_error;
    bool m_ending = false;
    bool m_isWritten = false;
    std::function<void()> m_written;
    std::thread m_thread;
};

} // namespace batchdeck
