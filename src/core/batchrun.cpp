#include "core/batchrun.h"

#include "core/dispatch.h"
#include "core/thrown.h"

#include <algorithm>
#include <exception>

namespace batchdeck {

namespace {

// The attempt whose start() this thread is in.
struct Starting {
    const Attempt *attempt = nullptr;
    bool dropped = false;
};
thread_local Starting startingHere;

constexpr Duration late = std::chrono::milliseconds(1); // a start that is later than that restarts the timeout

Instant after(Duration span)
{
    const Instant now = Clock::now();
    return span < never - now ? now + span : never;
}

std::optional<Error> failureOf(const SuccessTest &test, const QByteArray &result)
{
    try {
        return test.failure(result);
    } catch (...) {
        return thrownError();
    }
}

std::vector<quint32> operationsOf(const Workload &workload)
{
    std::vector<quint32> operations;
    for (const Workload::Group &group : workload.groups)
        operations.push_back(group.operation);
    return operations;
}

} // namespace

// A handle is dropped while an exception unwinds: whether start() lets that one through tells how the
// attempt ended.
bool BatchRun::droppedWhileStarting(const Attempt &attempt)
{
    if (startingHere.attempt != &attempt || std::uncaught_exceptions() == 0)
        return false;
    startingHere.dropped = true;
    return true;
}

Expected<std::unique_ptr<BatchRun>> BatchRun::create(RunSetup setup)
{
    if (auto checked = check(setup.settings); !checked)
        return checked.error();
    const std::size_t operations = setup.operations.size();
    const bool fits = setup.batch && setup.launcher && setup.workload.records == setup.batch->size()
        && setup.workload.operations.size() == operations
        && (setup.success.empty() || setup.success.size() == operations);
    if (!fits)
        return Error{QStringLiteral("setup"), QStringLiteral("The run's batch, operations and workload do not match."),
                     false};
    return std::unique_ptr<BatchRun>(new BatchRun(std::move(setup)));
}

BatchRun::BatchRun(RunSetup setup)
    : m_batch(std::move(setup.batch))
    , m_operations(std::move(setup.operations))
    , m_success(std::move(setup.success))
    , m_gates(setup.workload.gates)
    , m_operationOf(operationsOf(setup.workload))
    , m_broken(m_operations.size())
    , m_journal(setup.journal)
    , m_lock(setup.watch)
    , m_machine(setup.workload, setup.settings, setup.seed)
    , m_launcher(std::move(setup.launcher))
{
    for (const auto &operation : m_operations)
        m_blocking.push_back(dynamic_cast<BlockingOperation *>(operation.get()));
    if (m_journal)
        m_journal->open([this](const std::vector<AttemptId> &attempts) { durable(attempts); });
    m_thread = std::thread(&BatchRun::serve, this);
}

BatchRun::~BatchRun()
{
    post(event::Quit{});
    {
        RunLock::Guard guard(m_lock);
        m_closing = true;
        guard.waitUntil(m_changed, never, [this] { return m_machine.inFlight() == 0 && m_machine.writtenOff() == 0; });
        m_over = true;
        wake();
    }
    m_thread.join();
    while (m_inside.load(std::memory_order_acquire) > 0)
        std::this_thread::yield(); // on its way out of finish(), past all that could block it
    m_launcher.reset();
    for (const auto &operation : m_operations) {
        try {
            operation->close();
        } catch (...) {
            qWarning("closing an operation failed: %s", qPrintable(thrownError().message));
        }
    }
}

// ---- Verbs

void BatchRun::post(Event event)
{
    std::vector<RowSet> spent; // freed after the lock
    const RunLock::Guard guard(m_lock);
    apply(std::move(event), m_toStart);
    spent.swap(m_actions.spent);
    leaveDelivery();
}

Expected<void> BatchRun::change(const std::function<void(RunSettings &)> &edit)
{
    {
        const RunLock::Guard guard(m_lock);
        RunSettings settings = m_machine.settings();
        edit(settings);
        if (auto checked = check(settings); !checked)
            return checked;
        apply(event::Change{settings}, m_toStart);
        leaveDelivery();
    }
    return {};
}

Expected<void> BatchRun::setConcurrency(int concurrency)
{
    return change([&](RunSettings &settings) { settings.concurrency = concurrency; });
}

Expected<void> BatchRun::setTimeout(std::optional<Duration> timeout)
{
    return change([&](RunSettings &settings) { settings.timeout = timeout; });
}

Expected<void> BatchRun::setRate(std::optional<double> rate)
{
    return change([&](RunSettings &settings) { settings.rate = rate; });
}

Expected<void> BatchRun::setFailures(const FailureSettings &failures)
{
    return change([&](RunSettings &settings) { settings.failures = failures; });
}

bool BatchRun::wait(Duration atMost) const
{
    RunLock::Guard guard(m_lock);
    return guard.waitUntil(m_changed, after(atMost), [this] { return m_machine.isIdle() && m_unwritten == 0; });
}

bool BatchRun::close(Duration atMost)
{
    post(event::Quit{});
    Attempts stuck;
    {
        RunLock::Guard guard(m_lock);
        m_closing = true;
        guard.waitUntil(m_changed, after(atMost),
                        [this] { return m_machine.inFlight() == m_machine.count(State::Unresponsive); });
        std::copy_if(m_attempts.begin(), m_attempts.end(), std::back_inserter(stuck),
                     [](const auto &attempt) { return attempt != nullptr; });
    }
    for (const auto &attempt : stuck)
        post(event::GiveUp{attempt->record().row()});
    RunLock::Guard guard(m_lock);
    guard.waitUntil(m_changed, after(atMost), [this] { return m_unwritten == 0; });
    return m_machine.inFlight() == 0 && m_machine.writtenOff() == 0;
}

// ---- Questions

RunSummary BatchRun::summary() const
{
    const RunLock::Guard guard(m_lock);
    return m_machine.summary(Clock::now());
}

RunSettings BatchRun::settings() const
{
    const RunLock::Guard guard(m_lock);
    return m_machine.settings();
}

RecordRow BatchRun::record(quint32 row) const
{
    const RunLock::Guard guard(m_lock);
    return m_machine.record(row);
}

RecordStatus BatchRun::status(quint32 row) const
{
    const RunLock::Guard guard(m_lock);
    RecordStatus status{m_machine.record(row), m_machine.waiting(row, Clock::now()), -1, {}};
    const quint32 slot = status.record.slot;
    if (slot < m_attempts.size() && m_attempts[slot])
        status.progress = m_attempts[slot]->m_fraction.load(std::memory_order_relaxed);
    status.errorKind = m_kinds.name(status.record.errorKind);
    return status;
}

Waiting BatchRun::waiting(quint32 row) const
{
    const RunLock::Guard guard(m_lock);
    return m_machine.waiting(row, Clock::now());
}

AttemptProgress BatchRun::progress(quint32 row) const
{
    std::shared_ptr<Attempt> attempt;
    {
        const RunLock::Guard guard(m_lock);
        const quint32 slot = m_machine.record(row).slot;
        if (slot < m_attempts.size())
            attempt = m_attempts[slot];
    }
    return attempt ? attempt->snapshot() : AttemptProgress{};
}

QString BatchRun::errorKind(quint16 number) const
{
    const RunLock::Guard guard(m_lock);
    return m_kinds.name(number);
}

void BatchRun::takeChanges(Changes &changes)
{
    changes.clear();
    const RunLock::Guard guard(m_lock);
    for (const auto &attempt : m_attempts) {
        if (attempt)
            attempt->m_changed.store(false, std::memory_order_relaxed);
    }
    m_machine.takeChanges(changes);
}

void BatchRun::mirror(std::shared_ptr<RoundMirror> mirror)
{
    const RunLock::Guard guard(m_lock);
    m_mirrors.push_back(std::move(mirror));
    m_mirrorDue = Instant::min();
    call();
}

// ---- From attempts

std::optional<AttemptWork> BatchRun::finish(Attempt &attempt, Outcome outcome)
{
    if (!attempt.endsClean()) {
        post(event::CleanUp{attempt.m_id});
        attempt.runCleanUps();
    }
    if (outcome.report == Report::Done && !m_success.empty()) {
        const auto &test = m_success[attempt.m_operation];
        if (test) {
            if (auto failure = failureOf(*test, outcome.result)) {
                outcome.report = Report::Failed;
                outcome.error = *std::move(failure);
            }
        }
    }

    outcome.error.message = capped(std::move(outcome.error.message), messageCap);

    std::optional<HistoryItem> item;
    event::Finished finished{attempt.m_id, outcome.report, 0, outcome.error.transient, outcome.retryAfter};
    if (m_journal) {
        item.emplace();
        item->outcome = std::move(outcome);
        item->log = attempt.snapshot().log;
    }
    const QString &kind = item ? item->outcome.error.kind : outcome.error.kind;
    Attempts more;
    auto next = std::make_shared<Attempt>(*this); // made here, and not under the lock
    bool goesOn = false;
    {
        const RunLock::Guard guard(m_lock, RunLock::Who::Worker);
        if (finished.report != Report::Done)
            finished.errorKind = m_kinds.number(kind);
        std::shared_ptr<Attempt> &held = m_attempts[attempt.m_id.slot];
        if (held.get() == &attempt)
            held.reset();
        apply(finished, more, item ? &*item : nullptr, &next);
        // An attempt that this thread keeps until it returns keeps the run alive as well.
        goesOn = next->isStarted() && more.empty() && canGoOn(*next);
        if (!goesOn)
            m_inside.fetch_add(1, std::memory_order_relaxed);
    }
    deliver();
    if (goesOn && !Dispatch::of(*this))
        return workOf(std::move(next));
    std::optional<AttemptWork> last;
    if (next->isStarted()) {
        more.insert(more.begin(), std::move(next));
        last = dispatch(std::move(more));
    }
    if (!goesOn)
        m_inside.fetch_sub(1, std::memory_order_release);
    return last;
}

bool BatchRun::raiseShield(Attempt &attempt)
{
    const RunLock::Guard guard(m_lock);
    apply(event::ShieldUp{attempt.m_id}, m_toStart);
    return m_actions.granted;
}

// The timeout counts from the true start. It is armed with the slot, which is exact where the work begins
// at once; where it does not, the timeout is put off when it is due, or begins anew here.
void BatchRun::begin(Attempt &attempt)
{
    attempt.m_begun.store(true);
    if (attempt.m_held.load() || Clock::now() - attempt.m_launched > late)
        post(event::Began{attempt.m_id});
}

void BatchRun::markChanged(quint32 row)
{
    const RunLock::Guard guard(m_lock);
    m_machine.markChanged(row);
}

void BatchRun::durable(const std::vector<AttemptId> &attempts)
{
    m_inside.fetch_add(1, std::memory_order_relaxed);
    for (const AttemptId &attempt : attempts)
        post(event::Durable{attempt});
    m_inside.fetch_sub(1, std::memory_order_release);
}

// ---- The machine's will

// Under the lock.
void BatchRun::endMirrors(const RunSummary &summary)
{
    for (auto &mirror : m_mirrors)
        m_endedMirrors.emplace_back(std::move(mirror), summary);
    m_mirrors.clear();
    m_mirrorDue = never;
}

// Under the lock. Of the ends, the first is that of the item's attempt; the first start is put there.
void BatchRun::apply(Event event, Attempts &starts, HistoryItem *item, std::shared_ptr<Attempt> *first)
{
    const Instant now = Clock::now();
    m_actions.clear();
    m_machine.apply(std::move(event), now, m_actions);

    if (m_journal) {
        m_unwritten += m_actions.ends.size();
        for (const End &end : m_actions.ends) {
            HistoryItem &written = m_outbox.emplace_back();
            if (item && end.attempt.serial != 0)
                written = std::move(*std::exchange(item, nullptr));
            written.end = end;
            explain(written, m_kinds.name(m_machine.record(end.row).errorKind));
        }
        if (!m_outbox.empty())
            m_undelivered.store(true);
    }
    for (const Actions::Start &start : m_actions.starts) {
        const quint32 slot = start.attempt.slot;
        if (m_attempts.size() <= slot)
            m_attempts.resize(slot + 1);
        std::shared_ptr<Attempt> &attempt = m_attempts[slot];
        attempt = first ? *first : std::make_shared<Attempt>(*this);
        attempt->m_operation = m_operationOf[m_machine.record(start.row).group];
        attempt->m_id = start.attempt;
        attempt->m_record = m_batch->record(start.row);
        attempt->m_number = start.number;
        attempt->m_launched = now;
        if (!std::exchange(first, nullptr))
            starts.push_back(attempt);
    }
    for (const Actions::Stop &stop : m_actions.stops) {
        const std::shared_ptr<Attempt> &attempt = m_attempts[stop.attempt.slot];
        if (attempt && attempt->m_id == stop.attempt)
            m_toStop.push_back(attempt);
    }
    if (m_actions.roundEnded)
        endMirrors(m_machine.summary(now));
    if (m_closing || m_machine.isIdle())
        m_changed.notify_all();

    const int threads = m_machine.settings().concurrency + static_cast<int>(m_machine.writtenOff());
    const bool otherThreads = threads != std::exchange(m_threads, threads);
    const Instant due = std::min(m_machine.nextDue(), m_mirrorDue);
    m_due.store(due, std::memory_order_relaxed);
    if (!m_toStop.empty() || !m_toStart.empty() || hasEndedMirrors() || otherThreads)
        call();
    else if (due < m_sleepsUntil)
        wake();
}

// The run's own thread has something to do that cannot wait until it has started all it is at.
void BatchRun::call()
{
    m_calls.store(true, std::memory_order_relaxed);
    wake();
}

void BatchRun::wake()
{
    if (std::exchange(m_sleepsUntil, Instant::min()) != Instant::min())
        m_wake.notify_one();
}

// Whoever finds nobody at it writes all that has come up, once: what comes up meanwhile is left to
// the run's own thread, so that nobody writes for the others for ever.
void BatchRun::deliver()
{
    if (!m_undelivered.load())
        return;
    if (const std::unique_lock delivery(m_delivery, std::try_to_lock); delivery) {
        m_undelivered.store(false);
        std::deque<HistoryItem> items;
        {
            const RunLock::Guard guard(m_lock);
            items.swap(m_outbox);
        }
        if (!items.empty())
            m_journal->write({std::make_move_iterator(items.begin()), std::make_move_iterator(items.end())});
        const RunLock::Guard guard(m_lock);
        m_unwritten -= items.size();
        if (m_unwritten == 0) {
            m_changed.notify_all();
            call(); // a mirror or the end may have waited for it
        }
    } else {
        return; // whoever is at it looks again afterwards
    }
    if (m_undelivered.load()) {
        const RunLock::Guard guard(m_lock);
        leaveDelivery();
    }
}

// To the run's own thread: a verb returns at once, however much it ended. Under the lock.
void BatchRun::leaveDelivery()
{
    if (!m_undelivered.load())
        return;
    m_mustDeliver = true;
    call();
}

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

} // namespace batchdeck
