#pragma once

#include <QFutureWatcher>
#include <QObject>

namespace batchdeck {

class BatchRun;
class RunWatch;

// Brings a run to its end before its tab goes, without keeping the window from answering.
class RunClosing final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RunClosing)

public:
    enum class Step { None, Finishing, Stopping, Over };

    RunClosing(BatchRun &run, RunWatch &watch, QObject *parent);
    ~RunClosing() override;

    Step step() const { return m_step; }
    bool isNeeded() const; // something is at work, and may yet end
    bool isStuck() const; // it is closed, but threads are left: who takes it apart would wait for them

    void finishThenClose();
    void cancelAndClose();
    void close(); // what is queued stays queued
    void giveUp(); // what is still stopping is waited for no longer: it is in doubt then
    bool wait(); // until what is being closed is; false where threads are left

Q_SIGNALS:
    void stepChanged();
    // Nothing is at work any more; unclean where threads are left that do not return.
    void closed(bool clean);

private:
    bool isIdle() const;
    void enter(Step step);

    BatchRun &m_run;
    RunWatch &m_watch;
    Step m_step = Step::None;
    QFutureWatcher<bool> m_closing;
    QFuture<void> m_givingUp;
};

} // namespace batchdeck
