#pragma once

#include "core/error.h"

#include <QByteArray>

#include <map>
#include <vector>

namespace batchdeck {

// The records of one file, in their order. Immutable once loaded, so that any thread may read it.
class Batch {
public:
    struct Span {
        quint64 offset;
        quint32 length;
    };

    Batch() = default;
    Batch(QByteArray bytes, const std::vector<Span> &entries, std::map<quint32, Error> invalid = {});

    quint32 size() const { return static_cast<quint32>(m_lengths.size()); }
    QByteArray entry(quint32 row) const; // shares the batch's memory: no longer than the batch
    const Error *invalid(quint32 row) const; // why the entry is no record; null where it is one
    const std::map<quint32, Error> &invalid() const { return m_invalid; }

private:
    QByteArray m_bytes;
    std::vector<quint64> m_offsets;
    std::vector<quint32> m_lengths;
    std::map<quint32, Error> m_invalid;
};

} // namespace batchdeck
