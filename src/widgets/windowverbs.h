#pragma once

#include <QObject>

namespace Ui {
class MainWindow;
}

namespace batchdeck {

class BatchPane;
class BatchTabs;
class Preferences;

// What the menus ask for that opens something, or asks back first.
class WindowVerbs final : public QObject {
    Q_OBJECT

public:
    // All outlive it.
    WindowVerbs(const Ui::MainWindow &ui, BatchTabs &tabs, Preferences &preferences, QWidget *window);

    void showFront(); // what may be done with the batch that is in front

private:
    void start(void (BatchPane::*verb)());
    void cancel();
    void showRuns();
    void showShortcuts();
    void showAbout();

    const Ui::MainWindow &m_ui;
    BatchTabs &m_tabs;
    Preferences &m_preferences;
    QWidget *const m_window;
};

} // namespace batchdeck
