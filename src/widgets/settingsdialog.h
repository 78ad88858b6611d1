#pragma once

#include "widgets/themeddialog.h"

#include <memory>

namespace Ui {
class SettingsDialog;
}

namespace batchdeck {

class Preferences;

// What a person likes, to be changed.
class SettingsDialog final : public ThemedDialog {
    Q_OBJECT

public:
    explicit SettingsDialog(Preferences &preferences, QWidget *parent = nullptr); // they outlive it
    ~SettingsDialog() override;

private:
    void show(const Preferences &preferences);
    void save();

    const std::unique_ptr<Ui::SettingsDialog> m_ui;
    Preferences &m_preferences;
};

} // namespace batchdeck
