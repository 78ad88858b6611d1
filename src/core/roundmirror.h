#pragma once

#include "core/runsummary.h"

namespace batchdeck {

// Shows a round to the outside, and brings back what is asked for there.
class RoundMirror {
public:
    enum class Wish { None, Cancel, Pause, Resume };
    static constexpr Duration interval = std::chrono::milliseconds(40);

    virtual ~RoundMirror() = default;
    virtual Wish show(const RunSummary &summary) = 0; // every interval, from the run's thread
    virtual void end(const RunSummary &summary) = 0; // once
};

} // namespace batchdeck
