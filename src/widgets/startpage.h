#pragma once

#include "session/keptruns.h"

#include <QElapsedTimer>
#include <QWidget>

#include <memory>

namespace Ui {
class StartPage;
}

namespace batchdeck {

// Where no batch is open: what to do, examples, what was open last, and a place to drop a file or to paste one. It is
// made when it is first shown: its letters are what the program's first window would wait for.
class StartPage final : public QWidget {
    Q_OBJECT

public:
    static constexpr int soon = 300; // milliseconds, before which nobody has aimed at anything

    explicit StartPage(QWidget *parent = nullptr);
    ~StartPage() override;

    void setRecentFiles(const QStringList &files);
    // Of the runs that are kept those that can be gone on with are offered. To read them may take long: what comes late
    // finds its place kept, so that nothing moves under the mouse.
    void awaitRuns();
    void setRuns(const std::vector<KeptRun> &runs);
    void setDropping(bool isDropping); // something is being dragged that could be opened
    void tell(const QString &problem); // until something is opened

Q_SIGNALS:
    void openAsked();
    void pasteAsked();
    void exampleAsked(const QString &resource);
    void fileAsked(const QString &path);
    void runsAsked(); // all that are kept

protected:
    void showEvent(QShowEvent *event) override;

private:
    void make();
    void addExamples();
    void showRecentFiles();
    void showRuns();
    static QString told(const KeptRun &run);
    void showProblem();

    const std::unique_ptr<Ui::StartPage> m_ui;
    QStringList m_files;
    std::vector<KeptRun> m_runs;
    bool m_isAwaiting = false;
    QElapsedTimer m_shown; // since it was to be seen
    QString m_problem;
    bool m_isMade = false;
};

} // namespace batchdeck
