#pragma once

#include "core/batch.h"
#include "formats/loadwatch.h"

#include <optional>

namespace batchdeck {

enum class FileForm {
    Records, // {"Records": […]}
    Array,
    Lines,
    Table, // CSV or TSV
};

// What is to be loaded, and what is known of it better than could be told from the file.
struct LoadRequest {
    QString path = {}; // "-" is the standard input
    std::optional<TextEncoding> encoding = {};
    std::optional<FileForm> form = {};
    quint32 largestEntry = largestEntryUsual; // in bytes
};

using LoadedBatch = Expected<std::shared_ptr<const Batch>>;

// Reads a batch file whole. What is no batch at all is refused in one sentence; entries that cannot be read are the
// batch's own to tell. Blocks: it reads, scans and checks in threads of its own, which have ended when it returns.
LoadedBatch loadBatch(const LoadRequest &request, LoadWatch &watch);
LoadedBatch loadBatch(const QString &path);

// The same from bytes that are there; the request's path is only a name.
LoadedBatch readBatch(const QByteArray &bytes, const LoadRequest &request = {});

} // namespace batchdeck
