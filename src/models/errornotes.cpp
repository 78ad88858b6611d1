#include "models/errornotes.h"

namespace batchdeck {

void ErrorNotes::write(std::vector<HistoryItem> items)
{
    const std::lock_guard lock(m_mutex);
    for (const HistoryItem &item : items) {
        const QString &message = item.outcome.error.message;
        if (message.isEmpty())
            m_notes.remove(item.end.row);
        else
            m_notes.insert(item.end.row, *m_texts.insert(message.simplified()));
    }
}

QString ErrorNotes::note(quint32 row) const
{
    const std::lock_guard lock(m_mutex);
    return m_notes.value(row);
}

} // namespace batchdeck
