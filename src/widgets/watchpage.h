#pragma once

#include "models/failuregroups.h"
#include "models/rowjob.h"
#include "models/triesmodel.h"
#include "models/watchsearch.h"
#include "models/watchsort.h"
#include "session/watchedrun.h"

#include <QFutureWatcher>
#include <QTimer>
#include <QWidget>

#include <memory>

namespace Ui {
class WatchPage;
}

namespace batchdeck {

class FailuresPane;
enum class PanePage;
struct PaneActions;

// A run that is only looked at: another program is at work with it, or it is over. It follows what is written of it.
class WatchPage final : public QWidget {
    Q_OBJECT

public:
    explicit WatchPage(std::shared_ptr<WatchedRun> run, QWidget *parent = nullptr);
    ~WatchPage() override;

    RunSummary summary() const;
    bool isAtWork() const { return m_isAtWork; } // some program is
    const QString &batchPath() const { return m_run->run().batch.path; }
    void search();
    void showActions(const PaneActions &actions) const; // those that do nothing to its records
    void showAll(); // records, after a set of them
    void showFailures(); // that are chosen
    void turnTo(PanePage page); // with the keyboard; to one of those that it has

Q_SIGNALS:
    void looked();
    void actionsAltered();
    void openAsked(); // the batch, to go on with it or to run it anew

private:
    using Look = Expected<std::optional<WatchedRun::Stand>>;
    using Ends = Expected<std::vector<PastEnd>>;

    void look();
    void show(Look &look);
    void take(WatchedRun::Stand stand);
    void showRecord();
    void showTries(Ends ends);
    void showTry();
    void showBody(const QString &text);
    void showOnly(const std::vector<quint32> &rows, const QString &name);
    FailuresPane *failures() const; // null where they are not in sight
    void showTitles();
    void keep();
    void restore();
    void setUpRecords();
    void setUpTries();
    void setUpLower();
    std::optional<quint32> current() const;

    // What has gone wrong, for the panes; a thread adds to it.
    struct Notes {
        explicit Notes(quint32 records)
            : errors(records)
            , failures(records)
        {
        }
        ErrorNotes errors;
        FailureGroups failures;
    };

    const std::unique_ptr<Ui::WatchPage> m_ui;
    const std::shared_ptr<WatchedRun> m_run; // a thread may still read it when the page is gone
    const std::shared_ptr<Notes> m_notes; // likewise
    WatchModel m_records;
    WatchSearch m_search;
    WatchSort m_sort;
    TriesModel m_tries;
    bool m_isAtWork = false;
    std::optional<quint32> m_row; // that is current
    bool m_isRead = false; // what came of it
    std::optional<PastEnd> m_shown; // of its attempts, the one whose result and log are shown, or being read
    std::optional<quint32> m_kept; // that was, while rows move
    int m_scroll = 0; // likewise
    QTimer m_next; // look
    qint64 m_began = 0; // the last one, of a clock that only grows
    QFutureWatcher<std::shared_ptr<Look>> m_looking;
    QThreadPool m_pool;
    Background<Ends> m_readingEnds{m_pool};
    Background<QStringList> m_readingBody{m_pool};
};

} // namespace batchdeck
