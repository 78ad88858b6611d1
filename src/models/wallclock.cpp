#include "models/wallclock.h"

#include <algorithm>

namespace batchdeck {

namespace {

constexpr qint64 alike = 500; // milliseconds

qint64 milliseconds(Instant instant)
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(instant.time_since_epoch()).count();
}

} // namespace

void WallClock::look()
{
    const Instant now = Clock::now();
    const qint64 offset = QDateTime::currentMSecsSinceEpoch() - milliseconds(now);
    if (m_pieces.empty() || std::abs(m_pieces.back().offset - offset) > alike)
        m_pieces.push_back({m_pieces.empty() ? now : m_looked, offset}); // what came since was after it
    m_looked = now;
}

QDateTime WallClock::at(Instant instant) const
{
    const auto after = std::upper_bound(m_pieces.begin(), m_pieces.end(), instant,
                                        [](Instant wanted, const Piece &piece) { return wanted < piece.since; });
    const Piece &piece = after == m_pieces.begin() ? *after : *std::prev(after);
    return QDateTime::fromMSecsSinceEpoch(milliseconds(instant) + piece.offset);
}

} // namespace batchdeck
