#pragma once

#include <QObject>

namespace batchdeck {

// Shift+F10 opens the menu of what has the keyboard, as the key Menu does, which many keyboards lack: on X11 and
// Wayland Qt knows that one alone.
class MenuKey final : public QObject {
    Q_OBJECT

public:
    explicit MenuKey(QObject *parent); // for all windows of the program

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace batchdeck
