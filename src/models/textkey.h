#pragma once

#include <QStringView>

#include <string>

namespace batchdeck {

// Appends what sorts, byte by byte, as a person would sort the text: whatever its case, "é" with "e",
// numbers by their value ("a9" before "a10"), Korean as its dictionaries have it.
void appendTextKey(std::string &keys, QStringView text);

} // namespace batchdeck
