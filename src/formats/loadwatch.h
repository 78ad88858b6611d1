#pragma once

#include <QtGlobal>

#include <atomic>
#include <functional>
#include <stop_token>

namespace batchdeck {

// Who waits for a batch: how far it has come, and a way to stop it. Any thread may look.
struct LoadWatch {
    std::stop_token stop;
    std::atomic<quint64> done = 0; // bytes
    std::atomic<quint64> total = 0; // 0 where nobody knows yet
    std::function<void(LoadWatch &)> ticked; // called now and then by the thread that loads

    bool goesOn()
    {
        if (ticked)
            ticked(*this);
        return !stop.stop_requested();
    }
};

} // namespace batchdeck
