#pragma once

#include "models/rowjob.h"
#include "models/rowverbs.h"
#include "widgets/copying.h"
#include "widgets/recordactions.h"
#include "widgets/recordview.h"

#include <optional>

namespace batchdeck {

class FailureGroups;
class Preferences;
class RunWatch;
class Session;

// What a person does with the rows that are chosen: by keys, by a row's button and by the menu of the rows.
class RecordCommands final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RecordCommands)

public:
    static constexpr quint32 mostCopied = 10'000; // records

    // All outlive it.
    RecordCommands(Session &session, const FailureGroups &failures, RecordView &view, RunWatch &watch,
                   const RecordActions &actions, const Preferences &preferences, QObject *parent = nullptr);

    void showActions(); // what can be done with what is selected, where that is another than it was
    void showActionsAnew(); // they were another batch's
    void ask(RowVerbs::Verb verb); // of what is selected; what cannot be taken back asks first
    void askOfDoubts(RowVerbs::Verb verb); // of all of them, likewise
    void edit(quint32 row); // and run it again
    void editSelected(); // where it is one
    void copy(RecordActions::Copy what); // of what is selected
    void selectLike(RecordActions::Like what); // as the current one

Q_SIGNALS:
    void reachChanged();

private:
    quint32 reach(RowVerbs::Verb verb) const { return RowVerbs::reach(verb, m_counts); }
    // Of what is selected and current, as far as it decides what can be done.
    struct Stand {
        PerState<quint32> counts{};
        quint32 selected = 0;
        quint32 row = nothing;
        State state = State::Queued;
        bool isUnderWay = false;
        bool operator==(const Stand &) const = default;
    };
    Stand stand() const;
    void showVerbs() const;
    void look(); // rows have changed
    void askOf(RowVerbs::Verb verb, const RowSet &rows, quint32 records);
    QString warningOf(RowVerbs::Verb verb, quint32 records) const;
    QString namesOf(RowVerbs::Verb verb, const RowSet &rows, quint32 records) const;
    void press(const QModelIndex &index);
    void openMenu(const QPoint &where);
    QString obstacleTo(RowVerbs::Verb verb) const;
    QString obstacleTo(RecordActions::Copy what) const;
    bool hasNone(RecordActions::Copy what, quint32 row) const;
    void showLikes() const;
    QString currentError() const;
    quint32 currentRow() const;

    Session &m_session;
    const FailureGroups &m_failures;
    RecordView &m_view;
    RunWatch &m_watch;
    const RecordActions &m_actions;
    const Preferences &m_preferences;
    std::optional<Stand> m_shown;
    PerState<quint32> m_counts{}; // how many of the selected rows stand how
    QThreadPool m_pool;
    Background<RowBits> m_likes{m_pool};
    Copying m_copying;
};

} // namespace batchdeck
