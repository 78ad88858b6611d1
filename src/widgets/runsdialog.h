#pragma once

#include "session/keptruns.h"
#include "widgets/runsreading.h"
#include "widgets/themeddialog.h"

#include <QStandardItemModel>

#include <memory>

namespace Ui {
class RunsDialog;
}

namespace batchdeck {

// The runs that have a journal: to look at one, to go on with it, or to delete it.
class RunsDialog final : public ThemedDialog {
    Q_OBJECT

public:
    RunsDialog(int keptDays, std::shared_ptr<const ClosedBatches> closed, QWidget *parent = nullptr);
    ~RunsDialog() override;

Q_SIGNALS:
    void openAsked(const batchdeck::KeptRun &run);

private:
    enum Column { Batch, Begun, Stands, Size };
    static constexpr int columns = Size + 1;

    void list();
    void tell(const QString &text);
    void showVerbs();
    void openCurrent();
    void askToDelete();
    const KeptRun *current() const;
    static QString nameOf(const KeptRun &run);
    static QString beginOf(const KeptRun &run);
    static QString standing(const KeptRun &run);

    const std::unique_ptr<Ui::RunsDialog> m_ui;
    QStandardItemModel m_rows;
    QString m_chosen; // by somebody; its journal
    bool m_isListing = false;
    RunsReading m_reading;
};

} // namespace batchdeck
