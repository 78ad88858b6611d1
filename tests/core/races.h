#pragma once

#include <QtGlobal>

#include <atomic>
#include <random>

// For two threads that race each other, a hundred thousand times.
namespace batchdeck {

inline constexpr quint32 volley = 64; // records that race between two meetings
inline constexpr quint32 rounds = 1563 * volley; // a hundred thousand
inline constexpr quint32 share = rounds / 100; // each side wins as often at least

inline void spin(quint32 times)
{
    for (; times > 0; --times)
        std::atomic_signal_fence(std::memory_order_seq_cst);
}

// As often a few steps as some microseconds.
class Jitter {
public:
    explicit Jitter(quint32 seed)
        : m_random(seed)
    {
    }
    void pass() { spin(below(1U << below(16))); }
    quint32 below(quint32 bound) { return static_cast<quint32>(m_random() % bound); }

private:
    std::minstd_rand m_random;
};

// How far a thread has come, for another one to wait.
class Progress {
public:
    void reach(quint32 point)
    {
        m_point = point;
        m_point.notify_all();
    }
    void await(quint32 point) const
    {
        for (quint32 now = m_point; now < point; now = m_point)
            m_point.wait(now);
    }

private:
    std::atomic<quint32> m_point = 0;
};

// Who goes first, or about: so that both sides win also where there is one processor for all.
enum class Order { CancelFirst, CancelLast, AsTheyCome };

inline Order orderOf(quint32 time)
{
    return static_cast<Order>(time / volley % 3);
}

} // namespace batchdeck
