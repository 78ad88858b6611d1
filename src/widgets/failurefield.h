#pragma once

#include "core/runsettings.h"

#include <QToolButton>

#include <memory>

namespace Ui {
class FailurePanel;
}

namespace batchdeck {

// When failures halt a run, as a field that opens into its choices. A change is told at once.
class FailureField final : public QToolButton {
    Q_OBJECT

public:
    explicit FailureField(QWidget *parent = nullptr);
    ~FailureField() override;

    void setSettings(const FailureSettings &settings);

Q_SIGNALS:
    void changed(const batchdeck::FailureSettings &settings);

private:
    FailureSettings chosen() const;
    void choose();
    void show(const FailureSettings &settings);

    const std::unique_ptr<Ui::FailurePanel> m_ui;
    bool m_isShowing = false;
};

} // namespace batchdeck
