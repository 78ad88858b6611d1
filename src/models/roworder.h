#pragma once

#include "models/countedbits.h"

namespace batchdeck {

// Rows in an order, and where each of them stands in it. Nothing in either: as the file has them.
struct Arrangement {
    std::vector<quint32> rows; // by place
    std::vector<quint32> places; // by row

    static Arrangement of(std::vector<quint32> rows);
};

// Which rows of a batch are shown, and in which order.
class RowOrder {
public:
    explicit RowOrder(quint32 rows = 0); // all, as the file has them

    int size() const { return int(m_shown.count()); }
    quint32 rowAt(int position) const { return rowIn(m_shown.nth(quint32(position))); }
    int positionOf(quint32 row) const; // -1 where it is not shown
    bool isShown(quint32 row) const { return m_shown.test(placeOf(row)); }
    bool isAsInFile() const { return m_order.rows.empty(); }

    void show(quint32 row, bool shown) { m_shown.set(placeOf(row), shown); }
    void setShown(const RowBits &rows);
    void setOrder(Arrangement order, const RowBits &shown);

    // Rows from that position on, in their order, until the function returns false.
    template <typename Function>
    void forEachFrom(int position, Function &&function) const
    {
        m_shown.forEachFrom(quint32(position), [&](quint32 place) { return function(rowIn(place)); });
    }

private:
    quint32 rowIn(quint32 place) const { return m_order.rows.empty() ? place : m_order.rows[place]; }
    quint32 placeOf(quint32 row) const { return m_order.places.empty() ? row : m_order.places[row]; }

    Arrangement m_order;
    CountedBits m_shown; // by place
};

} // namespace batchdeck
