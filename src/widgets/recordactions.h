#pragma once

#include "models/rowverbs.h"

#include <array>
#include <functional>

class QAction;
class QMenu;
class QObject;
namespace Ui {
class MainWindow;
}

namespace batchdeck {

class RecordCommands;

// What can be done with the records that are chosen, as menus and keys have it; RecordCommands says how it stands.
struct RecordActions {
    enum Copy { Label, Entry, Result, Error, CommandLine };
    enum Like { SameState, SameError, SameTarget };

    explicit RecordActions(const Ui::MainWindow &ui);

    void showNone(const QString &obstacle);
    // But for a start, which may ask something first, and what is shown of the record: its window does those.
    void wire(QObject *window, const std::function<RecordCommands &()> &commands) const;

    std::array<QAction *, RowVerbs::verbs> verbs;
    QAction *edit; // and retry
    QAction *reveal; // in the timeline
    QMenu *copyMenu;
    std::array<QAction *, CommandLine + 1> copies;
    QMenu *likeMenu;
    std::array<QAction *, SameTarget + 1> likes;
};

// Where there is an obstacle it says why.
void allow(QAction *action, const QString &obstacle, const QString &tip);

} // namespace batchdeck
