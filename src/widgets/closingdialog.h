#pragma once

#include "core/runsummary.h"
#include "widgets/themeddialog.h"

#include <functional>
#include <memory>

namespace Ui {
class ClosingDialog;
}

namespace batchdeck {

// What is to become of what runs when its tab, or the window, is closed. Closing the question closes nothing.
class ClosingDialog final : public ThemedDialog {
    Q_OBJECT

public:
    enum class Of { Tab, Window };

    ClosingDialog(Of what, const QList<RunSummary> &runs, QWidget *parent = nullptr);
    ~ClosingDialog() override;

Q_SIGNALS:
    void hideChosen(); // of a window only
    void finishChosen();
    void cancelChosen();

private:
    const std::unique_ptr<Ui::ClosingDialog> m_ui;
};

// Asked for once more while it is stopping: whether to wait for the clean-up no longer.
void askToGiveUp(ClosingDialog::Of what, QWidget *window, const std::function<void()> &then);

} // namespace batchdeck
