#pragma once

#include "core/runsummary.h"

#include <QObject>
#include <QTimer>

namespace batchdeck {

class BatchRun;
class RecordModel;

// Looks at a run at most 30 times a second, while there is something to see, for the model and the header.
class RunWatch final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RunWatch)

public:
    // Both must outlive the watch.
    RunWatch(const BatchRun &run, RecordModel &model, QObject *parent = nullptr);

    const RunSummary &summary() const { return m_summary; }
    bool isUnderWay() const; // a round is
    void wake(); // somebody asked something of the run

Q_SIGNALS:
    void looked(const batchdeck::RunSummary &summary);
    void roundEnded();
    void halted(); // by itself, until somebody looks and resumes it

private:
    void look();

    const BatchRun &m_run;
    RecordModel &m_model;
    QTimer m_timer;
    RunSummary m_summary;
    int m_looks = 0;
    int m_quiet = 0; // looks in a row that saw nothing
};

} // namespace batchdeck
