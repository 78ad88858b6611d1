#include "core/runmachine.h"

#include <algorithm>

// The part of the machine that reaches many records: each chore goes on a slice at a time, in the
// order in which they were asked for, and a small one is over before its verb returns.

namespace batchdeck {

// Something from before a round, which must be through before the round's records begin.
bool RunMachine::isFromBefore(const Chore &chore)
{
    return chore.kind == Chore::Kind::CancelRest || chore.kind == Chore::Kind::Forget;
}

void RunMachine::add(Chore chore)
{
    m_fromBefore += isFromBefore(chore);
    m_chores.push_back(std::move(chore));
    if (m_chores.size() == 1)
        doChores();
}

void RunMachine::doChores()
{
    if (comesBeforeChores())
        return; // they were asked for before, or with it
    int budget = m_slice * toChange;
    while (!m_chores.empty() && mayGoOn(budget)) {
        // A deque: what serving a record adds does not move the chore that is at work.
        if (!advance(m_chores.front(), budget))
            return;
        if (m_chores.front().rows.rows.capacity() > 0)
            m_out->spent.push_back(std::move(m_chores.front().rows));
        m_fromBefore -= isFromBefore(m_chores.front());
        m_chores.pop_front();
    }
    if (m_chores.empty() && std::exchange(m_untested, false) && m_failures.isReached(true))
        enough(Halt::Failures); // a percentage of a round that has grown meanwhile
}

// True where the chore is over.
bool RunMachine::advance(Chore &chore, int &budget)
{
    switch (chore.kind) {
    case Chore::Kind::QueueBackoffs:
        for (; mayGoOn(budget) && !m_backoff.isEmpty(); budget -= toChange)
            queueAgain(m_backoff.top().id);
        return m_backoff.isEmpty();
    case Chore::Kind::Forget:
        for (; mayGoOn(budget) && chore.at < size() && m_again > 0; ++chore.at) {
            const bool again = m_records[chore.at].again;
            if (again) {
                stepOut(chore.at);
                stand(chore.at);
            }
            budget -= again ? toChange : toLook;
        }
        return chore.at >= size() || m_again == 0;
    case Chore::Kind::Share:
    case Chore::Kind::Strand:
        for (; mayGoOn(budget); budget -= toChange) {
            // Meanwhile it may be known what became of the leader.
            const State led = m_records[chore.leader].state;
            if (chore.kind == Chore::Kind::Strand && led == State::Succeeded)
                chore.kind = Chore::Kind::Share;
            const bool share = chore.kind == Chore::Kind::Share;
            const quint32 row = m_coalescer.followers(chore.leader);
            if (row == nothing || (!share && led != State::InDoubt)) {
                if (isEnded(led))
                    handOver(chore.leader);
                return true;
            }
            m_coalescer.leave(row);
            const StopReason reason = share ? StopReason::None : m_records[row].reason;
            endWithoutAttempt(row, share ? State::Succeeded : untried(row), reason, chore.leader);
        }
        return false;
    case Chore::Kind::Cancel:
    case Chore::Kind::Uphold:
    case Chore::Kind::Retry:
    case Chore::Kind::Front:
    case Chore::Kind::Mark:
    case Chore::Kind::Settle:
    case Chore::Kind::CancelRest:
    case Chore::Kind::SkipRest:
        break;
    }

    const bool every = chore.rows.every || chore.kind == Chore::Kind::CancelRest || chore.kind == Chore::Kind::SkipRest;
    const quint32 count = every ? size() : static_cast<quint32>(chore.rows.rows.size());
    const StateSet states = chore.rows.states;
    const bool bringsBack = chore.kind == Chore::Kind::Retry || chore.kind == Chore::Kind::Settle;
    m_makesWay = false;
    for (; chore.at < count && mayGoOn(budget); ++chore.at) {
        const quint32 row = every ? chore.at : chore.rows.rows[chore.at];
        if (row >= size() || (!states.isEmpty() && !states.contains(m_records[row].state))
            || (bringsBack && m_upheld.contains(row))) {
            budget -= toLook;
            continue;
        }
        const State before = m_records[row].state;
        const bool comesForward =
            chore.front < 0 && (chore.kind == Chore::Kind::Front ? before == State::Queued : isEnded(before));
        m_makesWay = comesForward && !makeWay(chore.front, budget);
        if (m_makesWay)
            return false;
        serve(chore, row);
        budget -= m_records[row].state == before && chore.kind != Chore::Kind::Front ? toLook : toChange;
    }
    return chore.at >= count;
}

// Whoever cancels a few records does not wait for a long verb that was asked for before, and that one does not bring
// them back: what it would queue again it passes over until the cancel's own turn has come.
void RunMachine::cancelAhead(Chore &chore)
{
    const StateSet states = chore.rows.states;
    std::vector<quint32> upheld;
    for (const quint32 row : chore.rows.rows) {
        if (row >= size())
            continue;
        const State state = m_records[row].state;
        const bool mayComeBack = isEnded(state) && states.contains(State::Queued);
        if (!states.isEmpty() && !states.contains(state) && !mayComeBack)
            continue;
        serve(chore, row);
        m_upheld.insert(row);
        upheld.push_back(row);
    }
    chore = {.kind = Chore::Kind::Uphold, .rows = RowSet::of(std::move(upheld))};
}

void RunMachine::serve(Chore &chore, quint32 row)
{
    RecordRow &record = m_records[row];
    const bool waits = record.state == State::Queued;
    const bool backsOff = record.state == State::Backoff;
    switch (chore.kind) {
    case Chore::Kind::Cancel:
        if (isActive(record.state))
            requestStop(m_slots[record.slot()], StopReason::User);
        else if (waits || backsOff)
            endWaiting(row, State::Cancelled, StopReason::User);
        break;
    case Chore::Kind::Uphold:
        m_upheld.erase(m_upheld.find(row));
        break;
    case Chore::Kind::CancelRest:
        if ((waits && m_records.order(row) < chore.scopeEnd) || backsOff)
            endWaiting(row, State::Cancelled, StopReason::RunCancelled);
        break;
    case Chore::Kind::SkipRest:
        if ((waits && m_records.order(row) < chore.scopeEnd) || backsOff)
            skip(row);
        break;
    case Chore::Kind::Retry:
        if (!isEnded(record.state))
            break;
        record.front = nextFront(chore);
        move(row, State::Queued);
        tellQueued(row);
        queueAnew(row);
        if (isFollower(record.place)) {
            // The round that it is for is not for its leader.
            const Scope &scope = isEnding() && m_next.end != nobody ? m_next : m_scope;
            const qint64 leader = m_records.order(m_coalescer.leaderOf(row));
            if (m_records.order(row) < scope.end && leader >= scope.end)
                bringForward(row, record.front);
        }
        break;
    case Chore::Kind::Front:
        if (waits)
            bringForward(row, nextFront(chore));
        break;
    case Chore::Kind::Mark:
        if (record.state == State::InDoubt) {
            endWithoutAttempt(row, chore.state, record.reason);
            if (chore.state == State::Failed)
                record.errorKind = ErrorKinds::marked;
            m_out->ends.back().byHand = true;
            doubtEnded(row);
        }
        break;
    case Chore::Kind::Settle:
        if (m_phase != RunPhase::Closed && record.state == State::InDoubt && maySettle(row) && !record.settling) {
            record.settling = true;
            ++m_settling;
            m_out->settles.push_back({row, record.attempts, chore.queues});
            m_changes.mark(row);
        }
        break;
    case Chore::Kind::QueueBackoffs:
    case Chore::Kind::Share:
    case Chore::Kind::Strand:
    case Chore::Kind::Forget:
        Q_UNREACHABLE();
    }
}

// Whoever goes first from now on begins before those that are claimed, who may hold its limits besides. False
// where some of them are left for the next slice: until then nobody is claimed.
bool RunMachine::makeWay(qint64 front, int &budget)
{
    for (; !m_claims.isEmpty() && m_records.standing(m_claims.last()) > front; budget -= toChange) {
        if (!mayGoOn(budget))
            return false;
        handBack(m_claims.last());
    }
    return true;
}

void RunMachine::bringForward(quint32 row, qint64 front)
{
    RecordRow &record = m_records[row];
    const bool wasIn = inScope(row);
    countWaiting(row, -1);
    if (record.place == Place::Claimed)
        handBack(row);
    if (!isFollower(record.place)) {
        stepOut(row);
        record.front = front;
        stand(row);
    } else if (const quint32 leader = m_coalescer.leaderOf(row);
               m_records[leader].state == State::Queued && front < m_records.order(leader)) {
        if (m_records[leader].place == Place::Claimed)
            handBack(leader);
        stepOut(leader);
        m_coalescer.swap(row);
        record.front = front;
        stand(row);
    } else { // its leader has begun, or goes first all the same
        m_coalescer.leave(row);
        record.front = front;
        m_coalescer.join(row);
    }
    m_changes.mark(row);
    countWaiting(row, 1);
    if (!wasIn && inScope(row))
        addToRound(row);
}

// Reserves places in front of all others, one for each record that the chore may reach: which states they are
// in when it reaches them nobody knows yet. There are 2^47 places: 140 million verbs for a million records.
void RunMachine::takeFront(Chore &chore)
{
    m_front -= chore.rows.every ? qint64(size()) : qint64(chore.rows.rows.size());
    chore.front = m_front;
}

// 0, a record's own place, for a chore that reserved none.
qint64 RunMachine::nextFront(Chore &chore)
{
    return chore.front < 0 ? chore.front++ : 0;
}

} // namespace batchdeck
