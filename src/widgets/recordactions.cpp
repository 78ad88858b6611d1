#include "widgets/recordactions.h"

#include "ui_mainwindow.h"
#include "widgets/recordcommands.h"

namespace batchdeck {

RecordActions::RecordActions(const Ui::MainWindow &ui)
    : verbs{ui.actionCancelSelected, ui.actionRetrySelected, ui.actionRunSelected, ui.actionMoveToFront,
            ui.actionRunSucceeded,   ui.actionRunDoubtful,   ui.actionLookUp,      ui.actionMarkDone,
            ui.actionMarkFailed,     ui.actionGiveUp}
    , edit(ui.actionEdit)
    , reveal(ui.actionReveal)
    , copyMenu(ui.copyMenu)
    , copies{ui.actionCopyLabel, ui.actionCopyEntry, ui.actionCopyResult, ui.actionCopyError, ui.actionCopyCommand}
    , likeMenu(ui.likeMenu)
    , likes{ui.actionSameState, ui.actionSameError, ui.actionSameTarget}
{
}

void RecordActions::showNone(const QString &obstacle)
{
    for (QAction *verb : verbs)
        allow(verb, obstacle, {});
    for (QAction *copy : copies)
        allow(copy, obstacle, {});
    for (QAction *like : likes)
        allow(like, obstacle, {});
    allow(edit, obstacle, {});
    allow(reveal, obstacle, {});
}

void RecordActions::wire(QObject *window, const std::function<RecordCommands &()> &commands) const
{
    for (int i = 0; i < RowVerbs::verbs; ++i) {
        if (const auto verb = RowVerbs::Verb(i); verb != RowVerbs::Run)
            QObject::connect(verbs[std::size_t(i)], &QAction::triggered, window,
                             [commands, verb] { commands().ask(verb); });
    }
    for (std::size_t i = 0; i < copies.size(); ++i)
        QObject::connect(copies[i], &QAction::triggered, window, [commands, i] { commands().copy(Copy(i)); });
    for (std::size_t i = 0; i < likes.size(); ++i)
        QObject::connect(likes[i], &QAction::triggered, window, [commands, i] { commands().selectLike(Like(i)); });
    QObject::connect(edit, &QAction::triggered, window, [commands] { commands().editSelected(); });
}

void allow(QAction *action, const QString &obstacle, const QString &tip)
{
    action->setEnabled(obstacle.isEmpty());
    const QString keys = action->shortcut().toString(QKeySequence::NativeText);
    if (!obstacle.isEmpty())
        action->setToolTip(obstacle);
    else
        action->setToolTip(keys.isEmpty() ? tip : QStringLiteral("%1 (%2)").arg(tip, keys));
}

} // namespace batchdeck
