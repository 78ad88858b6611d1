#include "core/workloadbuilder.h"

#include "core/outcome.h"
#include "core/recordnames.h"
#include "core/valuekey.h"

#include <QHash>

#include <algorithm>
#include <atomic>
#include <map>
#include <thread>
#include <unordered_map>

namespace batchdeck {

namespace {

constexpr quint32 chunkRows = 4096;

// What the records of a group have in common: their operation, and a value for each template.
struct Common {
    quint32 operation = nothing;
    std::vector<ValueKey> values; // of the target and the limits

    bool operator==(const Common &) const = default;
};

struct CommonHash {
    std::size_t operator()(const Common &common) const
    {
        std::size_t hash = common.operation;
        for (const ValueKey &value : common.values)
            hash = hash * 31 + value.hash();
        return hash;
    }
};

// Numbers things in the order in which they come.
template <typename Key, typename Hash>
class Numbers {
public:
    quint32 of(const Key &key)
    {
        const auto [found, isNew] = m_numbers.try_emplace(key, static_cast<quint32>(m_numbers.size()));
        if (isNew)
            m_keys.push_back(key);
        return found->second;
    }
    const std::vector<Key> &keys() const { return m_keys; }

private:
    std::unordered_map<Key, quint32, Hash> m_numbers;
    std::vector<Key> m_keys;
};

using Groups = Numbers<Common, CommonHash>;
using Shares = Numbers<ValueKey, ValueKeyHash>;

// What was read of some consecutive records, numbered among themselves.
struct Chunk {
    std::vector<quint32> groupOf;
    std::vector<quint32> sameAs;
    Groups groups;
    Shares shares;
};

class Builder {
public:
    Builder(const Batch &batch, const Plan &plan)
        : m_batch(batch)
        , m_plan(plan)
    {
        for (const PlannedOperation &operation : plan.operations) {
            const auto number = static_cast<quint32>(m_numbers.size());
            m_numbers.insert(operation.name, number);
            if (operation.name == u"*")
                m_otherwise = number;
        }
        if (m_otherwise == nothing)
            m_otherwise = static_cast<quint32>(plan.operations.size());
        if (plan.target)
            m_gated.push_back(&*plan.target);
        for (const PlannedLimit &limit : plan.limits)
            m_gated.push_back(&limit.by);
    }

    bool mustRead() const
    {
        return m_numbers.size() != 1 || !m_numbers.contains(QStringLiteral("*")) || !m_gated.empty() || m_plan.coalesce;
    }
    bool read(const std::stop_token &stop);
    void fill(Workload &workload);

private:
    void readChunk(quint32 number);
    void merge(Workload &workload);
    void addGates(Workload &workload);
    quint32 rows(quint32 chunk) const { return std::min(chunkRows, m_batch.size() - chunk * chunkRows); }

    const Batch &m_batch;
    const Plan &m_plan;
    QHash<QString, quint32> m_numbers; // of operations
    quint32 m_otherwise = nothing; // for all that has no other
    std::vector<const Template *> m_gated; // the target's first, where there is one
    std::vector<Chunk> m_chunks;

