#pragma once

#include "core/error.h"

#include <QByteArray>

#include <mutex>
#include <vector>

namespace batchdeck {

// The last line of each record, in a temporary file of which only its place is in memory. Any thread
// may read while one adds.
class ResultSpool final {
    Q_DISABLE_COPY_MOVE(ResultSpool)

public:
    ResultSpool() = default;
    ~ResultSpool();

    Expected<void> open(quint32 records);
    bool isOpen() const { return m_file >= 0; }

    Expected<void> add(quint32 row, const QByteArray &line);
    QByteArray line(quint32 row) const; // empty where there is none

private:
    int m_file = -1;
    mutable std::mutex m_mutex; // for what follows
    std::vector<quint64> m_offsets;
    std::vector<quint32> m_sizes;
    quint64 m_end = 0;
};

} // namespace batchdeck
