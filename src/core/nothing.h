#pragma once

#include <QtGlobal>

namespace batchdeck {

// Where a number names no row, gate, slot or place.
inline constexpr quint32 nothing = ~quint32(0);

} // namespace batchdeck