    Groups m_groups;
    Shares m_shares;
    std::vector<quint32> m_records; // how many, of each group
};

bool Builder::read(const std::stop_token &stop)
{
    m_chunks.resize((m_batch.size() + chunkRows - 1) / chunkRows);
    std::atomic<quint32> next = 0;
    const auto work = [&] {
        for (quint32 chunk = next++; chunk < m_chunks.size() && !stop.stop_requested(); chunk = next++)
            readChunk(chunk);
    };
    const auto others = std::min<std::size_t>(std::max(1U, std::thread::hardware_concurrency()), m_chunks.size());
    std::vector<std::jthread> threads;
    for (std::size_t at = 1; at < others; ++at)
        threads.emplace_back(work);
    work();
    threads.clear();
    return !stop.stop_requested();
}

void Builder::readChunk(quint32 number)
{
    Chunk &chunk = m_chunks[number];
    chunk.groupOf.assign(rows(number), nothing);
    if (m_plan.coalesce)
        chunk.sameAs.assign(rows(number), nothing);
    Common common;
    for (quint32 at = 0; at < rows(number); ++at) {
        const quint32 row = number * chunkRows + at;
        if (m_batch.isInvalid(row))
            continue;
        const RecordValues record = RecordValues::of(m_batch.record(row));
        common.operation = m_numbers.value(operationOf(record), m_otherwise);
        common.values.clear();
        for (const Template *gated : m_gated) {
            const auto value = gated->key(record);
            common.values.push_back(value ? ValueKey(*value) : ValueKey());
        }
        chunk.groupOf[at] = chunk.groups.of(common);
        if (!m_plan.coalesce)
            continue;
        if (const auto value = m_plan.coalesce->key(record))
            chunk.sameAs[at] = chunk.shares.of(ValueKey(*value));
    }
}

void Builder::fill(Workload &workload)
{
    merge(workload);
    addGates(workload);
    const auto isUnknown = [&](const Workload::Group &group) { return group.operation >= m_plan.operations.size(); };
    if (std::any_of(workload.groups.begin(), workload.groups.end(), isUnknown))
        workload.operations.push_back({.idempotent = true});
}

// The chunks' own numbers become the batch's, in the order of its records whoever read them first.
void Builder::merge(Workload &workload)
{
    workload.groupOf.assign(m_batch.size(), 0);
    if (m_plan.coalesce)
        workload.sameAs.assign(m_batch.size(), nothing);
    for (quint32 number = 0; number < m_chunks.size(); ++number) {
        const Chunk chunk = std::move(m_chunks[number]);
        std::vector<quint32> groups;
        for (const Common &common : chunk.groups.keys())
            groups.push_back(m_groups.of(common));
        std::vector<quint32> shares;
        for (const ValueKey &share : chunk.shares.keys())
            shares.push_back(m_shares.of(share));
        m_records.resize(m_groups.keys().size(), 0);
        for (quint32 at = 0; at < chunk.groupOf.size(); ++at) {
            if (chunk.groupOf[at] == nothing)
                continue;
            const quint32 row = number * chunkRows + at;
            const quint32 group = groups[chunk.groupOf[at]];
            workload.groupOf[row] = group;
            ++m_records[group];
            if (m_plan.coalesce && chunk.sameAs[at] != nothing)
                workload.sameAs[row] = shares[chunk.sameAs[at]];
        }
    }
}

// A gate for each value that can hold something up; groups that have the same ones become one.
void Builder::addGates(Workload &workload)
{
    struct Value {
        quint32 records = 0;
        quint32 gate = nothing;
    };
    const std::vector<Common> &groups = m_groups.keys();
    const std::size_t limitsFrom = m_plan.target ? 1 : 0;
    std::vector<Shares> numbers(m_gated.size());
    std::vector<std::vector<Value>> values(m_gated.size());
    const auto valueOf = [&](std::size_t place, const Common &common) -> Value * {
        const ValueKey &key = common.values[place];
        if (key.isNothing())
            return nullptr;
        const quint32 number = numbers[place].of(key);
        values[place].resize(numbers[place].keys().size());
        return &values[place][number];
    };
    for (std::size_t id = 0; id < groups.size(); ++id) {
        for (std::size_t place = 0; place < m_gated.size(); ++place) {
            if (Value *value = valueOf(place, groups[id]))
                value->records += m_records[id];
        }
    }
    for (std::size_t place = 0; place < m_gated.size(); ++place) {
        // One record alone waits for its target by itself.
        const quint32 max = place < limitsFrom ? 1 : m_plan.limits[place - limitsFrom].max;
        using enum GateNames::Kind;
        workload.gateNames.add(static_cast<quint32>(workload.gates.size()), place < limitsFrom ? Target : Limit,
                               *m_gated[place]);
        for (Value &value : values[place]) {
            if (value.records <= max)
                continue;
            value.gate = static_cast<quint32>(workload.gates.size());
            workload.gates.push_back({place < limitsFrom ? nothing : max});
        }
    }

    std::map<std::pair<quint32, std::vector<quint32>>, quint32> same;
    std::vector<quint32> becomes;
    workload.groups.clear();
    for (const Common &common : groups) {
        Workload::Group group{.operation = common.operation, .target = nothing, .limits = {}};
        std::vector<quint32> gates;
        for (std::size_t place = 0; place < m_gated.size(); ++place) {
            const Value *value = valueOf(place, common);
            gates.push_back(value ? value->gate : nothing);
            if (gates.back() == nothing)
                continue;
            if (place < limitsFrom)
                group.target = gates.back();
            else
                group.limits.push_back(gates.back());
        }
        const auto [found, isNew] = same.try_emplace({common.operation, std::move(gates)}, workload.groups.size());
        if (isNew)
            workload.groups.push_back(std::move(group));
        becomes.push_back(found->second);
    }
    if (workload.groups.empty())
        workload.groups.push_back({}); // no record can be read
    for (quint32 &group : workload.groupOf)
        group = group < becomes.size() ? becomes[group] : 0;
}

} // namespace

Expected<Workload> workloadOf(const Batch &batch, const Plan &plan, const std::vector<KindDescription> &kinds,
                              const std::stop_token &stop)
{
    Workload workload;
    workload.records = batch.size();
    workload.operations.clear();
    for (const PlannedOperation &operation : plan.operations) {
        const KindDescription *kind = find(kinds, operation.kind);
        const bool isIdempotent = operation.idempotent().value_or(kind && kind->idempotent);
        workload.operations.push_back({.idempotent = isIdempotent,
                                       .durable = kind && (kind->durable || !isIdempotent),
                                       .claimed = kind && !isIdempotent});
    }
    for (const Flaw &flaw : batch.flaws()) {
        if (batch.isInvalid(flaw.row))
            workload.invalid.push_back(flaw.row);
    }

    Builder builder(batch, plan);
    if (!builder.mustRead())
        return workload;
    if (!builder.read(stop))
        return Error{QStringLiteral("cancelled"), QStringLiteral("The batch was not prepared: it was cancelled."),
                     false};
    builder.fill(workload);
    return workload;
}

} // namespace batchdeck
