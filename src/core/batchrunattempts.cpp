#include "core/batchrun.h"

#include "core/dispatch.h"
#include "core/thrown.h"

#include <exception>

// What attempts say of themselves, and how they are started.

namespace batchdeck {

namespace {

// The attempt whose start() this thread is in.
struct Starting {
    const Attempt *attempt = nullptr;
    bool dropped = false;
};
thread_local Starting startingHere;

constexpr Duration late = std::chrono::milliseconds(1); // a start that is later than that restarts the timeout

} // namespace

std::optional<AttemptWork> BatchRun::finish(Attempt &attempt, Outcome outcome)
{
    if (!attempt.endsClean()) {
        post(event::CleanUp{attempt.m_id});
        attempt.runCleanUps();
    }
    if (outcome.report == Report::Done && !m_success.empty()) {
        const auto &test = m_success[attempt.m_operation];
        if (test) {
            if (auto failure = test->failure(outcome.result)) {
                outcome.report = Report::Failed;
                outcome.error = *std::move(failure);
            }
        }
    }

    cap(outcome.error.kind, errorKindCap);
    cap(outcome.error.message, messageCap);

    std::optional<HistoryItem> item;
    event::Finished finished{attempt.m_id, outcome.report, 0, outcome.error.transient, outcome.retryAfter};
    if (m_delivery.isKept()) {
        item.emplace();
        item->outcome = std::move(outcome);
        item->log = attempt.snapshot().log;
    }
    const QString &kind = item ? item->outcome.error.kind : outcome.error.kind;
    Attempts more;
    auto next = std::make_shared<Attempt>(*this); // made here, and not under the lock
    bool goesOn = false;
    {
        const RunLock::Guard guard(m_lock, RunLock::Who::Worker, attempt.m_launched);
        if (finished.report != Report::Done)
            finished.errorKind = m_kinds.number(kind);
        std::shared_ptr<Attempt> &held = m_attempts[attempt.m_id.slot];
        if (held.get() == &attempt)
            held.reset();
        else
            m_writtenOff.erase(attempt.m_id.serial);
        apply(finished, more, item ? &*item : nullptr, &next);
        // An attempt that this thread keeps until it returns keeps the run alive as well.
        goesOn = next->isStarted() && more.empty() && canGoOn(*next);
        if (!goesOn)
            m_inside.fetch_add(1, std::memory_order_relaxed);
    }
    m_delivery.deliver();
    if (goesOn && !Dispatch::of(*this)) {
        next->m_isNext = !m_delivery.isKept();
        return workOf(std::move(next));
    }
    std::optional<AttemptWork> last;
    if (next->isStarted()) {
        more.insert(more.begin(), std::move(next));
        last = dispatch(std::move(more));
    }
    if (!goesOn)
        m_inside.fetch_sub(1, std::memory_order_release);
    return last;
}

// The timeout counts from the true start. It is armed with the slot, which is exact where the work begins
// at once; where it does not, the timeout is put off when it is due, or begins anew here.
void BatchRun::begin(Attempt &attempt)
{
    attempt.m_begun.store(true);
    if (attempt.m_held.load() || (!attempt.m_isNext && Clock::now() - attempt.m_launched > late))
        post(event::Began{attempt.m_id});
}

void BatchRun::markChanged(quint32 row)
{
    const RunLock::Guard guard(m_lock);
    m_machine.markChanged(row);
}

void BatchRun::durable(const std::vector<AttemptId> &attempts)
{
    constexpr Duration atOnce = std::chrono::microseconds(200); // and one more: somebody may want the lock
    for (auto attempt = attempts.begin(); attempt != attempts.end();) {
        const RunLock::Guard guard(m_lock, RunLock::Who::Slicer);
        const Instant until = Clock::now() + atOnce;
        do
            apply(event::Durable{*attempt++}, m_toStart);
        while (attempt != attempts.end() && Clock::now() < until);
        m_delivery.leave();
    }
}

// ---- What is in doubt

void BatchRun::settle(const Actions::Settle &doubt, std::stop_token stop)
{
    quint32 operation = 0;
    {
        const RunLock::Guard guard(m_lock);
        operation = m_machine.operationOf(doubt.row);
    }
    Settlement found;
    if (m_broken[operation]) {
        found = Settlement::nothing(m_broken[operation]->message);
    } else {
        try {
            found = m_operations[operation]->settle({m_id, m_batch->record(doubt.row), static_cast<int>(doubt.number)},
                                                    std::move(stop));
        } catch (...) {
            found = Settlement::nothing(thrownError().message);
        }
    }
    HistoryItem item;
    cap(found.why, messageCap);
    if (found.found == Settlement::Found::Done)
        item.log = std::move(found.why);
    else
        item.outcome.error = {found.found == Settlement::Found::NotDone ? QStringLiteral("notDone")
                                                                        : QStringLiteral("unsettled"),
                              std::move(found.why), false};
    item.outcome.result = std::move(found.result);
    const RunLock::Guard guard(m_lock);
    apply(event::Settled{doubt.row, doubt.number, found.found, doubt.queues}, m_toStart, &item);
    m_delivery.leave();
}

// ---- Starts

// The last of them, where it blocks, is left to the thread that is here.
std::optional<AttemptWork> BatchRun::dispatch(Attempts starts)
{
    if (Dispatch *outer = Dispatch::of(*this)) {
        outer->add(std::move(starts));
        return {};
    }
    Dispatch own(*this, std::move(starts));
    const bool isOwnThread = std::this_thread::get_id() == m_thread.get_id();
    while (auto attempt = own.next()) {
        if (own.isEmpty() && canGoOn(*attempt))
            return workOf(std::move(attempt));
        startAttempt(attempt);
        if (isOwnThread && isNeeded()) {
            Attempts rest = own.rest();
            const RunLock::Guard guard(m_lock);
            m_toStart.insert(m_toStart.begin(), std::make_move_iterator(rest.begin()),
                             std::make_move_iterator(rest.end()));
            return {};
        }
    }
    return {};
}

// With this attempt, a thread that has nothing else to do.
bool BatchRun::canGoOn(const Attempt &attempt) const
{
    return m_blocking[attempt.m_operation] && !m_broken[attempt.m_operation];
}

AttemptWork BatchRun::workOf(std::shared_ptr<Attempt> attempt) const
{
    BlockingOperation &operation = *m_blocking[attempt->m_operation];
    return {std::move(attempt), operation};
}

void BatchRun::startAttempt(const std::shared_ptr<Attempt> &attempt)
{
    if (attempt->stopRequested()) {
        AttemptHandle(attempt).finish(Outcome::stopped());
        return;
    }
    const quint32 operation = attempt->m_operation;
    if (m_broken[operation]) {
        AttemptHandle(attempt).finish(Outcome::failed(*m_broken[operation]));
        return;
    }
    if (!m_blocking[operation]) {
        attempt->m_promise = m_launcher->promise();
        begin(*attempt);
    }
    const Starting outer = std::exchange(startingHere, {attempt.get(), false});
    try {
        m_operations[operation]->start(AttemptHandle(attempt));
        if (std::exchange(startingHere, outer).dropped)
            AttemptHandle(attempt).drop();
    } catch (...) {
        startingHere = outer;
        AttemptHandle(attempt).finish(Outcome::failed(thrownError()));
    }
}

// A handle is dropped while an exception unwinds: whether start() lets that one through tells how the
// attempt ended.
bool BatchRun::droppedWhileStarting(const Attempt &attempt)
{
    if (startingHere.attempt != &attempt || std::uncaught_exceptions() == 0)
        return false;
    startingHere.dropped = true;
    return true;
}

} // namespace batchdeck
