#pragma once

#include "formats/batchloader.h"

#include <QTest>

namespace batchdeck {

// A batch as the tests compare it.
inline QByteArrayList entriesOf(const Batch &batch)
{
    QByteArrayList entries;
    for (quint32 row = 0; row < batch.size(); ++row)
        entries << QByteArray(batch.entry(row).constData(), batch.entry(row).size());
    return entries;
}

inline QByteArrayList bodiesOf(const Batch &batch)
{
    QByteArrayList bodies;
    for (quint32 row = 0; row < batch.size(); ++row) {
        if (!batch.isInvalid(row))
            bodies << batch.record(row).body();
    }
    return bodies;
}

// "row: message"
inline QStringList problemsOf(const Batch &batch)
{
    QStringList problems;
    for (const Flaw &flaw : batch.flaws())
        problems << QString::number(flaw.row) + QStringLiteral(": ") + batch.problem(flaw.row).message;
    return problems;
}

} // namespace batchdeck
