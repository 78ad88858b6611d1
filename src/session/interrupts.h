#pragma once

#include <QSocketNotifier>

#include <functional>

namespace batchdeck {

// Ctrl+C, and the other signals that ask a program to end: told in the event loop, each one. A hang-up
// that was ignored when the program started (nohup) stays so. There is one object at a time.
class Interrupts {
    Q_DISABLE_COPY_MOVE(Interrupts)

public:
    explicit Interrupts(std::function<void()> interrupted);
    ~Interrupts();

private:
    struct Pipe {
        Pipe();
        ~Pipe();
        int ends[2] = {-1, -1};
    };

    Pipe m_pipe;
    QSocketNotifier m_notifier;
};

} // namespace batchdeck
