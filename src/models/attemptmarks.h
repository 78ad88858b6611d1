#pragma once

#include "core/feedreaders.h"
#include "core/recordtable.h"
#include "core/scratchfile.h"

#include <functional>
#include <optional>

namespace batchdeck {

// An attempt that is over, as a timeline draws it. Times are microseconds since AttemptMarks::origin().
struct AttemptMark {
    qint64 began;
    qint64 ended;
    quint32 row;
    quint16 slot;
    State state; // how it ended: Succeeded, Failed, TimedOut, Cancelled or InDoubt
};

// Every attempt of a run, in the order in which they ended. They stand in a temporary file; of a million of
// them six kilobytes are in memory. Any thread may ask.
class AttemptMarks final : public EndsReader {
public:
    explicit AttemptMarks(Instant origin = Clock::now())
        : m_origin(origin)
    {
    }

    Expected<void> open();

    void read(std::span<const HistoryItem> items) override;

    Instant origin() const { return m_origin; }
    qint64 timeOf(Instant instant) const;

    struct Extent { // of all that there are
        quint64 count = 0;
        qint64 earliest = 0; // begin
        qint64 latest = 0; // end
        int lanes = 0; // slots that were ever taken
    };
    Extent extent() const;

    // Shows those from one place to another that have a part between the two times, in portions, until `see` has
    // enough: it may be shown others as well. What cannot be read any more is left out.
    using See = std::function<bool(std::span<const AttemptMark> marks)>;
    void scan(quint64 first, quint64 last, qint64 from, qint64 to, const See &see) const;

    // The last that is looked for, among those that began before a time, and the first, among those that ended from a
    // time on; only portions of that time are read, up to the one that has it. It may be asked about others as well.
    using IsIt = std::function<bool(const AttemptMark &mark)>;
    std::optional<AttemptMark> last(qint64 before, const IsIt &isIt) const;
    std::optional<AttemptMark> first(qint64 from, const IsIt &isIt) const;

    // How the attempt itself ended, whatever became of its record.
    static State endOf(const End &end);

private:
    static constexpr std::size_t portion = 4096;
    struct Block { // of a portion
        quint64 place;
        qint64 earliest;
        qint64 latest;
    };

    bool readPortion(quint64 place, std::vector<AttemptMark> &marks) const;

    const Instant m_origin;
    ScratchFile m_file{QStringLiteral("The timeline")};
    mutable std::mutex m_mutex; // for what follows
    std::vector<Block> m_blocks;
    std::vector<AttemptMark> m_last; // those that make no portion yet
    Extent m_extent;
};

} // namespace batchdeck
