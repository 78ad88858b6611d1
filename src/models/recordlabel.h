#pragma once

#include <QByteArray>
#include <QString>

namespace batchdeck {

// What an entry calls itself: its field "label", else "id"; empty where it has neither. Looks no
// further than it must, and never past the first 64 KiB of an entry.
QString recordLabel(const QByteArray &entry);

} // namespace batchdeck
