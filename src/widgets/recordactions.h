#pragma once

#include "models/rowverbs.h"

#include <array>

class QAction;
class QMenu;
namespace Ui {
class MainWindow;
}

namespace batchdeck {

// What can be done with the records that are chosen, as menus and keys have it; RecordCommands says how it stands.
struct RecordActions {
    enum Copy { Label, Entry, Result, Error, CommandLine };
    enum Like { SameState, SameError, SameTarget };

    explicit RecordActions(const Ui::MainWindow &ui);

    void showNone(const QString &obstacle);

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
