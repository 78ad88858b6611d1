#pragma once

#include <QtGlobal>

#include <algorithm>

namespace batchdeck {

// Whether a journal can be written to, for who is told of its losses, by their numbers from 1, and of where they
// ended. Who moves it on and who writes to it are two: a loss may be heard of after its end, and an end after the
// next loss.
class JournalLosses {
public:
    bool isLost() const { return m_last > m_mended; }
    void lost(quint32 loss) { m_last = std::max(m_last, loss); }
    void mended(quint32 loss) { m_mended = std::max(m_mended, loss); } // with all before it

private:
    quint32 m_last = 0;
    quint32 m_mended = 0;
};

} // namespace batchdeck
