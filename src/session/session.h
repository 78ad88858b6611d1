#pragma once

#include "core/batchrun.h"
#include "core/feedreaders.h"
#include "core/recordhistory.h"
#include "core/recordnames.h"
#include "formats/batchloader.h"
#include "operations/effect.h"
#include "session/planchoice.h"
#include "session/sessionjournal.h"

namespace batchdeck {

class SqlConnections;

// What is opened, and how.
struct SessionRequest {
    LoadRequest batch;
    QString plan; // its file; empty: the one beside the batch
    bool isTrial = false; // instead of a plan
    Effect effect = Effect::Kept; // undone: a check, of which databases keep nothing
    std::optional<ChosenPlan> chosen{}; // likewise: the one that a person has made
    std::shared_ptr<const Batch> loaded{}; // where it has been read already
    QString resultKey; // a template: what results are called in one JSON object
    std::function<Expected<void>(RunSettings &)> adjust; // of what the plan says
    std::optional<FailureSettings> failures{}; // where the plan says nothing of them; no part of it
};

// An open batch: its file, its plan and its run. What a window and the console share.
class Session final {
    Q_DISABLE_COPY_MOVE(Session)

public:
    // Reads the plan and then the batch, which may take long.
    static Expected<std::unique_ptr<Session>> open(const SessionRequest &request, LoadWatch &watch);
    ~Session();

    const std::shared_ptr<const Batch> &batch() const { return m_batch; }
    const Plan &plan() const { return m_plan; }
    const RecordNames &names() const { return m_names; }
    bool isTrial() const { return m_isTrial; } // every record is simulated
    const QString &planPath() const { return m_planPath; } // empty where the plan is in no file
    // What its plan needs to stay as it is; empty where it needs none.
    QStringList databaseFiles() const;
    QString secretsFile() const;
    QString description() const; // one sentence: what is run, and how
    bool hasMessages() const; // of a queue

    Expected<QString> preview(quint32 row); // what it would do, doing nothing
    QString resultKey(quint32 row) const; // its id, where the template says nothing

    // What came of its records; null where nobody keeps it. As long as the session. The journal keeps it, where
    // there is one.
    const RecordHistory *history() const;
    // In a temporary file; the answer is to be given the run's feed. Before the run is created.
    Expected<EndsReader *> keepHistory();

    // Its settings may be changed until then. The reader of its ends outlives the session. Opens the journal, which
    // may take long; a run that is opened again starts nothing by itself.
    //
    // Where there is a run of this batch that is not finished, Reopen::Ask is refused with journalUnfinished (or
    // journalDamaged): foundRun() tells a person what there is, and Resume or Fresh is their answer. An answer of
    // journalLocked: another program is at work with it.
    RunSettings &settings() { return m_plan.settings; }
    Expected<void> createRun(RunJournal *reader, const JournalChoice &choice = {});
    const std::optional<FoundRun> &foundRun() const { return m_found; }
    const QStringList &told() const { return m_told; } // sentences for whoever opened it
    // How its records had ended before it was opened again; adds to what is told.
    Expected<void> eachPastResult(const SessionJournal::TakeResult &take);

    // What is in doubt is looked up, where its operation can tell. What was not done waits to be run then; what is
    // held, because it took the program down too often, is left to a person.
    void lookUpDoubts();

    // Null without one. While it has an error the run is halted (Halt::Journal), and what ends is kept in memory:
    // moveJournal() to another file, which may take long, and resume.
    SessionJournal *journal() const { return m_journal.get(); }
    Expected<QString> moveJournal(const QString &path); // tells what a person has to know of the old file, or nothing
    QString newJournalPath() const; // in the user's data folder

    bool hasRun() const { return m_run != nullptr; }
    const RunSettings &begun() const { return m_begun; } // with these it was created
    BatchRun &run() const { return *m_run; }
    QStringList servers() const; // that it has connected to so far, and whether what is said there is encrypted
    void noteStates(); // as they are now, for state()
    void endRun(); // notes them, then stops and joins what is left of it

    State state(quint32 row) const; // also once the run has ended

private:
    Session(std::shared_ptr<const Batch> batch, Plan plan, Effect effect);
    Expected<void> openJournal(const JournalChoice &choice, RunJournal *reader, Workload &workload);

    const std::shared_ptr<const Batch> m_batch;
    Plan m_plan;
    const Effect m_effect;
    QString m_path; // of the batch; empty where it came from no file
    bool m_isTrial = false;
    QString m_planFile; // empty: the plan is in none
    QString m_planPath;
    RecordNames m_names;
    Template m_resultKey;
    std::optional<FailureSettings> m_failures;
    std::vector<std::unique_ptr<Operation>> m_previewed; // by the plan's numbers
    std::unique_ptr<RecordHistory> m_history; // outlives the run
    std::unique_ptr<SessionJournal> m_journal; // likewise
    std::shared_ptr<SqlConnections> m_connections; // of the run
    std::optional<FoundRun> m_found;
    QStringList m_told;
    RunSettings m_begun;
    std::unique_ptr<BatchRun> m_run;
    std::vector<State> m_states; // how the run left its records
};

} // namespace batchdeck
