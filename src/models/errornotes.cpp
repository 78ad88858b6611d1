#include "models/errornotes.h"

namespace batchdeck {

ErrorNotes::ErrorNotes(quint32 records)
    : m_textOf(records)
{
}

quint32 ErrorNotes::numberOf(const QString &message)
{
    if (message.isEmpty())
        return 0;
    const QString text = message.simplified();
    quint32 &number = m_numbers[text];
    if (number == 0) {
        m_texts.add([&text](QString &added) { added = text; });
        number = quint32(m_texts.size());
    }
    return number;
}

void ErrorNotes::note(quint32 row, const QString &message)
{
    m_textOf[row].store(numberOf(message), std::memory_order_release);
}

void ErrorNotes::read(std::span<const HistoryItem> items)
{
    for (const HistoryItem &item : items)
        note(item.end.row, item.outcome.error.message);
}

void ErrorNotes::recall(const RecordResult &past)
{
    note(past.row, past.error.message);
}

QString ErrorNotes::error(quint32 row) const
{
    const quint32 number = m_textOf[row].load(std::memory_order_acquire);
    return number == 0 ? QString() : m_texts[number - 1];
}

void ErrorNotes::addErrors(const std::function<bool(const QString &)> &passes, RowBits &rows) const
{
    std::vector<bool> passing(m_texts.size() + 1); // what is written down meanwhile is asked of later
    for (std::size_t number = 1; number < passing.size(); ++number)
        passing[number] = passes(m_texts[number - 1]);
    for (quint32 row = 0; row < m_textOf.size(); ++row) {
        const quint32 number = m_textOf[row].load(std::memory_order_relaxed);
        if (number < passing.size() && passing[number])
            rows.set(row);
    }
}

} // namespace batchdeck
