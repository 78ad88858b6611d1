#include "models/roworder.h"

namespace batchdeck {

namespace {

RowBits allOf(quint32 rows)
{
    RowBits bits(rows);
    bits.setAll();
    return bits;
}

} // namespace

Arrangement Arrangement::of(std::vector<quint32> rows)
{
    std::vector<quint32> places(rows.size());
    for (quint32 place = 0; place < rows.size(); ++place)
        places[rows[place]] = place;
    return {std::move(rows), std::move(places)};
}

RowOrder::RowOrder(quint32 rows)
    : m_shown(allOf(rows))
{
}

int RowOrder::positionOf(quint32 row) const
{
    const quint32 place = placeOf(row);
    return m_shown.test(place) ? int(m_shown.before(place)) : -1;
}

void RowOrder::setShown(const RowBits &rows)
{
    if (m_order.rows.empty()) {
        m_shown = CountedBits(rows);
        return;
    }
    RowBits places(rows.rows());
    for (std::size_t word = 0; word < places.words().size(); ++word) {
        const auto end = std::min<std::size_t>(rows.rows(), word * 64 + 64);
        quint64 bits = 0;
        for (std::size_t place = word * 64; place < end; ++place)
            bits |= quint64(rows.test(m_order.rows[place])) << (place % 64);
        places.words()[word] = bits;
    }
    m_shown = CountedBits(std::move(places));
}

void RowOrder::setOrder(Arrangement order, const RowBits &shown)
{
    Q_ASSERT(order.rows.empty() || order.rows.size() == shown.rows());
    m_order = std::move(order);
    setShown(shown);
}

} // namespace batchdeck
