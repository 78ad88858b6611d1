#pragma once

#include "session/batchfields.h"
#include "session/planchoice.h"
#include "session/plandocument.h"
#include "widgets/themeddialog.h"

#include <memory>

namespace Ui {
class PlanDialog;
}

namespace batchdeck {

class JsonHighlighter;
class PlanForm;

// A plan, as a form and as text, with what is wrong with it as somebody types.
class PlanDialog final : public ThemedDialog {
    Q_OBJECT

public:
    // The file is where the plan is from; empty: it is in none yet. The first record tells what templates mean.
    PlanDialog(PlanDocument plan, const QString &file, const QString &batchPath, const Record &first,
               QWidget *parent = nullptr);
    ~PlanDialog() override;

    void draftFrom(const BatchFields &fields); // what it was guessed from
    void bringBack(const QString &why); // it was taken, and came to nothing
    void tell(const QString &problem);

Q_SIGNALS:
    void chosen(const batchdeck::ChosenPlan &plan); // by somebody who may yet be asked something

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool hasChanges() const override { return m_hasChanges; }

private:
    enum Page { Form, Text };

    void wire();
    void textEdited();
    void planChanged();
    void showSource();
    void showProblems();
    void showFirstProblem();
    void goToWrong();
    void load();
    void replace(const PlanDocument &plan, const QString &file);
    void saveAs();
    void saveBeside();
    bool saveTo(const QString &path);
    void use();

    const std::unique_ptr<Ui::PlanDialog> m_ui;
    const QString m_batchPath;
    PlanDocument m_plan;
    QString m_file;
    bool m_isSaved = true; // the file says the same
    bool m_hasChanges = false; // by hand, that no file has
    bool m_isDraft = false; // from what the records hold
    PlanForm *m_form;
    JsonHighlighter *m_highlighter;
};

} // namespace batchdeck
