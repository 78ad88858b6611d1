#pragma once

#include "core/error.h"
#include "core/runsummary.h"
#include "session/sessionjournal.h"

#include <QFutureWatcher>
#include <QSocketNotifier>

#include <memory>

namespace batchdeck {

class Session;
class Teller;

// What a person is asked while a run stands still, and what their answer does to it. Without a person a run whose
// journal is lost ends with what runs.
class HaltQuestion final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HaltQuestion)

public:
    HaltQuestion(Session &session, Teller &teller, bool canAsk);
    ~HaltQuestion() override;

    void look(const RunSummary &summary); // asks once, whenever it stands still
    void end(); // an answer counts no more

private:
    void ask(Halt halt);
    void answered();
    void moveJournal(const QString &path);
    void journalMoved();

    Session &m_session;
    Teller &m_teller;
    const bool m_canAsk;
    const int m_own; // of a terminal, and ours alone; else -1
    const int m_input;
    QFutureWatcher<Expected<SessionJournal::Moved>> m_moving; // the journal
    std::unique_ptr<QSocketNotifier> m_answer; // while a person is asked
    bool m_wasAsked = false; // about this halt
    bool m_isOver = false;
};

} // namespace batchdeck
