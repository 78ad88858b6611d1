#pragma once

#include "core/clock.h"

#include <QtGlobal>

#include <array>

namespace batchdeck {

// How many records ended a second, over the last ten.
class Throughput {
public:
    void start(Instant now);
    void add(Instant now, quint32 ended = 1);
    double perSecond(Instant now) const;
    bool tells(Instant now) const { return now - m_since >= enough; } // else it says nothing about what is to come

private:
    static constexpr int buckets = 100;
    static constexpr Duration width = std::chrono::milliseconds(100);
    static constexpr Duration enough = std::chrono::seconds(2);

    qint64 bucketAt(Instant now) const { return (now - m_since) / width; }
    void advance(qint64 bucket);

    std::array<quint32, buckets> m_ended{};
    Instant m_since{};
    qint64 m_latest = 0;
};

} // namespace batchdeck
