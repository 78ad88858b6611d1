#pragma once

#include "core/error.h"

#include <QBoxLayout>
#include <QTimer>
#include <QWidget>

#include <functional>
#include <memory>

namespace Ui {
class RunStrip;
}

namespace batchdeck {

class BatchRun;
struct RunActions;

// The verbs of a run as buttons, and what may be changed while it runs as fields. A change holds at once: the
// field shows that the run has taken it, and a sentence says from when on it counts.
class RunStrip final : public QWidget {
    Q_OBJECT

public:
    explicit RunStrip(QWidget *parent = nullptr);
    ~RunStrip() override;

    void setRun(BatchRun &run, RunActions &actions); // both outlive it
    void setHeld(const QString &why); // fewer are at work than the field of jobs says; empty: they are not
    void showActions(const std::function<void()> &change); // after it
    void setLow(bool isLow); // the page is: what may be changed is shown where it is asked for
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void altered(); // a setting of the run
    void told(const QString &sentence); // what became of it
    void left(); // the button that had the focus can do nothing any more

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;

private:
    void arrange();
    int fieldsWidth(QBoxLayout::Direction direction) const;
    void showSettings();
    void wireFields();
    void show(QWidget *field, const Expected<void> &done, const QString &news);
    void paintIcons();

    const std::unique_ptr<Ui::RunStrip> m_ui;
    BatchRun *m_run = nullptr;
    RunActions *m_actions = nullptr;
    QString m_jobsTip;
    bool m_isBroken = false; // into two rows
    bool m_isLow = false;
    QTimer m_shows; // that a field has taken hold
};

} // namespace batchdeck
