#pragma once

#include "core/batch.h"

namespace batchdeck {

// By what a batch is known again, wherever its file stands now.
struct BatchIdentity {
    QString path; // empty where it came from no file
    qint64 size = 0; // of its entries, in bytes
    quint64 hash = 0; // of its entries, in their order
    std::vector<quint64> entries; // a hash of each, by row
    quint32 invalid = 0; // of them, those that are no records
    quint64 frame = 0; // a hash of what they are read by: of a table its header; 0 where nobody knows

    static BatchIdentity of(const Batch &batch, const QString &path);

    bool isSameContent(const BatchIdentity &other) const { return hash == other.hash && size == other.size; }
};

// What stands in a batch now against what stood there when its run began.
struct BatchChange {
    quint32 same = 0; // wherever they stand now
    quint32 added = 0;
    quint32 gone = 0;
    bool sameOrder = false; // the same entries in the same rows
    bool sameFrame = true; // which have the same fields, for all that is known

    static BatchChange between(const BatchIdentity &before, const BatchIdentity &now);
};

// As it stands in a file, whatever the machine's byte order.
QByteArray packed(const std::vector<quint64> &hashes);
std::vector<quint64> unpacked(const QByteArray &bytes);

} // namespace batchdeck
