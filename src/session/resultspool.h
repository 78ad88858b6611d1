#pragma once

#include "core/temporaryfile.h"

#include <mutex>
#include <vector>

namespace batchdeck {

// The last line of each record, in a temporary file of which only its place is in memory. Any thread
// may read while one adds.
class ResultSpool final {
public:
    Expected<void> open(quint32 records);
    bool isOpen() const { return m_file.isOpen(); }

    Expected<void> add(quint32 row, const QByteArray &line);
    Expected<QByteArray> line(quint32 row) const; // empty where there is none

private:
    TemporaryFile m_file{QStringLiteral("The results")};
    mutable std::mutex m_mutex; // for what follows
    std::vector<quint64> m_offsets;
    std::vector<quint32> m_sizes;
    quint64 m_end = 0;
};

} // namespace batchdeck
