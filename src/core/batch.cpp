#include "core/batch.h"

#include "core/outcome.h"

#include <algorithm>

namespace batchdeck {

Batch::Batch()
    : Batch(Content{})
{
}

Batch::Batch(Content content)
    : m_content(std::move(content))
    , m_places(m_content.bytes)
{
    Q_ASSERT(m_content.offsets.size() == m_content.lengths.size());
}

void Batch::edit(quint32 row, QByteArray entry) const
{
    const std::lock_guard lock(m_editing);
    m_edited[row] = std::move(entry);
    ++m_edits;
}

std::optional<QByteArray> Batch::edited(quint32 row) const
{
    if (m_edits == 0)
        return {};
    const std::lock_guard lock(m_editing);
    const auto found = m_edited.find(row);
    return found == m_edited.end() ? std::nullopt : std::optional(found->second);
}

QByteArray Batch::entry(quint32 row) const
{
    const auto instead = edited(row);
    return instead ? *instead : entryInFile(row);
}

QByteArray Batch::entryInFile(quint32 row) const
{
    return QByteArray::fromRawData(m_content.bytes.constData() + m_content.offsets[row], m_content.lengths[row]);
}

Error Batch::problem(quint32 row) const
{
    const Flaw *found = flaw(row);
    if (!found)
        return {};
    const TextPlaces::Place place = m_places.of(static_cast<qsizetype>(m_content.offsets[row] + found->at));
    return {QStringLiteral("entry"),
            capped(QStringLiteral("line %1, column %2: %3")
                       .arg(QString::number(place.line), QString::number(place.column),
                            flawText(found->kind, entryInFile(row), found->at, m_content.largestEntry,
                                     m_content.frame.encoding)),
                   messageCap),
            false};
}

const Flaw *Batch::flaw(quint32 row) const
{
    const auto found = std::lower_bound(m_content.flaws.begin(), m_content.flaws.end(), row,
                                        [](const Flaw &flaw, quint32 wanted) { return flaw.row < wanted; });
    return found != m_content.flaws.end() && found->row == row && !edited(row) ? &*found : nullptr;
}

} // namespace batchdeck
