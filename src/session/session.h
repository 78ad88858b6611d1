#pragma once

#include "core/batchrun.h"
#include "core/feedreaders.h"
#include "core/recordhistory.h"
#include "core/recordnames.h"
#include "formats/batchloader.h"

namespace batchdeck {

// What is opened, and how.
struct SessionRequest {
    LoadRequest batch;
    QString plan; // its file; empty: the one beside the batch
    bool isTrial = false; // instead of a plan
    QString resultKey; // a template: what results are called in one JSON object
    std::function<Expected<void>(RunSettings &)> adjust; // of what the plan says
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
    QString description() const; // one sentence: what is run, and how
    bool hasMessages() const; // of a queue

    Expected<QString> preview(quint32 row); // what it would do, doing nothing
    QString resultKey(quint32 row) const;

    // What came of its records; null where nobody keeps it. As long as the session.
    const RecordHistory *history() const { return m_history.get(); }
    // In a temporary file; the answer is to be given the run's feed. Before the run is created.
    Expected<EndsReader *> keepHistory();

    // Its settings may be changed until then. The journal outlives the session.
    RunSettings &settings() { return m_plan.settings; }
    Expected<void> createRun(RunJournal *journal);
    bool hasRun() const { return m_run != nullptr; }
    BatchRun &run() const { return *m_run; }
    void noteStates(); // as they are now, for state()
    void endRun(); // notes them, then stops and joins what is left of it

    State state(quint32 row) const; // also once the run has ended

private:
    Session(std::shared_ptr<const Batch> batch, Plan plan);

    const std::shared_ptr<const Batch> m_batch;
    Plan m_plan;
    QString m_planFile; // empty: a trial
    RecordNames m_names;
    Template m_resultKey;
    std::vector<std::unique_ptr<Operation>> m_previewed; // by the plan's numbers
    std::unique_ptr<RecordHistory> m_history; // outlives the run
    std::unique_ptr<BatchRun> m_run;
    std::vector<State> m_states; // how the run left its records
};

} // namespace batchdeck
