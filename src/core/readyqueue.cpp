#include "core/readyqueue.h"

#include <algorithm>

namespace batchdeck {

namespace {

constexpr OrderedRows::Places places{Place::Line, Place::Heap};
constexpr quint32 root = 0;
constexpr int mostOpened = 500; // targets at once

} // namespace

// ---- The tree

ReadyQueue::ReadyQueue(const Workload &workload, RecordTable &records)
    : m_records(records)
    , m_groups(workload.groups.size())
    , m_lanes(1)
    , m_gates(workload.gates.size())
{
    const std::vector<quint32> passing = setGates(workload);
    std::vector<quint32> groups; // those that may stand in a lane of their own kind
    for (quint32 id = 0; id < m_groups.size(); ++id) {
        const Gates gates = gatesOf(id);
        if (!gates.empty() && passing[gates.front()] > 1)
            groups.push_back(id);
    }
    std::sort(groups.begin(), groups.end(), [this](quint32 a, quint32 b) {
        const Gates left = gatesOf(a);
        const Gates right = gatesOf(b);
        return std::lexicographical_compare(left.begin(), left.end(), right.begin(), right.end());
    });
    makeLanes(root, groups);
    shareOut(passing);
}

// Gives back how many groups pass through each.
std::vector<quint32> ReadyQueue::setGates(const Workload &workload)
{
    std::vector<quint32> passing(workload.gates.size(), 0);
    for (std::size_t gate = 0; gate < m_gates.size(); ++gate)
        m_gates[gate].max = static_cast<quint16>(std::min<quint32>(workload.gates[gate].max, unlimited));
    std::size_t count = 0;
    for (const Workload::Group &from : workload.groups) {
        for (const quint32 gate : from.limits)
            ++passing[gate];
        if (from.target != nothing) {
            ++passing[from.target];
            m_gates[from.target].isTarget = true;
        }
        count += from.limits.size() + (from.target != nothing);
    }
    m_passed.reserve(count);
    for (quint32 id = 0; id < m_groups.size(); ++id) {
        const Workload::Group &from = workload.groups[id];
        std::vector<quint32> gates = from.limits;
        if (from.target != nothing)
            gates.push_back(from.target);
        std::sort(gates.begin(), gates.end(), [&passing](quint32 a, quint32 b) {
            return passing[a] != passing[b] ? passing[a] > passing[b] : a < b;
        });
        gates.erase(std::unique(gates.begin(), gates.end()), gates.end());
        m_groups[id].gates = static_cast<quint32>(m_passed.size());
        m_passed.insert(m_passed.end(), gates.begin(), gates.end());
    }
    return passing;
}

// Puts the groups, sorted by their gates, into the lane, which has those in common that lead to it.
void ReadyQueue::makeLanes(quint32 lane, std::span<const quint32> groups)
{
    const quint32 depth = m_lanes[lane].depth;
    while (!groups.empty()) {
        const Gates first = gatesOf(groups.front());
        std::size_t alike = 1; // those behind the same gate next
        while (first.size() > depth && alike < groups.size() && gatesOf(groups[alike])[depth] == first[depth])
            ++alike;
        if (alike == 1) {
            m_groups[groups.front()].lane = lane;
        } else {
            const Gates last = gatesOf(groups[alike - 1]);
            const auto parting = std::mismatch(first.begin(), first.end(), last.begin(), last.end()).first;
            const auto made = static_cast<quint32>(m_lanes.size());
            m_lanes.push_back({});
            m_lanes[made].lane = lane;
            m_lanes[made].gates = m_groups[groups.front()].gates;
            m_lanes[made].depth = static_cast<quint32>(parting - first.begin());
            makeLanes(made, groups.first(alike));
        }
        groups = groups.subspan(alike);
    }
}

// Who answers for the gates that several groups pass; a heap has room for all that may ever take part.
void ReadyQueue::shareOut(const std::vector<quint32> &passing)
{
    std::vector<quint32> parts(m_lanes.size(), 0);
    for (quint32 part = 0; part < m_groups.size() + m_lanes.size(); ++part) {
        if (isLane(part) && &laneOf(part) == &m_lanes[root])
            continue;
        ++parts[partOf(part).lane];
        for (const quint32 gate : ownGates(part)) {
            if (passing[gate] > 1)
                m_shared.emplace_back(gate, part);
        }
    }
    std::sort(m_shared.begin(), m_shared.end());
    m_shared.shrink_to_fit();
    for (std::size_t lane = 0; lane < m_lanes.size(); ++lane)
        m_lanes[lane].open.reserve(parts[lane]);
}

ReadyQueue::Gates ReadyQueue::gatesOf(quint32 group) const
{
    const std::size_t end = group + 1 < m_groups.size() ? m_groups[group + 1].gates : m_passed.size();
    return Gates(m_passed).subspan(m_groups[group].gates, end - m_groups[group].gates);
}

ReadyQueue::Gates ReadyQueue::ownGates(quint32 part) const
{
    const quint32 from = m_lanes[partOf(part).lane].depth;
    if (!isLane(part))
        return gatesOf(part).subspan(from);
    const Lane &lane = m_lanes[part - m_groups.size()];
    return Gates(m_passed).subspan(lane.gates + from, lane.depth - from);
}

ReadyQueue::Part &ReadyQueue::partOf(quint32 part)
{
    return isLane(part) ? static_cast<Part &>(laneOf(part)) : m_groups[part];
}

// ---- Records that wait

void ReadyQueue::add(quint32 row)
{
    const quint32 group = m_records[row].group;
    OrderedRows &rows = m_groups[group].rows;
    rows.add(m_records, row, places);
    ++m_size;
    if (rows.first(m_records) == row)
        settle(group);
}

void ReadyQueue::remove(quint32 row)
{
    const quint32 group = m_records[row].group;
    OrderedRows &rows = m_groups[group].rows;
    const bool wasFirst = rows.first(m_records) == row;
    rows.remove(m_records, row, places);
    --m_size;
    if (wasFirst)
        settle(group);
}

quint32 ReadyQueue::next() const
{
    for (quint32 lane = root; !m_lanes[lane].open.isEmpty();) {
        const quint32 part = m_lanes[lane].open.top().id;
        if (!isLane(part))
            return m_groups[part].rows.first(m_records);
        lane = part - static_cast<quint32>(m_groups.size());
    }
    return nothing;
}

void ReadyQueue::enter(quint32 row)
{
    const quint32 group = m_records[row].group;
    for (const quint32 gate : gatesOf(group)) {
        const bool wasOpen = isOpen(gate);
        ++m_gates[gate].inside;
        if (wasOpen && !isOpen(gate))
            settleBehind(gate, group);
    }
    remove(row);
}

template <typename Which>
void ReadyQueue::leaveGates(quint32 row, Which &&which)
{
    const quint32 group = m_records[row].group;
    for (const quint32 gate : gatesOf(group)) {
        if (!which(m_gates[gate]))
            continue;
        const bool wasOpen = isOpen(gate);
        --m_gates[gate].inside;
        if (!wasOpen && isOpen(gate))
            settleBehind(gate, group);
    }
}

void ReadyQueue::leave(quint32 row)
{
    leaveGates(row, [](const Gate &) { return true; });
}

void ReadyQueue::leaveForBackoff(quint32 row)
{
    leaveGates(row, [](const Gate &gate) { return gate.max != 1; });
}

void ReadyQueue::comeBack(quint32 row)
{
    leaveGates(row, [](const Gate &gate) { return gate.max == 1; });
}

// ---- Targets

void ReadyQueue::shut(quint32 row, Instant until)
{
    const quint32 group = m_records[row].group;
    const Gates gates = gatesOf(group);
    const auto target =
        std::find_if(gates.begin(), gates.end(), [this](quint32 gate) { return m_gates[gate].isTarget; });
    if (target == gates.end())
        return;
    const auto place = [this](quint32 gate, quint32 position) { m_shut[gate].position = position; };
    const auto [found, isNew] = m_shut.try_emplace(*target, Shut{until, group, 0});
    if (isNew) {
        m_opening.insert(until, *target, place);
        m_gates[*target].isShut = true;
        settleBehind(*target, group);
    } else if (until > found->second.until) {
        found->second.until = until;
        m_opening.change(found->second.position, until, place);
    }
}

bool ReadyQueue::isShut(quint32 row) const
{
    const Gates gates = gatesOf(m_records[row].group);
    return std::any_of(gates.begin(), gates.end(), [this](quint32 gate) { return m_gates[gate].isShut; });
}

void ReadyQueue::open(Instant now)
{
    for (int left = mostOpened; left > 0 && !m_opening.isEmpty() && m_opening.top().key <= now; --left) {
        const quint32 gate = m_opening.top().id;
        m_opening.remove(0, [this](quint32 other, quint32 position) { m_shut[other].position = position; });
        const quint32 group = m_shut[gate].group;
        m_shut.erase(gate);
        m_gates[gate].isShut = false;
        settleBehind(gate, group);
    }
}

ReadyQueue::Obstacle ReadyQueue::obstacle(quint32 row) const
{
    const Gates gates = gatesOf(m_records[row].group);
    const auto closed = std::find_if(gates.begin(), gates.end(), [this](quint32 gate) { return !isOpen(gate); });
    if (closed == gates.end())
        return {};
    const auto shut = m_shut.find(*closed);
    return {*closed, shut == m_shut.end() ? never : shut->second.until};
}

// ---- Moves

std::optional<qint64> ReadyQueue::order(quint32 part) const
{
    if (isLane(part)) {
        const IndexedHeap<qint64> &open = m_lanes[part - m_groups.size()].open;
        return open.isEmpty() ? std::nullopt : std::optional(qint64(open.top().key));
    }
    const quint32 row = m_groups[part].rows.first(m_records);
    return row == nothing ? std::nullopt : std::optional(m_records.standing(row));
}

// After a change of its first record, or of a gate that it answers for; and so on upwards.
void ReadyQueue::settle(quint32 part)
{
    const auto place = [this](quint32 other, quint32 position) { partOf(other).position = position; };
    for (;;) {
        ++m_moves;
        Part &it = partOf(part);
        const quint32 above = static_cast<quint32>(m_groups.size()) + it.lane;
        const std::optional<qint64> was = order(above);
        const Gates gates = ownGates(part);
        const auto mine = order(part);
        const bool takesPart =
            mine && std::all_of(gates.begin(), gates.end(), [this](quint32 gate) { return isOpen(gate); });
        IndexedHeap<qint64> &open = m_lanes[it.lane].open;
        if (takesPart && it.position == nothing)
            open.insert(*mine, part, place);
        else if (takesPart)
            open.change(it.position, *mine, place);
        else if (it.position != nothing)
            open.remove(std::exchange(it.position, nothing), place);
        if (it.lane == root || order(above) == was)
            return;
        part = above;
    }
}

void ReadyQueue::settleBehind(quint32 gate, quint32 group)
{
    const auto answers = std::lower_bound(m_shared.begin(), m_shared.end(), std::pair(gate, 0U));
    if (answers == m_shared.end() || answers->first != gate)
        return settle(group); // it passes there alone
    if (!m_gates[gate].isBehind)
        m_behind.push_back(static_cast<quint32>(answers - m_shared.begin()));
    m_gates[gate].isBehind = true;
}

bool ReadyQueue::catchUp(Instant now, quint64 mostMoves)
{
    open(now);
    for (const quint64 before = m_moves; !m_behind.empty() && m_moves - before < mostMoves;) {
        quint32 &at = m_behind.front();
        const auto [gate, part] = m_shared[at];
        m_gates[gate].isBehind = false; // if it changes now, all of them move once more
        settle(part);
        if (++at == m_shared.size() || m_shared[at].first != gate)
            m_behind.pop_front();
    }
    return m_behind.empty();
}

} // namespace batchdeck
