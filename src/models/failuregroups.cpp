#include "models/failuregroups.h"

#include "models/errorpattern.h"

#include <QDateTime>

#include <algorithm>
#include <limits>

namespace batchdeck {

namespace {

constexpr qsizetype mostKnown = 4096;
constexpr qsizetype longestText = 500; // characters of an error that are kept
constexpr std::size_t mostTogether = std::size_t(FailureGroups::mostGroups) * 2;

} // namespace

// What a flaw says of its place is its record's own, so that its kind names the group without being read.
FailureGroups::FailureGroups(const Batch &batch)
    : m_groupOf(batch.size())
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    QHash<FlawKind, quint16> numbers;
    for (const Flaw &flaw : batch.flaws()) {
        if (!batch.isInvalid(flaw.row))
            continue; // it was edited
        quint16 &group = numbers[flaw.kind];
        if (group == 0)
            group = number(State::Invalid, batch.problem(flaw.row));
        put(flaw.row, group, now);
    }
}

FailureGroups::FailureGroups(quint32 records)
    : m_groupOf(records)
{
}

void FailureGroups::read(std::span<const HistoryItem> items)
{
    const auto isOver = [](const End &end) { return end.what == End::What::Ended && end.became != State::Backoff; };
    std::vector<quint16> numbers;
    numbers.reserve(items.size());
    for (const HistoryItem &item : items) {
        const State became = item.end.became;
        numbers.push_back(isOver(item.end) && isProblem(became) ? number(became, item.outcome.error) : quint16(0));
    }
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    const std::lock_guard lock(m_mutex);
    for (std::size_t at = 0; at < items.size(); ++at) {
        const End &end = items[at].end;
        if (numbers[at] != 0)
            put(end.row, numbers[at], now);
        else if (isOver(end) || end.what == End::What::Queued)
            remove(end.row);
    }
}

void FailureGroups::recall(const RecordResult &past)
{
    if (!isProblem(past.state)) {
        const std::lock_guard lock(m_mutex);
        return remove(past.row);
    }
    using std::chrono::milliseconds;
    const auto took = std::chrono::duration_cast<milliseconds>(past.elapsed.value_or(Duration()));
    const QDateTime ended = past.started.isNull() ? QDateTime::currentDateTime() : past.started.addMSecs(took.count());
    const quint16 group = number(past.state, past.error);
    const std::lock_guard lock(m_mutex);
    put(past.row, group, ended.toMSecsSinceEpoch());
}

// A text is looked through without the lock: whoever shows a row waits for nothing that takes long.
quint16 FailureGroups::number(State state, const Error &error)
{
    const QString message = error.message.left(longestText);
    const Key exact{state, error.kind, message};
    if (const auto known = m_known.constFind(exact); known != m_known.constEnd())
        return *known;
    Key key{state, error.kind, errorPattern(message)};
    const std::lock_guard lock(m_mutex);
    quint16 number = m_numbers.value(key);
    if (number != 0) {
        FailureGroup &group = m_groups[number - 1u];
        if (!group.isOther && group.text != message)
            group.text = key.pattern; // they differ
    } else if (m_groups.size() < mostGroups) {
        number = make(std::move(key), message, false);
    } else {
        const bool isFull = m_groups.size() >= mostTogether;
        key = {isFull ? State::Failed : state, isFull ? QString() : error.kind, {}};
        number = m_numbers.value(key);
        if (number == 0)
            number = make(std::move(key), {}, true);
    }
    if (m_known.size() >= mostKnown)
        m_known.clear();
    m_known.insert(exact, number);
    return number;
}

quint16 FailureGroups::make(Key key, const QString &message, bool isOther)
{
    m_groups.push_back({.state = key.state, .kind = key.kind, .text = message, .isOther = isOther});
    const auto number = quint16(m_groups.size());
    m_numbers.insert(std::move(key), number);
    return number;
}

void FailureGroups::put(quint32 row, quint16 number, qint64 at)
{
    remove(row);
    m_groupOf[row] = number;
    FailureGroup &group = m_groups[number - 1u];
    ++group.count;
    group.first = group.first == 0 ? at : std::min(group.first, at);
    group.last = std::max(group.last, at);
    ++m_revision;
}

void FailureGroups::remove(quint32 row)
{
    const quint16 number = std::exchange(m_groupOf[row], quint16(0));
    if (number == 0)
        return;
    --m_groups[number - 1u].count;
    ++m_revision;
}

quint32 FailureGroups::revision() const
{
    const std::lock_guard lock(m_mutex);
    return m_revision;
}

std::vector<FailureGroup> FailureGroups::groups() const
{
    const std::lock_guard lock(m_mutex);
    return m_groups;
}

std::vector<quint32> FailureGroups::rows(const std::vector<int> &groups) const
{
    std::vector<quint16> groupOf;
    {
        const std::lock_guard lock(m_mutex); // not while they are looked through
        groupOf = m_groupOf;
    }
    std::vector<bool> wanted(std::numeric_limits<quint16>::max() + 1u);
    for (const int group : groups)
        wanted[std::size_t(group) + 1] = true;
    std::vector<quint32> rows;
    for (quint32 row = 0; row < groupOf.size(); ++row) {
        if (wanted[groupOf[row]])
            rows.push_back(row);
    }
    return rows;
}

int FailureGroups::groupOf(quint32 row) const
{
    const std::lock_guard lock(m_mutex);
    return row < m_groupOf.size() ? m_groupOf[row] - 1 : -1;
}

quint32 FailureGroups::countWith(quint32 row) const
{
    const std::lock_guard lock(m_mutex);
    const quint16 number = row < m_groupOf.size() ? m_groupOf[row] : quint16(0);
    return number == 0 ? 0 : m_groups[number - 1u].count;
}

} // namespace batchdeck
