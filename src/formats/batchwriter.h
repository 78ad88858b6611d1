#pragma once

#include "formats/batchloader.h"

#include <functional>
#include <optional>
#include <vector>

namespace batchdeck {

using WriteBytes = std::function<bool(QByteArrayView)>; // false where it fails
using EditedEntry = std::function<std::optional<QByteArray>(quint32 row)>; // what stands in an entry's place

// What a file that was written will be taken for, which may not be what it is where little of it tells.
struct TakenFor {
    TextEncoding encoding = TextEncoding::Utf8;
    Expected<FileForm> form; // under a name; an error where it is none
};

// Writes some entries of a batch, in their order, as a file like the one that they come from: its form, other keys or
// header, line ends, encoding and packing, and each entry byte for byte unless it is edited. Loaded again as that it
// has the same entries and bodies. Nothing where writing fails.
std::optional<TakenFor> writeBatch(const Batch &batch, const std::vector<quint32> &rows, const WriteBytes &write,
                                   const QString &name = {}, const EditedEntry &edited = {});
FileForm formOf(const Batch &batch);
QByteArray writtenBatch(const Batch &batch, const std::vector<quint32> &rows, const EditedEntry &edited = {});

} // namespace batchdeck
