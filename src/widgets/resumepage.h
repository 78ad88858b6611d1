#pragma once

#include <QWidget>

#include <memory>

namespace Ui {
class ResumePage;
}

namespace batchdeck {

struct FoundRun;
struct OpenDoubt;

// A batch that is not opened before a person says how: a run of it was cut short, or somebody else is at work with
// one, or no journal can be kept.
class ResumePage final : public QWidget {
    Q_OBJECT

public:
    explicit ResumePage(QWidget *parent = nullptr);
    ~ResumePage() override;

    void setDoubt(const QString &name, const OpenDoubt &doubt);

Q_SIGNALS:
    void resumeChosen();
    void freshChosen(); // a new run; the earlier one stays as it is
    void againChosen(); // look once more
    void watchChosen(const QString &journal); // of the run, as it goes on elsewhere
    void withoutChosen(); // a journal
    void laterChosen(); // nothing is done now

private:
    void setUnfinished(const QString &title, const FoundRun &found);
    static QString standing(const FoundRun &found);
    static QStringList changes(const FoundRun &found);

    const std::unique_ptr<Ui::ResumePage> m_ui;
    QString m_journal; // of the run that was found
};

} // namespace batchdeck
