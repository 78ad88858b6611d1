#pragma once

#include "widgets/openbatch.h"
#include "widgets/runsaving.h"

#include <QHash>
#include <QPointer>
#include <QSet>
#include <QTabWidget>

#include <functional>

namespace batchdeck {

class BatchTab;
class BatchTabBar;
class Preferences;
struct RunActions;

// The batches that are open, a tab each: opening, and closing without leaving anything at work.
class BatchTabs final : public QTabWidget {
    Q_OBJECT

public:
    explicit BatchTabs(QWidget *parent = nullptr);

    void setUp(RunActions &actions, Preferences &preferences); // before anything is opened
    // A file that is open already comes to the front instead.
    void open(const OpenRequest &request);

    BatchTab *current() const; // null where none is open
    QList<BatchTab *> all() const;
    const std::shared_ptr<ClosedBatches> &closed() const { return m_closed; } // that are still being taken apart
    QList<BatchTab *> atWork() const; // those whose run would not end by itself at once

    void close(BatchTab *tab); // asks where it runs
    void finishAll(); // starts nothing more, and closes each as its run ends
    void cancelAll(); // stops what runs, and closes each when its clean-up is over
    void giveUpAll(); // what does not stop is waited for no longer
    bool isWriting() const; // a file that somebody wants of a run
    bool lacksFile() const; // one could not be written, and whoever wants it has not let go of its batch since
    void awaitWritten(); // until none does: then it is told
    bool waitCancelled(); // the same, at once; false where threads are left
    void finishClosed(); // their journals are written, as far as that does not hang

Q_SIGNALS:
    void altered(); // one of them
    void frontAltered(); // another tab, or the same otherwise
    void opened(const QString &path);
    void roundEnded(batchdeck::BatchTab *tab);
    void halted(batchdeck::BatchTab *tab); // by itself
    void anotherAsked();
    void aboutToRemove(batchdeck::BatchTab *tab);
    void removed();
    void written(); // a file that was waited for
    void stays(); // one of them: a file of it could not be written
    void threadsLeft(); // the process must not wait for them when it goes

private:
    void await(BatchTab *tab, const std::function<void()> &then); // its file
    void fileOver(BatchTab *tab, RunSaving::Outcome outcome);
    void letGo(BatchTab *tab);
    void stay(BatchTab *tab);
    void settle(BatchTab *tab);
    void show(BatchTab *tab);
    void watch(BatchTab *tab);
    void showClosing(BatchTab *tab);
    void remove(BatchTab *tab);

    BatchTabBar *m_bar;
    const std::shared_ptr<ClosedBatches> m_closed = std::make_shared<ClosedBatches>();
    QHash<const BatchTab *, std::function<void()>> m_awaited; // their files: what comes then, if not the window's end
    QSet<const BatchTab *> m_staying; // a file of them could not be written, and nobody has let go of them since
    QList<QPointer<BatchTab>> m_removed; // and still there
    RunActions *m_actions = nullptr;
    Preferences *m_preferences = nullptr;
};

} // namespace batchdeck
