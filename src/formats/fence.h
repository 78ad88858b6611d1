#pragma once

#include <QByteArray>

namespace batchdeck {

// Stands on both sides of an entry of which nobody can tell where it ends, in a file that we wrote: beside other
// neighbours than it had it would end elsewhere. Two of them behind an entry say that its comma is missing, where no
// other entry is there to show it. White space to everybody else, as no editor makes it.
inline constexpr QByteArrayView jsonFence("\n \t \n");
inline constexpr QByteArrayView tableFence("\r\n\n\r\n\n"); // no line end before it becomes a part of it

// Between the closing bracket and a text that followed the end of the records: a comma there separates none.
inline constexpr QByteArrayView endFence(" \t ");

// A text around entries as it was before anything was fenced.
inline QByteArray unfenced(QByteArrayView text)
{
    return text.toByteArray().replace(jsonFence, "");
}

} // namespace batchdeck
