#include "core/coalescer.h"

#include <algorithm>

namespace batchdeck {

Coalescer::Coalescer(std::vector<quint32> sameAs, RecordTable &records)
    : m_records(records)
    , m_sameAs(std::move(sameAs))
{
    quint32 keys = 0;
    for (const quint32 key : m_sameAs) {
        if (key != nothing)
            keys = std::max(keys, key + 1);
    }
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
    m_records.append(key->followers, row, Place::Follower);
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

void Coalescer::leave(quint32 row)
{
    m_records.remove(keyOf(row)->followers, row);
}

void Coalescer::swap(quint32 follower)
{
    Key *key = keyOf(follower);
    m_records.remove(key->followers, follower);
    m_records.append(key->followers, key->leader, Place::Follower);
    key->leader = follower;
}

quint32 Coalescer::followers(quint32 leader) const
{
    return keyOf(leader)->followers.head;
}

quint32 Coalescer::lead(quint32 leader, quint32 next)
{
    Key *key = keyOf(leader);
    key->leader = next;
    if (next != nothing)
        m_records.remove(key->followers, next);
    return next;
}

} // namespace batchdeck
