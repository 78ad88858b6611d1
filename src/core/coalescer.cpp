#include "core/coalescer.h"

#include <algorithm>

namespace batchdeck {

namespace {

constexpr OrderedRows::Places places{Place::FollowerLine, Place::FollowerHeap};

} // namespace

Coalescer::Coalescer(std::vector<quint32> sameAs, RecordTable &records)
    : m_records(records)
    , m_sameAs(std::move(sameAs))
{
    std::vector<quint32> counts;
    for (const quint32 key : m_sameAs) {
        if (key == nothing)
            continue;
        if (key >= counts.size())
            counts.resize(std::max<std::size_t>(key + 1, 2 * counts.size()));
        ++counts[key];
    }
    quint32 keys = 0;
    for (quint32 &count : counts)
        count = count > 1 ? keys++ : nothing; // who is alone in a key shares nothing
    for (quint32 &key : m_sameAs)
        key = key == nothing ? nothing : counts[key];
    if (keys == 0)
        m_sameAs = {};
    m_keys.resize(keys);
}

Coalescer::Key *Coalescer::keyOf(quint32 row)
{
    return m_sameAs.empty() || m_sameAs[row] == nothing ? nullptr : &m_keys[m_sameAs[row]];
}

bool Coalescer::join(quint32 row)
{
    Key *key = keyOf(row);
    if (!key)
        return true;
    if (key->leader == nothing || key->leader == row) {
        key->leader = row;
        return true;
    }
    key->followers.add(m_records, row, places);
    return false;
}

quint32 Coalescer::leaderOf(quint32 row) const
{
    return keyOf(row)->leader;
}

bool Coalescer::leads(quint32 row) const
{
    const Key *key = keyOf(row);
    return key && key->leader == row;
}

void Coalescer::lead(quint32 row)
{
    keyOf(row)->leader = row;
}

void Coalescer::leave(quint32 row)
{
    keyOf(row)->followers.remove(m_records, row, places);
}

void Coalescer::swap(quint32 follower)
{
    Key *key = keyOf(follower);
    key->followers.remove(m_records, follower, places);
    key->followers.add(m_records, key->leader, places);
    key->leader = follower;
}

quint32 Coalescer::followers(quint32 leader) const
{
    return keyOf(leader)->followers.first(m_records);
}

quint32 Coalescer::handOver(quint32 leader)
{
    Key *key = keyOf(leader);
    key->leader = key->followers.first(m_records);
    if (key->leader != nothing)
        key->followers.remove(m_records, key->leader, places);
    return key->leader;
}

} // namespace batchdeck
