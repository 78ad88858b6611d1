#include "journal/batchidentity.h"

#include <QtEndian>

#include <unordered_map>

#include <xxhash.h>

namespace batchdeck {

namespace {

quint64 frameOf(const BatchForm *form)
{
    const QStringList columns = form ? form->columns() : QStringList();
    if (columns.isEmpty())
        return 1; // each entry says by itself what it holds
    const QByteArray header = (form->name() + u'\n' + columns.join(u'\n')).toUtf8();
    return XXH3_64bits(header.constData(), static_cast<std::size_t>(header.size())) | 2;
}

} // namespace

BatchIdentity BatchIdentity::of(const Batch &batch, const QString &path)
{
    BatchIdentity identity{path, 0, 0, {}, static_cast<quint32>(batch.flaws().size()), frameOf(batch.form())};
    identity.entries.reserve(batch.size());
    for (quint32 row = 0; row < batch.size(); ++row) {
        const QByteArray entry = batch.entryInFile(row);
        const quint64 hash = XXH3_64bits(entry.constData(), static_cast<std::size_t>(entry.size()));
        identity.entries.push_back(hash);
        identity.size += entry.size();
    }
    const QByteArray all = packed(identity.entries);
    identity.hash = XXH3_64bits(all.constData(), static_cast<std::size_t>(all.size()));
    return identity;
}

BatchChange BatchChange::between(const BatchIdentity &before, const BatchIdentity &now)
{
    BatchChange change;
    change.sameOrder = before.entries == now.entries;
    change.sameFrame = before.frame == 0 || now.frame == 0 || before.frame == now.frame;
    std::unordered_map<quint64, quint32> left;
    for (const quint64 entry : before.entries)
        ++left[entry];
    for (const quint64 entry : now.entries) {
        const auto found = left.find(entry);
        if (found == left.end() || found->second == 0) {
            ++change.added;
        } else {
            --found->second;
            ++change.same;
        }
    }
    change.gone = static_cast<quint32>(before.entries.size()) - change.same;
    return change;
}

QByteArray packed(const std::vector<quint64> &hashes)
{
    QByteArray bytes(static_cast<qsizetype>(hashes.size() * sizeof(quint64)), Qt::Uninitialized);
    qToLittleEndian<quint64>(hashes.data(), static_cast<qsizetype>(hashes.size()), bytes.data());
    return bytes;
}

std::vector<quint64> unpacked(const QByteArray &bytes)
{
    std::vector<quint64> hashes(static_cast<std::size_t>(bytes.size()) / sizeof(quint64));
    qFromLittleEndian<quint64>(bytes.constData(), static_cast<qsizetype>(hashes.size()), hashes.data());
    return hashes;
}

} // namespace batchdeck
