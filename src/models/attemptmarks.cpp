#include "models/attemptmarks.h"

#include <algorithm>
#include <cstring>
#include <limits>

namespace batchdeck {

static_assert(sizeof(AttemptMark) == 24);

State AttemptMarks::endOf(const End &end)
{
    // What waits to try again, or is queued for the next start of the program, ended in some way as well.
    if (end.became == State::Backoff || end.became == State::Queued)
        return verdict(end.report, end.reason).state == State::Queued ? State::Cancelled
                                                                      : verdict(end.report, end.reason).state;
    return end.became;
}

Expected<void> AttemptMarks::open()
{
    m_last.reserve(portion);
    return m_file.open();
}

qint64 AttemptMarks::timeOf(Instant instant) const
{
    return std::chrono::duration_cast<std::chrono::microseconds>(instant - m_origin).count();
}

void AttemptMarks::read(std::span<const HistoryItem> items)
{
    const std::lock_guard lock(m_mutex);
    for (const HistoryItem &item : items) {
        const End &end = item.end;
        // What was given up had its mark when it was.
        if (end.what != End::What::Ended || end.number == 0 || end.writtenOff || end.attempt.slot == nothing)
            continue;
        constexpr quint32 most = std::numeric_limits<quint16>::max();
        const AttemptMark mark{timeOf(end.started), timeOf(end.ended), end.row, quint16(std::min(end.lane, most)),
                               endOf(end)};
        m_extent.earliest = m_extent.count == 0 ? mark.began : std::min(m_extent.earliest, mark.began);
        m_extent.latest = std::max(m_extent.latest, mark.ended);
        m_extent.lanes = std::max(m_extent.lanes, mark.slot + 1);
        ++m_extent.count;
        m_last.push_back(mark);
        if (m_last.size() < portion)
            continue;
        Block block{0, mark.began, mark.ended};
        for (const AttemptMark &each : m_last) {
            block.earliest = std::min(block.earliest, each.began);
            block.latest = std::max(block.latest, each.ended);
        }
        block.place = m_file.append({reinterpret_cast<const char *>(m_last.data()), portion * sizeof(AttemptMark)});
        m_blocks.push_back(block);
        m_last.clear();
    }
}

AttemptMarks::Extent AttemptMarks::extent() const
{
    const std::lock_guard lock(m_mutex);
    return m_extent;
}

void AttemptMarks::scan(quint64 first, quint64 last, qint64 from, qint64 to, const See &see) const
{
    std::vector<std::pair<quint64, Block>> blocks; // by the place of their first
    std::vector<AttemptMark> unwritten;
    quint64 writtenEnd = 0;
    {
        const std::lock_guard lock(m_mutex);
        writtenEnd = m_blocks.size() * portion;
        for (quint64 at = first / portion * portion; at < std::min(last, writtenEnd); at += portion) {
            const Block &block = m_blocks[at / portion];
            if (block.earliest < to && block.latest >= from)
                blocks.emplace_back(at, block);
        }
        if (last > writtenEnd)
            unwritten = m_last;
    }
    const auto show = [&](quint64 at, std::span<const AttemptMark> marks) {
        const auto place = [&](quint64 of) { return std::size_t(std::clamp(of, at, at + marks.size()) - at); };
        const auto wanted = marks.subspan(place(first), place(std::max(first, last)) - place(first));
        return wanted.empty() || see(wanted);
    };
    std::vector<AttemptMark> marks(blocks.empty() ? 0 : portion);
    for (const auto &[at, block] : blocks) {
        if (readPortion(block.place, marks) && !show(at, marks))
            return;
    }
    if (!unwritten.empty())
        show(writtenEnd, unwritten);
}

std::optional<AttemptMark> AttemptMarks::last(qint64 before, const IsIt &isIt) const
{
    const auto lastIn = [&](const std::vector<AttemptMark> &marks) -> std::optional<AttemptMark> {
        const auto found = std::find_if(marks.rbegin(), marks.rend(), isIt);
        return found == marks.rend() ? std::nullopt : std::optional(*found);
    };
    std::vector<quint64> places;
    {
        const std::lock_guard lock(m_mutex);
        if (const auto found = lastIn(m_last))
            return found;
        for (const Block &block : m_blocks) {
            if (block.earliest < before)
                places.push_back(block.place);
        }
    }
    std::vector<AttemptMark> marks(places.empty() ? 0 : portion);
    for (auto place = places.rbegin(); place != places.rend(); ++place) {
        if (!readPortion(*place, marks))
            continue;
        if (const auto found = lastIn(marks))
            return found;
    }
    return {};
}

std::optional<AttemptMark> AttemptMarks::first(qint64 from, const IsIt &isIt) const
{
    std::optional<AttemptMark> first;
    const auto see = [&](std::span<const AttemptMark> marks) {
        const auto found = std::find_if(marks.begin(), marks.end(), isIt);
        if (found != marks.end())
            first = *found;
        return !first;
    };
    scan(0, extent().count, from, std::numeric_limits<qint64>::max(), see);
    return first;
}

bool AttemptMarks::readPortion(quint64 place, std::vector<AttemptMark> &marks) const
{
    const Expected<QByteArray> bytes = m_file.read(place, portion * sizeof(AttemptMark));
    if (bytes)
        std::memcpy(marks.data(), bytes->constData(), portion * sizeof(AttemptMark));
    return bool(bytes);
}

} // namespace batchdeck
