#pragma once

#include "core/feedfork.h"
#include "core/recordhistory.h"
#include "core/recordresult.h"
#include "journal/journalopening.h"

namespace batchdeck {

// Where a run is written down, so that a crash loses nothing of it.
struct JournalChoice {
    enum class Where : std::uint8_t { Nowhere, Folder, File };

    Where where = Where::Nowhere;
    QString file; // that is named; else it is one of the user's data folder
    Reopen reopen = Reopen::Ask;
    std::chrono::days kept{30}; // runs that are over, in the folder
    QString run{}; // to go on with, by its id: no other one; any where it is empty
    QString chosen{}; // of the folder's journals the one to go on with; else it is the latest of the batch
};

QString journalFolder(); // the same for all of the user's programs

// What a person is to be told of a journal that has moved; empty where nothing is.
QString warningOf(const JournalWriter::Moved &moved);

// A session's journal, and what it says of its run. Any thread may ask.
class SessionJournal final : public RecordHistory {
    Q_DISABLE_COPY_MOVE(SessionJournal)

public:
    SessionJournal(OpenJournal opened, RunJournal *reader); // which outlives it

    RunJournal &feed(); // for the run: to the journal and, once there, to the reader
    const JournalledRun &run() const { return m_run; }
    bool goesOn() const { return m_goesOn; }
    RunPast takePast() { return std::move(m_past); }
    const std::vector<std::pair<quint32, QByteArray>> &pastEdits() const { return m_pastEdits; } // by row

    // How records had ended when the run was opened again, by row. Reads all of a file. Tells of how many the result
    // is lost, because the file was damaged.
    using TakeResult = std::function<void(RecordResult result)>; // without its names
    Expected<quint32> eachPastResult(const TakeResult &take) const;

    Expected<std::vector<PastEnd>> ends(quint32 row) const override;
    Expected<PastBody> body(const PastEnd &end) const override;

    void edited(quint32 row, const QByteArray &entry, State was); // before it runs
    void decided(const QString &what, const QString &detail = {});
    bool wasDecided(const QString &what, const QString &detail) const;
    bool flush(Duration atMost) { return m_writer->flush(atMost); }
    std::optional<Error> error() const { return m_writer->failure(); }
    QString path() const { return m_writer->path(); }
    bool hasMoved() const { return m_hasMoved; } // who opens the run again does not look there
    using Moved = JournalWriter::Moved;
    Expected<Moved> moveTo(const QString &path);

private:
    std::unique_ptr<JournalWriter> m_writer;
    std::optional<FeedFork> m_fork;
    const JournalledRun m_run;
    RunPast m_past;
    const std::vector<std::pair<quint32, QByteArray>> m_pastEdits;
    const quint32 m_lastSequence;
    const bool m_goesOn;
    std::atomic<bool> m_hasMoved = false;
};

} // namespace batchdeck
