#include "core/runevent.h"

namespace batchdeck {

RowSet RowSet::of(std::vector<quint32> rows)
{
    return {std::move(rows), false, {}};
}

RowSet RowSet::all(StateSet states)
{
    return {{}, true, states};
}

void Actions::clear()
{
    ends.clear();
    stops.clear();
    settles.clear();
    starts.clear();
    granted = false;
    roundEnded = false;
}

} // namespace batchdeck
