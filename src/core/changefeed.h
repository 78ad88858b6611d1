#pragma once

#include <QtGlobal>

#include <bit>
#include <utility>
#include <vector>

namespace batchdeck {

// Rows that changed since somebody last looked, each once.
class Changes {
public:
    bool isEmpty() const { return m_rows.empty(); }
    bool contains(quint32 row) const { return row / 64 < m_marks.size() && m_marks[row / 64] >> (row % 64) & 1; }
    void clear();

    template <typename Function>
    void forEach(Function &&function) const
    {
        if (!m_many) {
            for (const quint32 row : m_rows)
                function(row);
            return;
        }
        for (std::size_t word = 0; word < m_marks.size(); ++word) {
            for (quint64 bits = m_marks[word]; bits != 0; bits &= bits - 1)
                function(static_cast<quint32>(word * 64 + std::countr_zero(bits)));
        }
    }

private:
    friend class ChangeFeed;
    std::vector<quint32> m_rows; // in the order they changed, unless there are many
    std::vector<quint64> m_marks; // a bit a row
    bool m_many = false;
};

// Coalesces changes until they are taken. Taking swaps two sets, so it costs the same for one
// row as for a million; whoever took one clears it before it is handed in again.
class ChangeFeed {
public:
    explicit ChangeFeed(quint32 records);

    void mark(quint32 row);
    void take(Changes &cleared);
    bool isEmpty() const { return m_changes.isEmpty(); }

private:
    static constexpr std::size_t most = 1 << 15; // of rows listed one by one
    std::size_t m_words;
    Changes m_changes;
};

} // namespace batchdeck
