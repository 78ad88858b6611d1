#pragma once

#include "formats/batchloader.h"
#include "formats/batchwriter.h"

#include <nlohmann/json.hpp>

namespace fuzz {

using namespace batchdeck;

inline void require(bool holds, const char *what)
{
    if (!holds)
        qFatal("%s", what);
}

// What holds of every text that loads, whatever it is.
inline void checkBatch(const QByteArray &bytes, FileForm form)
{
    LoadRequest request;
    request.form = form;
    request.encoding = TextEncoding::Utf8;
    request.largestEntry = 1 << 12;
    const LoadedBatch loaded = readBatch(bytes, request);
    if (!loaded) {
        require(!loaded.error().message.isEmpty(), "a refusal says why");
        return;
    }
    const Batch &batch = **loaded;
    const char *end = nullptr;
    quint32 previous = 0;
    for (const Flaw &flaw : batch.flaws()) {
        require(flaw.row < batch.size(), "a flaw is a row's");
        require(&flaw == &batch.flaws().front() || flaw.row > previous, "flaws stand in order, one a row");
        require(flaw.at <= quint32(batch.entry(flaw.row).size()), "a flaw is in its entry");
        require(!batch.problem(flaw.row).message.isEmpty(), "a flaw has words");
        previous = flaw.row;
    }
    std::vector<quint32> sound;
    for (quint32 row = 0; row < batch.size(); ++row) {
        const QByteArray entry = batch.entry(row);
        require(!end || entry.constData() >= end, "entries stand in order");
        end = entry.constData() + entry.size();
        const QByteArray body = batch.record(row).body(); // of a flawed one as well: nothing may go wrong
        if (batch.isInvalid(row))
            continue;
        sound.push_back(row);
        const bool mayOverflow = body.contains('e') || body.contains('E') || body.size() > 300; // nlohmann's numbers
        require(mayOverflow || nlohmann::json::accept(body.begin(), body.end()), "a record is JSON");
    }
    const LoadedBatch again = readBatch(writtenBatch(batch, sound), request);
    if (!again) {
        require(sound.empty(), "what is sound loads again");
        return;
    }
    require((*again)->size() == sound.size(), "as many load again");
    require((*again)->flaws().empty(), "what was sound is sound again");
    for (quint32 row = 0; row < (*again)->size(); ++row) {
        require((*again)->entry(row) == batch.entry(sound[row]), "an entry comes back as it was");
        require((*again)->record(row).body() == batch.record(sound[row]).body(), "a record comes back as it was");
    }
}

} // namespace fuzz
