#pragma once

#include "models/rowjob.h"
#include "models/rowverbs.h"
#include "widgets/copying.h"
#include "widgets/recordview.h"

class QMenu;

namespace batchdeck {

class FailureGroups;
class RunWatch;
class Session;

// What a person does with the rows that are chosen: by keys, by a row's button and by the menu of the rows.
class RecordCommands final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RecordCommands)

public:
    enum class Copy { Label, Entry, Result, Error, CommandLine };
    enum class Like { State, Error, Target };
    static constexpr quint32 mostCopied = 10'000; // records

    // All outlive it.
    RecordCommands(Session &session, const FailureGroups &failures, RecordView &view, RunWatch &watch,
                   QObject *parent = nullptr);

    void ask(RowVerbs::Verb verb); // of what is selected
    const PerState<quint32> &selected() const { return m_counts; } // how many of the selected rows stand how
    void edit(quint32 row); // and run it again
    void editSelected(); // where it is one
    void look(); // rows or the selection have changed

Q_SIGNALS:
    void reachChanged();
    void revealAsked(); // the current record in the timeline

private:
    quint32 reach(RowVerbs::Verb verb) const { return RowVerbs::reach(verb, m_counts); }
    void press(const QModelIndex &index);
    void openMenu(const QPoint &where);
    void addVerbs(QMenu &menu);
    void addCopies(QMenu &menu);
    void addLikes(QMenu &menu);
    void copy(Copy what);
    bool hasNone(Copy what, quint32 row) const;
    void selectLike(Like what);
    quint32 currentRow() const;

    Session &m_session;
    const FailureGroups &m_failures;
    RecordView &m_view;
    RunWatch &m_watch;
    PerState<quint32> m_counts{}; // of what is selected
    QThreadPool m_pool;
    Background<RowBits> m_likes{m_pool};
    Copying m_copying;
};

} // namespace batchdeck
