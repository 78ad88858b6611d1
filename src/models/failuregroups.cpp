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
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    for (const HistoryItem &item : items) {
        const End &end = item.end;
        const bool isOver = end.what == End::What::Ended && end.became != State::Backoff;
        if (isOver && isProblem(end.became))
            put(end.row, number(end.became, item.outcome.error), now);
        else if (isOver || end.what == End::What::Queued)
            remove(end.row);
    }
}

void FailureGroups::recall(const RecordResult &past)
{
    if (!isProblem(past.state))
        return remove(past.row);
    const QDateTime since = past.known.isNull() ? QDateTime::currentDateTime() : past.known;
    put(past.row, number(past.state, past.error), since.toMSecsSinceEpoch());
}

quint16 FailureGroups::number(State state, const Error &error)
{
    const QString message = error.message.left(longestText);
    const Key exact{state, error.kind, message};
    if (const auto known = m_known.constFind(exact); known != m_known.constEnd())
        return *known;
    Key key{state, error.kind, errorPattern(message)};
    quint16 number = m_numbers.value(key);
    if (number != 0) {
        Group &group = m_groups[number - 1u];
        if (group.message != message)
            group.differ.store(true, std::memory_order_relaxed);
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
    m_groups.add([&](Group &group) {
        group.state = key.state;
        group.kind = key.kind;
        group.message = message;
        group.pattern = key.pattern;
        group.isOther = isOther;
    });
    const auto number = quint16(m_groups.size());
    m_numbers.insert(std::move(key), number);
    return number;
}

// Only whoever writes changes what is counted.
void FailureGroups::put(quint32 row, quint16 number, qint64 at)
{
    remove(row);
    Group &group = m_groups[number - 1u];
    group.first = group.first == 0 ? at : std::min(group.first.load(), at);
    group.last = std::max(group.last.load(), at);
    ++group.count; // last: who sees one sees when
    m_groupOf[row] = number;
    ++m_revision;
}

void FailureGroups::remove(quint32 row)
{
    const quint16 number = m_groupOf[row].exchange(0);
    if (number == 0)
        return;
    --m_groups[number - 1u].count;
    ++m_revision;
}

quint32 FailureGroups::revision() const
{
    return m_revision;
}

std::vector<FailureGroup> FailureGroups::groups() const
{
    std::vector<FailureGroup> groups(m_groups.size());
    for (std::size_t at = 0; at < groups.size(); ++at) {
        const Group &group = m_groups[at];
        groups[at] = {.state = group.state,
                      .kind = group.kind,
                      .text = group.differ && !group.isOther ? group.pattern : group.message,
                      .isOther = group.isOther,
                      .count = group.count,
                      .first = group.first,
                      .last = group.last};
    }
    return groups;
}

std::vector<quint32> FailureGroups::rows(const std::vector<int> &groups) const
{
    std::vector<bool> wanted(std::numeric_limits<quint16>::max() + 1u);
    for (const int group : groups)
        wanted[std::size_t(group) + 1] = true;
    std::vector<quint32> rows;
    for (quint32 row = 0; row < m_groupOf.size(); ++row) {
        if (wanted[m_groupOf[row]])
            rows.push_back(row);
    }
    return rows;
}

int FailureGroups::groupOf(quint32 row) const
{
    return row < m_groupOf.size() ? m_groupOf[row] - 1 : -1;
}

quint32 FailureGroups::countWith(quint32 row) const
{
    const int group = groupOf(row);
    return group < 0 ? 0 : m_groups[std::size_t(group)].count.load();
}

} // namespace batchdeck
