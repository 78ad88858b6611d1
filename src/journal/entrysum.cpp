#include "journal/entrysum.h"

#include <QtEndian>

#include <array>

#include <xxhash.h>

namespace batchdeck {

namespace {

constexpr quint64 kept = 0xffffffffffff;

void add(quint64 &sum, const QByteArray &part)
{
    sum = XXH3_64bits_withSeed(part.constData(), static_cast<std::size_t>(part.size()), sum);
}

} // namespace

quint64 entrySum(qint64 id, const JournalEntry &entry, quint16 errorKind)
{
    const quint64 words = quint64(entry.what) | quint64(entry.became) << 8 | quint64(entry.report) << 16
        | quint64(entry.reason) << 24 | quint64(entry.flags) << 32 | quint64(errorKind) << 40;
    std::array<quint64, 6> fields = {quint64(id),
                                     words,
                                     quint64(entry.at),
                                     quint64(entry.number) << 32 | entry.leader,
                                     quint64(entry.elapsed),
                                     quint64(entry.timeout)};
    for (quint64 &field : fields)
        field = qToLittleEndian(field);
    return XXH3_64bits(fields.data(), sizeof fields) & kept;
}

quint64 bodySum(qint64 id, const JournalEntry &entry)
{
    quint64 sum = quint64(id);
    add(sum, entry.errorMessage.toUtf8());
    add(sum, entry.result);
    add(sum, entry.log.toUtf8());
    return sum & kept;
}

quint64 runSum(quint64 before, const QString &key, const QByteArray &value)
{
    add(before, key.toUtf8());
    add(before, value);
    return before & kept;
}

} // namespace batchdeck
