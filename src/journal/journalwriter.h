#pragma once

#include "journal/journalfile.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace batchdeck {

// Writes a run's feed into its journal, on a thread of its own: one commit, and so one fsync, serves all
// that came up while the last one was under way.
//
// Where a commit fails nothing is written to that file any more. What comes after is kept in memory, until
// moveTo() puts all of it elsewhere.
class JournalWriter final : public RunJournal {
    Q_DISABLE_COPY_MOVE(JournalWriter)

public:
    // Called once for each file, from the writer's thread: it cannot be written to any more. Not the place to
    // move on to another one.
    using Failed = std::function<void(const Error &)>;

    explicit JournalWriter(JournalFile file, Failed failed = {});
    ~JournalWriter() override; // writes what is left first

    void open(Durable durable) override;
    void onLost(Lost lost) override;
    void close() override;
    bool isDurable() const override { return true; }
    bool keepsAll() const override { return true; }
    void write(std::vector<HistoryItem> items) override;
    void decided(const Decision &decision) override;
    // What a person has put in an entry's place, before it runs.
    void edited(quint32 row, const QByteArray &entry, State was);
    Expected<std::vector<JournalEntry>> history(quint32 row); // also what is not on disk yet

    // True once all that was handed in so far is on disk, and told; false where it is not, or took longer.
    bool flush(Duration atMost);
    std::optional<Error> failure() const;
    QString path() const;

    // To a new file: what the old one has for certain, what was kept, and all that comes.
    struct Moved {
        quint32 loss = 0; // that is over
        QString stale{}; // the old file, where its name could not be made to lead on: nobody is to go on with it
    };
    Expected<Moved> moveTo(const QString &path);

private:
    struct Work {
        std::vector<JournalEntry> entries;
        std::vector<AttemptId> awaited;
        std::vector<JournalledDecision> decisions;
        bool isEmpty() const { return entries.empty() && decisions.empty(); }
        void add(Work &&other);
    };

    void run();
    bool isUrgent() const;
    void commit();

    void tell(std::vector<AttemptId> durable);
    quint32 lossUnderWay() const; // 0 where there is none

    std::mutex m_telling; // for what follows, and while it is called
    Durable m_durable;
    Lost m_lost;
    Failed m_failed;

    mutable std::mutex m_fileMutex; // for the file, for as long as a disk takes; before the other where both are held
    JournalFile m_file;
    Work m_kept; // what could not be written, in order

    mutable std::mutex m_mutex; // for what follows
    std::condition_variable m_changed;
    Work m_waiting;
    QString m_path; // of the file
    std::optional<Error> m_failure;
    std::atomic<bool> m_hasFailed = false; // who asks all the time waits for nobody
    quint32 m_losses = 0; // of files
    quint64 m_handedIn = 0;
    quint64 m_written = 0; // or kept
    bool m_flushing = false;
    bool m_ending = false;
    std::thread m_thread;
};

} // namespace batchdeck
