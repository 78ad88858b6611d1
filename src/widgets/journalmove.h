#pragma once

#include "core/error.h"

#include <QFutureWatcher>

class QWidget;

namespace batchdeck {

class Session;

// Takes a run's journal to another place, where it cannot be written to any more.
class JournalMove final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(JournalMove)

public:
    JournalMove(Session &session, QWidget *window); // both outlive it
    ~JournalMove() override;

    void ask();

Q_SIGNALS:
    void moved(const QString &path);

private:
    void ended();

    Session &m_session;
    QWidget *const m_window;
    QFutureWatcher<Expected<QString>> m_moving;
};

} // namespace batchdeck
