#include "core/batchrun.h"

#include "core/thrown.h"

#include <QUuid>

#include <algorithm>

namespace batchdeck {

namespace {

Instant after(Duration span)
{
    const Instant now = Clock::now();
    return span < never - now ? now + span : never;
}

// With what only the run knows: its numbers for kinds of errors, and its clock.
RunPast taken(RunPast past, ErrorKinds &kinds)
{
    past.epoch = Clock::now() - std::chrono::system_clock::now().time_since_epoch();
    std::vector<quint16> numbers;
    for (const QString &kind : past.kinds)
        numbers.push_back(kind.isEmpty() ? ErrorKinds::none : kinds.number(kind));
    for (PastRecord &record : past.records)
        record.errorKind = record.errorKind < numbers.size() ? numbers[record.errorKind] : ErrorKinds::none;
    return past;
}

} // namespace

Expected<std::unique_ptr<BatchRun>> BatchRun::create(RunSetup setup)
{
    if (auto checked = check(setup.settings); !checked)
        return checked.error();
    if (auto checked = check(setup.workload); !checked)
        return checked.error();
    const std::size_t operations = setup.operations.size();
    const bool fits = setup.batch && setup.launcher && setup.workload.records == setup.batch->size()
        && setup.workload.operations.size() == operations
        && (setup.success.empty() || setup.success.size() == operations);
    if (!fits)
        return Error{QStringLiteral("setup"), QStringLiteral("The run's batch, operations and workload do not match."),
                     false};
    const bool isDurable = setup.journal && setup.journal->isDurable();
    for (Workload::OperationTraits &traits : setup.workload.operations) {
        traits.durable &= isDurable;
        traits.claimed &= isDurable && setup.journal->keepsAll();
    }
    for (std::size_t at = 0; at < operations; ++at)
        setup.workload.operations[at].settles = setup.operations[at]->canSettle();
    return std::unique_ptr<BatchRun>(new BatchRun(std::move(setup)));
}

BatchRun::BatchRun(RunSetup setup)
    : m_journal(setup.journal)
    , m_id(setup.id.isEmpty() ? QUuid::createUuid().toString(QUuid::WithoutBraces) : setup.id)
    , m_batch(std::move(setup.batch))
    , m_operations(std::move(setup.operations))
    , m_success(std::move(setup.success))
    , m_gateNames(std::move(setup.workload.gateNames))
    , m_broken(m_operations.size())
    , m_lock(setup.watch)
    , m_machine(setup.workload, setup.settings, setup.seed, taken(std::move(setup.past), m_kinds))
    , m_delivery(setup.journal, m_lock, [this] { deliveryWants(); })
    , m_settler([this](const Actions::Settle &doubt, std::stop_token stop) { settle(doubt, std::move(stop)); })
    , m_launcher(std::move(setup.launcher))
{
    for (const auto &operation : m_operations)
        m_blocking.push_back(dynamic_cast<BlockingOperation *>(operation.get()));
    if (m_journal) {
        m_journal->open(
            m_lifeline.call([](BatchRun &run, const std::vector<AttemptId> &attempts) { run.durable(attempts); }));
        m_journal->onLost(m_lifeline.call([](BatchRun &run, quint32 loss) { run.post(event::JournalLost{loss}); }));
    }
    m_thread = std::thread(&BatchRun::serve, this);
}

BatchRun::~BatchRun()
{
    post(event::Quit{});
    m_settler.stop();
    {
        RunLock::Guard guard(m_lock);
        m_closing = true;
        guard.waitUntil(m_changed, never, [this] { return m_machine.isOver(); });
    }
    m_lifeline.cut(); // claims that were handed back may be on their way to the disk
    {
        const RunLock::Guard guard(m_lock);
        m_over = true;
        wake();
    }
    m_thread.join();
    if (m_journal)
        m_journal->close();
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

// A person's decision, before it has any effect.
void BatchRun::writeDown(const Event &event) const
{
    if (!m_journal || !m_journal->keepsAll())
        return;
    // Settings are asked for where they are changed, one change at a time.
    const bool isChange = std::holds_alternative<event::Change>(event);
    if (const auto decision = decisionOf(event, isChange ? settings() : RunSettings()))
        m_journal->decided(*decision);
}

bool BatchRun::post(Event event)
{
    writeDown(event);
    std::vector<RowSet> spent; // freed after the lock
    const RunLock::Guard guard(m_lock);
    apply(std::move(event), m_toStart);
    spent.swap(m_actions.spent);
    m_delivery.leave();
    return m_actions.granted;
}

Expected<void> BatchRun::change(const std::function<void(RunSettings &)> &edit)
{
    const std::lock_guard changing(m_changing);
    RunSettings settings = this->settings();
    edit(settings);
    auto checked = check(settings);
    if (checked)
        post(event::Change{settings});
    return checked;
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
    return guard.waitUntil(m_changed, after(atMost), [this] { return m_machine.isIdle() && m_delivery.isOver(); });
}

bool BatchRun::close(Duration atMost)
{
    post(event::Quit{});
    m_settler.leave();
    Attempts stuck;
    {
        RunLock::Guard guard(m_lock);
        m_closing = true;
        guard.waitUntil(m_changed, after(atMost), [this] { return m_isOpen && m_machine.isStuck(); });
        std::copy_if(m_attempts.begin(), m_attempts.end(), std::back_inserter(stuck),
                     [](const auto &attempt) { return attempt != nullptr; });
    }
    for (const auto &attempt : stuck)
        post(event::GiveUp{attempt->record().row()});
    const bool isSettled = m_settler.waitUntil(after(atMost));
    RunLock::Guard guard(m_lock);
    guard.waitUntil(m_changed, after(atMost), [this] { return m_machine.isStuck() && m_delivery.isOver(); });
    return m_isOpen && isSettled && m_machine.inFlight() == 0 && m_machine.writtenOff() == 0;
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
    if (!has(row))
        return RecordRow{.state = State::Invalid};
    const RunLock::Guard guard(m_lock);
    return m_machine.record(row);
}

RecordStatus BatchRun::status(quint32 row) const
{
    if (!has(row))
        return {record(row), {}, -1, {}};
    const RunLock::Guard guard(m_lock);
    RecordStatus status{m_machine.record(row), m_machine.waiting(row, Clock::now()), -1, {}};
    const quint32 slot = status.record.slot();
    if (slot < m_attempts.size() && m_attempts[slot])
        status.progress = m_attempts[slot]->m_fraction.load(std::memory_order_relaxed);
    status.errorKind = m_kinds.name(status.record.errorKind);
    return status;
}

Waiting BatchRun::waiting(quint32 row) const
{
    if (!has(row))
        return {};
    const RunLock::Guard guard(m_lock);
    return m_machine.waiting(row, Clock::now());
}

AttemptProgress BatchRun::progress(quint32 row) const
{
    std::shared_ptr<Attempt> attempt;
    if (has(row)) {
        const RunLock::Guard guard(m_lock);
        const quint32 slot = m_machine.record(row).slot();
        if (slot < m_attempts.size())
            attempt = m_attempts[slot];
    }
    return attempt ? attempt->snapshot() : AttemptProgress{};
}

bool BatchRun::canSettle(quint32 row) const
{
    if (!has(row))
        return false;
    const RunLock::Guard guard(m_lock);
    return m_machine.maySettle(row);
}

std::vector<AttemptAtWork> BatchRun::atWork() const
{
    std::vector<AttemptAtWork> found;
    found.reserve(maxConcurrency); // before the lock is taken
    const RunLock::Guard guard(m_lock);
    const SlotTable &slotTable = m_machine.slotTable();
    for (quint32 at = 0; at < slotTable.size(); ++at) {
        const Slot &slot = slotTable[at];
        const bool isOver = slot.phase == Slot::Phase::Settled && slot.goesOn;
        if (slot.phase != Slot::Phase::Free && !isOver)
            found.push_back({slot.row, slot.lane, m_machine.record(slot.row).state, slot.began});
    }
    return found;
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

// ---- The machine's will

// Under the lock.
void BatchRun::endMirrors(const RunSummary &summary)
{
    for (auto &mirror : m_mirrors)
        m_endedMirrors.emplace_back(std::move(mirror), summary);
    m_mirrors.clear();
    m_mirrorDue = never;
}

// Under the lock.
std::shared_ptr<Attempt> BatchRun::attemptOf(AttemptId id) const
{
    if (m_attempts[id.slot] && m_attempts[id.slot]->m_id == id)
        return m_attempts[id.slot];
    const auto found = m_writtenOff.find(id.serial);
    return found == m_writtenOff.end() ? nullptr : found->second;
}

// Under the lock. Of the ends, the first is that of the item's attempt; the first start is put there.
void BatchRun::apply(Event event, Attempts &starts, HistoryItem *item, std::shared_ptr<Attempt> *first)
{
    const Instant now = Clock::now();
    m_actions.clear();
    m_machine.apply(std::move(event), now, m_actions);

    if (m_delivery.isKept()) {
        for (const End &end : m_actions.ends) {
            if (!m_delivery.takes(end))
                continue;
            HistoryItem written;
            if (item && end.what == End::What::Ended && (end.attempt.serial != 0 || end.checked))
                written = std::move(*std::exchange(item, nullptr));
            written.end = end;
            explain(written, m_kinds.name(m_machine.record(end.row).errorKind));
            m_delivery.add(std::move(written));
        }
    }
    for (const Actions::Start &start : m_actions.starts) {
        const quint32 slot = start.attempt.slot;
        if (m_attempts.size() <= slot)
            m_attempts.resize(slot + 1);
        std::shared_ptr<Attempt> &attempt = m_attempts[slot];
        if (attempt) // it was given up
            m_writtenOff.emplace(attempt->m_id.serial, attempt);
        attempt = first ? *first : std::make_shared<Attempt>(*this);
        attempt->m_operation = m_machine.operationOf(start.row);
        attempt->m_id = start.attempt;
        attempt->m_record = m_batch->record(start.row);
        attempt->m_number = start.number;
        attempt->m_launched = now;
        if (!std::exchange(first, nullptr))
            starts.push_back(attempt);
    }
    for (const Actions::Stop &stop : m_actions.stops) {
        if (auto attempt = attemptOf(stop.attempt))
            m_toStop.push_back(std::move(attempt));
    }
    m_toSettle.insert(m_toSettle.end(), m_actions.settles.begin(), m_actions.settles.end());
    if (m_actions.roundEnded)
        endMirrors(m_machine.summary(now));
    if (m_closing || m_machine.isIdle())
        m_changed.notify_all();

    // Where there are fewer slots now than are taken, each attempt keeps the thread that it may need to end.
    const int taken = std::max(m_machine.settings().concurrency, static_cast<int>(m_machine.slotTable().taken()));
    const int threads = taken + static_cast<int>(m_machine.writtenOff());
    const bool otherThreads = threads != std::exchange(m_threads, threads);
    const Instant due = std::min(m_machine.nextDue(), m_mirrorDue);
    m_due.store(due, std::memory_order_relaxed);
    if (!m_toStop.empty() || !m_toStart.empty() || !m_toSettle.empty() || hasEndedMirrors() || otherThreads)
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

// Under the lock. That all is written comes about with nearly every end: only who waits for that is woken.
void BatchRun::deliveryWants()
{
    const bool isOver = m_delivery.isOver();
    if (isOver && (m_closing || m_machine.isIdle()))
        m_changed.notify_all();
    if (m_delivery.isLeft() || hasEndedMirrors() || (m_over && isOver))
        call();
}

void BatchRun::wake()
{
    if (std::exchange(m_sleepsUntil, Instant::min()) != Instant::min())
        m_wake.notify_one();
}

} // namespace batchdeck
