#pragma once

#include "session/exports.h"

#include <QFutureWatcher>
#include <QPointer>
#include <QTimer>

class QFileDialog;
class QProgressDialog;

namespace batchdeck {

// Writes what a person wants to keep of a run into a file that they choose, away from the thread that shows it.
class RunSaving final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RunSaving)

public:
    enum class Outcome {
        Written,
        NotWanted, // any more
        Failed,
    };

    // Both outlive it.
    RunSaving(const Session &session, const QString &batchPath, QWidget *window);
    ~RunSaving() override;

    bool hasQueueAnswer() const { return m_hasMessages; }
    bool isUnderWay() const; // also where somebody chooses a file yet
    static QString obstacle(); // to anything else that needs the run, meanwhile
    void stop(); // what is written, which leaves nothing
    void chooseNone(); // where nobody is there to choose
    void wait(); // until it is written

    void saveFailed(); // as a batch that can be run again
    void saveResults();
    void saveQueueAnswer();

Q_SIGNALS:
    void told(const QString &sentence);
    void over(batchdeck::RunSaving::Outcome outcome);

private:
    using Save = std::function<Expected<QString>(const Destination &)>; // and what is to be said of it
    struct Form;

    void ask(const QString &title, const QString &name, const QList<Form> &forms);
    QString refusalOf(const QString &path) const;
    void chooserGone();
    void start(const QString &path, Save save);
    void showProgress();
    void ended();
    void fail(const QString &why);

    const Session &m_session;
    const QString m_batchPath;
    QWidget *const m_window;
    const bool m_hasMessages;
    QPointer<QFileDialog> m_chooser;
    bool m_isChosen = false; // a file, by it
    QString m_refusal; // of the one that was chosen, until it has been told
    QString m_path;
    bool m_isWriting = false; // or it has not been said yet that it is written
    std::stop_source m_stop;
    std::shared_ptr<LoadWatch> m_watch;
    QPointer<QProgressDialog> m_progress;
    QTimer m_look; // at how far it has come
    QFutureWatcher<Expected<QString>> m_work;
};

} // namespace batchdeck
