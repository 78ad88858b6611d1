#pragma once

#include "core/clock.h"

#include <QDateTime>

#include <vector>

namespace batchdeck {

// What a person's clock showed at an instant. The monotonic clock stands still while the computer sleeps
// and the other may be set: where the two have parted is noted, so that what was before stays as it was.
class WallClock {
public:
    WallClock() { look(); }

    void look(); // often enough that a difference is noted before long
    QDateTime at(Instant instant) const;

private:
    struct Piece {
        Instant since;
        qint64 offset; // milliseconds
    };
    std::vector<Piece> m_pieces;
    Instant m_looked;
};

} // namespace batchdeck
