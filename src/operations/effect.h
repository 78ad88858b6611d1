#pragma once

#include "core/error.h"

#include <QByteArray>

namespace batchdeck {

// What becomes of what an operation has done.
enum class Effect : std::uint8_t { Kept, Undone };

// The result of what was undone again, an object: it says so.
QByteArray markedUndone(QByteArray result);

// Of a statement that cannot be undone, since it ends the transaction it stands in.
Error endsItsTransaction();

} // namespace batchdeck
