#pragma once

#include "core/runsummary.h"

namespace batchdeck {

// Shows a round to the outside, and brings back what is asked for there.
class RoundMirror {
public:
    enum class Wish { None, Cancel, Pause, Resume };
    static constexpr Duration interval = std::chrono::milliseconds(40);

    virtual ~RoundMirror() = default;
    // Every interval, from the run's thread; before its round as well: then the summary is that of the last one.
    // What it wishes is for its round alone.
    virtual Wish show(const RunSummary &summary) = 0;
    // Once: its round is over, or it had wished to cancel one that has not begun.
    virtual void end(const RunSummary &summary) = 0;
};

} // namespace batchdeck
