#include "models/errornotes.h"

namespace batchdeck {

void ErrorNotes::read(std::span<const HistoryItem> items)
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

void ErrorNotes::recall(const RecordResult &past)
{
    const std::lock_guard lock(m_mutex);
    if (past.error.message.isEmpty())
        m_notes.remove(past.row);
    else
        m_notes.insert(past.row, *m_texts.insert(past.error.message.simplified()));
}

QString ErrorNotes::error(quint32 row) const
{
    const std::lock_guard lock(m_mutex);
    return m_notes.value(row);
}

void ErrorNotes::addErrors(const std::function<bool(const QString &)> &passes, RowBits &rows) const
{
    const std::lock_guard lock(m_mutex);
    QSet<const QChar *> passing; // texts are shared: the same is the same place
    for (const QString &text : m_texts) {
        if (passes(text))
            passing += text.constData();
    }
    if (passing.isEmpty())
        return;
    for (const auto &[row, text] : m_notes.asKeyValueRange()) {
        if (passing.contains(text.constData()))
            rows.set(row);
    }
}

} // namespace batchdeck
