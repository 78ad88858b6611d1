#pragma once

#include <QtGlobal>

#include <atomic>

namespace batchdeck {

// Stands for a thread that nobody waits for, since what it waits for may never answer. While there is one the
// process leaves by _Exit: what the thread uses must not be taken down under it.
class LeftThread {
    Q_DISABLE_COPY_MOVE(LeftThread)

public:
    LeftThread() { ++s_count; }
    ~LeftThread() { --s_count; }
    static int count() { return s_count; }

private:
    inline static std::atomic<int> s_count = 0;
};

} // namespace batchdeck
