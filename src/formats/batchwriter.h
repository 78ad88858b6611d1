#pragma once

#include "core/batch.h"

#include <functional>
#include <optional>
#include <vector>

namespace batchdeck {

using WriteBytes = std::function<bool(QByteArrayView)>; // false where it fails
using EditedEntry = std::function<std::optional<QByteArray>(quint32 row)>; // what stands in an entry's place

// Writes some entries of a batch, in their order, as a file like the one that they come from: its form, other keys or
// header, line ends, encoding and packing, and each entry byte for byte unless it is edited. Loaded again it has the
// same entries and bodies. Answers with the encoding that it will be taken for, which may not be its own where few
// characters tell; nothing where writing fails.
std::optional<TextEncoding> writeBatch(const Batch &batch, const std::vector<quint32> &rows, const WriteBytes &write,
                                       const EditedEntry &edited = {});
QByteArray writtenBatch(const Batch &batch, const std::vector<quint32> &rows, const EditedEntry &edited = {});

} // namespace batchdeck
