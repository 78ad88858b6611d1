#pragma once

#include "core/batch.h"
#include "core/recordnames.h"
#include "core/recordresult.h"
#include "core/runjournal.h"
#include "session/linewriter.h"
#include "session/resultspool.h"

#include <condition_variable>
#include <deque>
#include <limits>
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

    // How records had ended before, where the run is opened again; reads a file.
    using Past = std::function<Expected<void>(const std::function<void(RecordResult)> &take)>;

    // Lines go to the path, where there is one, as records end; `isKept`: line() will be asked, or records share what
    // one of them came to. Of the rows from `asked` on nobody wants to know. Of the past each record's line stands
    // there once, with what came of it by now; it takes the time to read it. Without a past no file is made yet.
    Expected<void> prepare(std::shared_ptr<const Batch> batch, RecordNames names, const QString &path, bool mayReplace,
                           bool isKept, std::optional<quint32> asked = {}, const Past &past = {});
    // Before the round: the file of lines is there from now on, so that others can follow it.
    Expected<void> begin();
    // After the round: `written` is called, from the thread, when all that ended is written.
    void finish(std::function<void()> written);

    // Once all is written: of a record that has not ended, the line says how it stands.
    Expected<QByteArray> line(quint32 row, State state) const;

    // Records of the round whose lines are in the file: a kill takes none of them any more. All, where lines go to
    // none.
    quint32 recorded() const;
    std::vector<RecordResult> takeProblems(); // that nobody has taken yet, mostProblems in all
    bool hasMoreProblems(); // true once, where there were more
    std::vector<Error> takeErrors(); // each once: lines are missing

    void open(Durable) override { }
    void write(std::vector<HistoryItem> items) override;

private:
    // What is needed of an item; many may wait for the thread.
    struct Ended {
        explicit Ended(HistoryItem &&item);

        End end;
        QByteArray result;
        std::unique_ptr<Error> error; // null where there is none
    };

    // What a line says of it.
    struct LastAttempt {
        quint32 number = 0;
        Instant started;
        Instant ended;
        Error error;
    };

    struct Problem {
        quint64 line = 0; // of the file
        RecordResult result;
    };

    bool isWanted(State state) const; // by a file, or by whoever is told
    static RecordResult resultOf(const Ended &item, const LastAttempt *attempt);
    void run();
    void record(const Ended &item, QByteArray &lines);
    void recordInvalid(QByteArray &lines);
    Expected<void> recordPast(const Past &past);
    void writeLines();
    void recordDoubts(QByteArray &lines);
    QByteArray keptResult(quint32 row) const;
    void keep(const RecordResult &result, QByteArray &lines, bool isNews = true);
    void put(QByteArray &lines);
    void finishFile();
    void fail(const Error &error);
    quint64 written() const;
    void name(RecordResult &result) const;

    std::shared_ptr<const Batch> m_batch;
    RecordNames m_names;
    std::optional<OutputFile> m_output; // until lines are written
    std::unique_ptr<LineWriter> m_file;
    ResultSpool m_spool;
    quint32 m_asked = 0;
    quint64 m_lines = 0; // the thread's, as is what follows
    bool m_isFileLost = false;
    bool m_isSpoolLost = false;
    int m_told = 0;
    std::unordered_map<quint32, LastAttempt> m_lastAttempts; // of what waits to try again
    std::unordered_map<quint32, RecordResult> m_doubts; // of the past: how they end may be found out yet

    mutable std::mutex m_mutex; // for what follows
    std::condition_variable m_changed;
    std::deque<Ended> m_items;
    quint64 m_before = std::numeric_limits<quint64>::max(); // lines of what the round is not for, once that is known
    std::vector<Problem> m_problems;
    bool m_hasMore = false;
    std::vector<Error> m_errors;
    bool m_ending = false;
    std::function<void()> m_written;
    std::thread m_thread;
};

} // namespace batchdeck
