#pragma once

#include <QtGlobal>

#include <deque>
#include <utility>
#include <vector>

namespace batchdeck {

template <typename Key>
struct HeapEntry {
    Key key;
    quint32 id;
    bool operator<(const HeapEntry &other) const { return std::pair(key, id) < std::pair(other.key, other.id); }
};

// Twelve bytes instead of sixteen: there may be one for each two records.
template <>
struct [[gnu::packed, gnu::aligned(4)]] HeapEntry<qint64>
{
    qint64 key;
    quint32 id;
    bool operator<(const HeapEntry &other) const
    {
        return key != other.key ? key < other.key : id < other.id;
    }
};

// A binary heap, least key first, that can take any of its members out again: whoever holds the
// members remembers where each stands, for `place(id, position)` is told of every move. A heap of records
// grows in a deque: a vector of a million would be copied under the run's lock.
template <typename Key, typename Store = std::vector<HeapEntry<Key>>>
class IndexedHeap {
public:
    using Entry = HeapEntry<Key>;

    bool isEmpty() const { return m_entries.empty(); }
    std::size_t size() const { return m_entries.size(); }
    void reserve(std::size_t entries) { m_entries.reserve(entries); }
    const Entry &top() const { return m_entries.front(); }
    const Entry &at(quint32 position) const { return m_entries[position]; }

    template <typename PlaceFunction>
    void insert(Key key, quint32 id, PlaceFunction &&place)
    {
        m_entries.push_back({key, id});
        rise(m_entries.size() - 1, place);
    }

    template <typename PlaceFunction>
    void remove(quint32 position, PlaceFunction &&place)
    {
        const std::size_t last = m_entries.size() - 1;
        if (position != last) {
            m_entries[position] = m_entries[last];
            m_entries.pop_back();
            settle(position, place);
        } else {
            m_entries.pop_back();
        }
    }

    template <typename PlaceFunction>
    void change(quint32 position, Key key, PlaceFunction &&place)
    {
        m_entries[position].key = key;
        settle(position, place);
    }

private:
    template <typename PlaceFunction>
    void settle(std::size_t at, PlaceFunction &place)
    {
        if (at > 0 && m_entries[at] < m_entries[(at - 1) / 2])
            rise(at, place);
        else
            sink(at, place);
    }

    template <typename PlaceFunction>
    void rise(std::size_t at, PlaceFunction &place)
    {
        const Entry entry = m_entries[at];
        while (at > 0 && entry < m_entries[(at - 1) / 2]) {
            m_entries[at] = m_entries[(at - 1) / 2];
            place(m_entries[at].id, static_cast<quint32>(at));
            at = (at - 1) / 2;
        }
        m_entries[at] = entry;
        place(entry.id, static_cast<quint32>(at));
    }

    template <typename PlaceFunction>
    void sink(std::size_t at, PlaceFunction &place)
    {
        const Entry entry = m_entries[at];
        for (std::size_t child = 2 * at + 1; child < m_entries.size(); child = 2 * at + 1) {
            if (child + 1 < m_entries.size() && m_entries[child + 1] < m_entries[child])
                ++child;
            if (!(m_entries[child] < entry))
                break;
            m_entries[at] = m_entries[child];
            place(m_entries[at].id, static_cast<quint32>(at));
            at = child;
        }
        m_entries[at] = entry;
        place(entry.id, static_cast<quint32>(at));
    }

    Store m_entries;
};

template <typename Key>
using RowHeap = IndexedHeap<Key, std::deque<HeapEntry<Key>>>;

} // namespace batchdeck
