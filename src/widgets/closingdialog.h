#pragma once

#include "core/runsummary.h"
#include "widgets/themeddialog.h"

#include <QTimer>

#include <functional>
#include <memory>

namespace Ui {
class ClosingDialog;
}

namespace batchdeck {

// What is to become of what runs, or is paused, when its tab, or the window, is closed. It goes on meanwhile, and the
// question tells how far. Closing the question closes nothing.
class ClosingDialog final : public ThemedDialog {
    Q_OBJECT

public:
    enum class Of { Tab, Window };

    using Runs = std::function<QList<RunSummary>()>; // that are at work, by now

    ClosingDialog(Of what, Runs runs, QWidget *parent = nullptr);
    ~ClosingDialog() override;

Q_SIGNALS:
    void hideChosen(); // of a window only
    void finishChosen();
    void cancelChosen();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void look();
    void tell(const QList<RunSummary> &runs);
    void nameAnswers(bool isPaused);
    static QString cancelledText(quint32 waiting);
    static QString stoppedText(quint32 waiting);
    void tellThatItIsOver();
    void showAll();

    const std::unique_ptr<Ui::ClosingDialog> m_ui;
    const Of m_what;
    const Runs m_runs;
    QTimer m_timer;
    bool m_isPaused = false; // all that is at work
};

// Asked for once more while it is stopping: whether to wait for the clean-up no longer. Goes when what is closed has
// gone.
void askToGiveUp(ClosingDialog::Of what, QWidget *closed, const std::function<void()> &then);

} // namespace batchdeck
