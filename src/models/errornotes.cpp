#include "models/errornotes.h"

#include <algorithm>

namespace batchdeck {

namespace {

constexpr std::size_t portion = 1000; // texts that are taken at a time

}

ErrorNotes::ErrorNotes(quint32 records)
    : m_textOf(records)
{
}

quint32 ErrorNotes::numberOf(const QString &message)
{
    if (message.isEmpty())
        return 0;
    const QString text = message.simplified();
    if (const auto known = m_numbers.constFind(text); known != m_numbers.constEnd())
        return *known;
    const std::lock_guard lock(m_mutex);
    m_texts.push_back(text);
    return m_numbers[text] = quint32(m_texts.size());
}

void ErrorNotes::read(std::span<const HistoryItem> items)
{
    std::vector<quint32> numbers;
    numbers.reserve(items.size());
    for (const HistoryItem &item : items)
        numbers.push_back(numberOf(item.outcome.error.message));
    const std::lock_guard lock(m_mutex);
    for (std::size_t at = 0; at < items.size(); ++at)
        m_textOf[items[at].end.row] = numbers[at];
}

void ErrorNotes::recall(const RecordResult &past)
{
    const quint32 number = numberOf(past.error.message);
    const std::lock_guard lock(m_mutex);
    m_textOf[past.row] = number;
}

QString ErrorNotes::error(quint32 row) const
{
    const std::lock_guard lock(m_mutex);
    const quint32 number = m_textOf[row];
    return number == 0 ? QString() : m_texts[number - 1];
}

void ErrorNotes::addErrors(const std::function<bool(const QString &)> &passes, RowBits &rows) const
{
    std::vector<bool> passing(1);
    std::vector<QString> texts;
    do {
        {
            const std::lock_guard lock(m_mutex);
            const auto first = m_texts.begin() + std::ptrdiff_t(passing.size()) - 1;
            texts.assign(first, first + std::min(std::ptrdiff_t(portion), m_texts.end() - first));
        }
        for (const QString &text : texts)
            passing.push_back(passes(text));
    } while (!texts.empty());
    std::vector<quint32> textOf;
    {
        const std::lock_guard lock(m_mutex);
        textOf = m_textOf;
    }
    for (quint32 row = 0; row < textOf.size(); ++row) {
        if (textOf[row] < passing.size() && passing[textOf[row]])
            rows.set(row);
    }
}

} // namespace batchdeck
