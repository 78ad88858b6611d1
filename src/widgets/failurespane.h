#pragma once

#include "models/failuremodel.h"

#include <QWidget>

class QAction;
class QToolButton;

namespace Ui {
class FailuresPane;
}

namespace batchdeck {

// What went wrong, grouped by what is alike about it, and what may be done with a group.
class FailuresPane final : public QWidget {
    Q_OBJECT

public:
    enum Verb { Show, Retry };

    explicit FailuresPane(QWidget *parent = nullptr);
    ~FailuresPane() override;

    void setGroups(const FailureGroups &groups); // they outlive it; once
    void hideRetry(); // where records are only looked at
    void refresh(); // meant for a timer
    void drop(); // the groups that are empty by now; the others stand in their order again
    int count() const { return m_model ? m_model->count() : 0; }
    QWidget *verbs() const; // for the line above it
    void showOn(QAction &action, Verb verb) const; // whether it can be done, as its button says it
    quint32 reach(Verb verb) const; // how many records
    void press(Verb verb);

Q_SIGNALS:
    void verbsAltered();
    // The records of the chosen groups, and what is to be said of them.
    void showAsked(const std::vector<quint32> &rows, const QString &name);
    void retryAsked(const std::vector<quint32> &rows);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void sort();
    std::vector<int> chosen() const;
    QString nameOfChosen() const;
    void lookAtChosen();
    QToolButton *button(Verb verb) const;
    void openMenu(const QPoint &at);

    const std::unique_ptr<Ui::FailuresPane> m_ui;
    quint32 m_all = 0; // records of the chosen kinds
    quint32 m_again = 0; // of them, those that may be tried again
    const FailureGroups *m_groups = nullptr;
    std::unique_ptr<FailureModel> m_model;
    int m_sorted = 0; // the column
};

} // namespace batchdeck
