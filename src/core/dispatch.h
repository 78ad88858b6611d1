#pragma once

#include "core/attempt.h"

#include <memory>
#include <vector>

namespace batchdeck {

// Attempts that a thread is about to start. What ends inside its own start() adds to the list of the
// thread that is at it, instead of starting the next one deeper in the stack.
class Dispatch {
    Q_DISABLE_COPY_MOVE(Dispatch)

public:
    using Attempts = std::vector<std::shared_ptr<Attempt>>;

    Dispatch(const BatchRun &run, Attempts list);
    ~Dispatch();

    static Dispatch *of(const BatchRun &run); // what this thread is at, or null

    void add(Attempts list);
    std::shared_ptr<Attempt> next(); // null after the last
    bool isEmpty() const { return m_list.empty(); }
    Attempts rest();

private:
    const BatchRun &m_run;
    Dispatch *const m_outer;
    Attempts m_list;
    std::size_t m_at = 0;
};

} // namespace batchdeck
