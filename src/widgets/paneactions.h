#pragma once

#include "widgets/failurespane.h"
#include "widgets/panepage.h"

#include <QCoreApplication>

#include <span>

class QAction;
namespace Ui {
class MainWindow;
}

namespace batchdeck {

class RecordSort;
class RecordView;
class SessionJournal;

// What the table and what stands around it offer on buttons of their own, as menus and keys have it.
struct PaneActions {
    Q_DECLARE_TR_FUNCTIONS(batchdeck::PaneActions)

public:
    explicit PaneActions(const Ui::MainWindow &ui);

    void showRows(const RecordView &view, const RecordSort &sort) const;
    void showSet(bool isShown) const; // of rows, and no others
    // Of the kinds that are chosen; null where they are not in sight.
    void showFailures(FailuresPane::Verb verb, const FailuresPane *failures) const;
    void showJournal(const SessionJournal *journal) const; // null where there is none
    void showPages(std::span<const PanePage> pages) const; // that are there; the others stay as they are
    void showNone(const QString &obstacle) const;
    void nameChosen(FailuresPane::Verb verb, quint32 count) const;

    QAction *selectNone;
    QAction *refreshOrder;
    QAction *stopSorting;
    QAction *showAll; // records, after a set of them
    QAction *showChosen; // kinds of failure
    QAction *retryChosen;
    QAction *moveJournal;
    std::array<QAction *, panePages.size()> pages; // to turn to
};

} // namespace batchdeck
