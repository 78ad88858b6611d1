#pragma once

#include "models/failuregroups.h"
#include "models/recorddetails.h"
#include "models/recordtexts.h"
#include "widgets/copying.h"

#include <QWidget>

namespace Ui {
class DetailsPane;
}

namespace batchdeck {

class JsonPane;

// Beside the table: all that there is to know of the current record.
class DetailsPane final : public QWidget {
    Q_OBJECT

public:
    enum Page { RecordPage, ResultPage, TriesPage, LogPage, ErrorPage };
    static constexpr int pages = ErrorPage + 1;

    explicit DetailsPane(QWidget *parent = nullptr);
    ~DetailsPane() override;

    // All outlive it; without a history there is none.
    void setRun(const BatchRun &run, const RecordHistory *history, const FailureGroups &groups,
                const RecordTexts &texts);
    void show(quint32 row);
    std::optional<quint32> row() const;
    void refresh(); // meant for a timer

    Page page() const;
    void setPage(Page page);
    void turnTo(Page page); // with the keyboard
    JsonPane &record() const;
    JsonPane &result() const;

Q_SIGNALS:
    void pageChosen();
    void viewChosen(); // of the record or the result
    void retryAsked(const std::vector<quint32> &rows);
    void editAsked(quint32 row);
    void showAsked(const std::vector<quint32> &rows, const QString &name);

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void showPage();
    void showHead();
    void showTitles();
    void showTries();
    void showBody();
    void showError();
    static QString earlierText(State state, const PastEnd &end);
    void showVerbs();
    void showAlike();
    void giveKeyboard();

    const std::unique_ptr<Ui::DetailsPane> m_ui;
    std::unique_ptr<RecordDetails> m_details;
    const BatchRun *m_run = nullptr;
    const FailureGroups *m_groups = nullptr;
    const RecordTexts *m_texts = nullptr;
    Copying m_copying;
    bool m_isAwaited = false; // the page's text or list, by the keyboard
};

} // namespace batchdeck
