#pragma once

#include "core/nothing.h"
#include "models/attemptmarks.h"

#include <array>

namespace batchdeck {

// How attempts end, as a timeline tells them apart.
inline constexpr std::array timelineEnds{State::Succeeded, State::Failed, State::TimedOut, State::Cancelled,
                                         State::InDoubt};

// A window of time over some of the lanes, one lane a slot. Time is divided into cells, the least that is drawn:
// an attempt that lasts as long as a cell has a bar of its own, shorter ones are added up in the cells that they
// touch. So what is kept depends on how much is seen, and not on how many attempts there are.
class TimelineScene {
public:
    struct Frame {
        qint64 cell = 1; // microseconds of one
        qint64 first = 0; // the window's first cell, counted from time 0
        int cells = 0;
        int firstLane = 0;
        int lanes = 0;

        qint64 from() const { return first * cell; }
        qint64 to() const { return (first + cells) * cell; }
        bool operator==(const Frame &) const = default;
    };
    struct Bar {
        qint64 began;
        qint64 ended;
        quint32 row;
        quint16 lane;
        State state;
    };
    struct Cell { // of the attempts that are shorter than one
        std::array<float, timelineEnds.size()> busy{}; // microseconds, by how they ended
        std::array<quint32, timelineEnds.size()> ended{}; // how many did, likewise
        quint32 row = nothing; // of the last one
        quint32 count() const;
    };
    struct Column { // of all lanes, those that are not seen included
        quint32 ended = 0;
        quint32 problems = 0;
    };

    TimelineScene() = default;
    explicit TimelineScene(const Frame &frame);

    void add(std::span<const AttemptMark> marks);
    void slideTo(qint64 first); // cell: what is before it is forgotten

    const Frame &frame() const { return m_frame; }
    const std::vector<Bar> &bars() const { return m_bars; } // also some that are not in the window
    const Cell &cell(qint64 number, int lane) const { return m_cells[index(number, lane)]; }
    const Column &column(qint64 number) const { return m_columns[ring(number)]; }
    const Bar *barAt(qint64 time, int lane) const; // null where none is
    const Cell *cellAt(qint64 time, int lane) const; // likewise, and of what is not in the window

private:
    std::size_t ring(qint64 number) const;
    std::size_t index(qint64 number, int lane) const
    {
        return ring(number) * std::size_t(m_frame.lanes) + std::size_t(lane - m_frame.firstLane);
    }
    bool contains(qint64 number) const { return number >= m_frame.first && number < m_frame.first + m_frame.cells; }
    void addToCells(const AttemptMark &mark);

    Frame m_frame;
    std::vector<Bar> m_bars;
    std::vector<Cell> m_cells;
    std::vector<Column> m_columns;
};

} // namespace batchdeck
