#include "journal/entrysum.h"

#include <QtEndian>

#include <array>

#include <xxhash.h>

namespace batchdeck {

namespace {

constexpr quint64 kept = 0xffffffffffff;

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
    const auto add = [&sum](const QByteArray &part) {
        sum = XXH3_64bits_withSeed(part.constData(), static_cast<std::size_t>(part.size()), sum);
    };
    add(entry.errorMessage.toUtf8());
    add(entry.result);
    add(entry.log.toUtf8());
    return sum & kept;
}

} // namespace batchdeck
