#pragma once

#include <QSocketNotifier>

#include <functional>
#include <set>

namespace batchdeck {

// Ctrl+C, and the other signals that ask a program to end: told in the event loop. Whoever ends a service may send one
// kind behind another and mean one request: another is Ctrl+C, or the same kind once more. A signal that was ignored
// when the program started (nohup, or & in a script) stays so. There is one object at a time.
class Interrupts {
    Q_DISABLE_COPY_MOVE(Interrupts)

public:
    explicit Interrupts(std::function<void()> interrupted);
    ~Interrupts();

    void forget() { m_seen.clear(); } // what comes is a first request

private:
    struct Pipe {
        Pipe();
        ~Pipe();
        int ends[2] = {-1, -1};
    };

    Pipe m_pipe;
    QSocketNotifier m_notifier;
    std::set<int> m_seen;
};

} // namespace batchdeck
