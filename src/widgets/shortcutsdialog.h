#pragma once

#include "widgets/themeddialog.h"

#include <memory>

class QMenu;
class QMenuBar;
namespace Ui {
class ShortcutsDialog;
}

namespace batchdeck {

// Every key that does something: those of the menus, as they are now, and those of what stands in the window.
class ShortcutsDialog final : public ThemedDialog {
    Q_OBJECT

public:
    explicit ShortcutsDialog(const QMenuBar &menus, QWidget *parent = nullptr);
    ~ShortcutsDialog() override;

private:
    void addKeysOf(const QMenu &menu, const QString &within = {}); // the menus around it
    void addTitle(const QString &title);
    void addKey(const QString &keys, const QString &what);

    const std::unique_ptr<Ui::ShortcutsDialog> m_ui;
};

} // namespace batchdeck
