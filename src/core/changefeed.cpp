#include "core/changefeed.h"

#include <algorithm>

namespace batchdeck {

void Changes::clear()
{
    if (m_many) {
        std::fill(m_marks.begin(), m_marks.end(), 0);
    } else {
        for (const quint32 row : m_rows)
            m_marks[row / 64] = 0;
    }
    m_rows.clear();
    m_many = false;
}

ChangeFeed::ChangeFeed(quint32 records)
    : m_words((records + 63) / 64)
{
    m_changes.m_marks.resize(m_words);
    m_changes.m_rows.reserve(most);
}

void ChangeFeed::mark(quint32 row)
{
    quint64 &word = m_changes.m_marks[row / 64];
    const quint64 bit = quint64(1) << (row % 64);
    if (word & bit)
        return;
    word |= bit;
    if (m_changes.m_rows.size() < most)
        m_changes.m_rows.push_back(row);
    else
        m_changes.m_many = true;
}

void ChangeFeed::take(Changes &cleared)
{
    Q_ASSERT(cleared.isEmpty());
    if (cleared.m_marks.size() != m_words) {
        cleared.m_marks.assign(m_words, 0);
        cleared.m_rows.reserve(most);
    }
    std::swap(m_changes, cleared);
}

} // namespace batchdeck
