#pragma once

#include "models/failuregroups.h"
#include "models/recordmodel.h"
#include "models/timeline.h"

#include <QWidget>

namespace Ui {
class BottomPane;
}

namespace batchdeck {

class FailuresPane;

// Under the table: what went wrong, and when what ran. Only what is seen is kept up.
class BottomPane final : public QWidget {
    Q_OBJECT

public:
    enum Page { Failures, TimelinePage };

    explicit BottomPane(QWidget *parent = nullptr);
    ~BottomPane() override;

    // All outlive it.
    void setRun(const BatchRun &run, const FailureGroups &groups, const AttemptMarks &marks,
                const RecordModel &records);
    void refresh(bool underWay); // meant for a timer
    void roundEnded();
    void setCurrent(quint32 row);
    void reveal(quint32 row); // in the timeline

    Page page() const;
    void setPage(Page page);
    void turnTo(Page page); // with the keyboard
    FailuresPane *failures() const; // null where its page is not shown

Q_SIGNALS:
    void pageChosen();
    void failureVerbsAltered(); // what can be done with those that are chosen, or that they are in sight
    void showAsked(const std::vector<quint32> &rows, const QString &name);
    void retryAsked(const std::vector<quint32> &rows);
    void rowChosen(quint32 row);

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void showPage();
    void showTitles();
    void showSpan();

    const std::unique_ptr<Ui::BottomPane> m_ui;
    std::unique_ptr<Timeline> m_timeline;
    bool m_isUnderWay = false;
};

} // namespace batchdeck
