#pragma once

#include "bench.h"

#include <QAbstractEventDispatcher>
#include <QApplication>
#include <QEventLoop>
#include <QTimer>

#include <functional>

namespace bench {

// From the first event that its loop hands out after it has waited until it waits again.
class Turns final : public QObject {
public:
    Turns()
    {
        s_current = this;
        connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::aboutToBlock, this, [this] { end(); });
    }
    ~Turns() override { s_current = nullptr; }

    static void event()
    {
        if (s_current && s_current->m_began == Clock::time_point()) {
            s_current->m_began = Clock::now();
            s_current->m_worked = threadTime();
            s_current->m_delayed = threadDelay();
        }
    }

    void end()
    {
        if (m_began == Clock::time_point())
            return;
        m_turns.push_back(microseconds(Clock::now() - m_began));
        m_work.push_back(microseconds(threadTime() - m_worked));
        m_own.push_back(m_turns.back() - microseconds(threadDelay() - m_delayed));
        m_began = {};
    }

    const std::vector<double> &all() const { return m_turns; }

    static double percentile99Of(std::vector<double> turns)
    {
        std::sort(turns.begin(), turns.end());
        return turns.empty() ? 0 : turns[turns.size() * 99 / 100];
    }

    Json figures()
    {
        std::sort(m_turns.begin(), m_turns.end());
        std::sort(m_work.begin(), m_work.end());
        std::sort(m_own.begin(), m_own.end());
        return {{"longest_us", m_turns.empty() ? 0.0 : m_turns.back()}, {"p99_us", percentile99Of(m_turns)},
                {"work_us", m_work.empty() ? 0.0 : m_work.back()},      {"p99_work_us", percentile99Of(m_work)},
                {"own_us", m_own.empty() ? 0.0 : m_own.back()},         {"turns", m_turns.size()}};
    }

private:
    static inline Turns *s_current = nullptr;

    Clock::time_point m_began;
    Clock::duration m_worked{};
    Clock::duration m_delayed{};
    std::vector<double> m_turns;
    std::vector<double> m_work;
    std::vector<double> m_own; // without the time for which others had the core: work, and waits for locks and files
};

class Application final : public QApplication {
public:
    using QApplication::QApplication;
    bool notify(QObject *receiver, QEvent *event) override
    {
        Turns::event();
        return QApplication::notify(receiver, event);
    }
};

inline void turnFor(std::chrono::milliseconds time)
{
    QEventLoop loop;
    QTimer::singleShot(time, &loop, &QEventLoop::quit);
    loop.exec();
}

// Until what the signal tells of has come.
template <typename Sender, typename Signal>
void turnUntil(Sender *sender, Signal signal, const std::function<bool()> &isSo)
{
    QEventLoop loop;
    QObject::connect(sender, signal, &loop, [&] {
        if (isSo())
            loop.quit();
    });
    if (!isSo())
        loop.exec();
}

} // namespace bench
