#include "models/errornotes.h"

namespace batchdeck {

ErrorNotes::ErrorNotes(quint32 records)
    : m_noteOf(records)
{
}

quint32 ErrorNotes::numberOf(const Error &error)
{
    if (error.message.isEmpty())
        return 0;
    const QString text = error.message.simplified();
    quint32 &number = m_numbers[{error.kind, text}];
    if (number == 0) {
        m_notes.add([&](Error &added) { added = {error.kind, text, error.transient}; });
        number = quint32(m_notes.size());
    }
    return number;
}

void ErrorNotes::note(quint32 row, const Error &error)
{
    m_noteOf[row].store(numberOf(error), std::memory_order_release);
}

void ErrorNotes::read(std::span<const HistoryItem> items)
{
    for (const HistoryItem &item : items)
        note(item.end.row, item.outcome.error);
}

void ErrorNotes::recall(const RecordResult &past)
{
    note(past.row, past.error);
}

Error ErrorNotes::lastError(quint32 row) const
{
    const quint32 number = m_noteOf[row].load(std::memory_order_acquire);
    return number == 0 ? Error() : m_notes[number - 1];
}

void ErrorNotes::addErrors(const std::function<bool(const QString &)> &passes, RowBits &rows) const
{
    std::vector<bool> passing(m_notes.size() + 1); // what is written down meanwhile is asked of later
    for (std::size_t number = 1; number < passing.size(); ++number)
        passing[number] = passes(m_notes[number - 1].message);
    for (quint32 row = 0; row < m_noteOf.size(); ++row) {
        const quint32 number = m_noteOf[row].load(std::memory_order_relaxed);
        if (number < passing.size() && passing[number])
            rows.set(row);
    }
}

} // namespace batchdeck
