#pragma once

#include "formats/batchloader.h"
#include "formats/batchwriter.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <numeric>

namespace fuzz {

using namespace batchdeck;

constexpr quint32 largestEntry = 1 << 12;

inline void require(bool holds, const char *what)
{
    if (!holds)
        qFatal("%s", what);
}

// What holds of every batch, whatever it was loaded from.
inline void checkRows(const Batch &batch)
{
    const char *end = nullptr;
    quint32 previous = 0;
    for (const Flaw &flaw : batch.flaws()) {
        require(flaw.row < batch.size(), "a flaw is a row's");
        require(&flaw == &batch.flaws().front() || flaw.row > previous, "flaws stand in order, one a row");
        require(flaw.at <= quint32(batch.entry(flaw.row).size()), "a flaw is in its entry");
        require(!batch.problem(flaw.row).message.isEmpty(), "a flaw has words");
        previous = flaw.row;
    }
    for (quint32 row = 0; row < batch.size(); ++row) {
        const QByteArray entry = batch.entry(row);
        require(!end || entry.constData() >= end, "entries stand in order");
        end = entry.constData() + entry.size();
        const QByteArray body = batch.record(row).body(); // of a flawed one as well: nothing may go wrong
        const bool mayOverflow = body.contains('e') || body.contains('E') || body.size() > 300; // nlohmann's numbers
        require(batch.isInvalid(row) || mayOverflow || nlohmann::json::accept(body.begin(), body.end()),
                "a record is JSON");
    }
}

// What these rows became when they were written is what they are.
inline void checkWayBack(const Batch &batch, const std::vector<quint32> &rows, const LoadedBatch &again)
{
    if (!again)
        qFatal("what was written loads again: %s", qPrintable(again.error().message));
    require((*again)->size() == rows.size(), "as many load again");
    for (quint32 row = 0; row < (*again)->size(); ++row) {
        require((*again)->entry(row) == batch.entry(rows[row]), "an entry comes back as it was");
        require((*again)->isInvalid(row) == batch.isInvalid(rows[row]), "what is sound, and no more, is sound again");
        require((*again)->record(row).body() == batch.record(rows[row]).body(), "a record comes back as it was");
    }
}

// A text of which it is known what it is: its sound records come back.
inline void checkBatch(const QByteArray &bytes, FileForm form)
{
    LoadRequest request;
    request.form = form;
    request.encoding = TextEncoding::Utf8;
    request.largestEntry = largestEntry;
    const LoadedBatch loaded = readBatch(bytes, request);
    if (!loaded) {
        require(!loaded.error().message.isEmpty(), "a refusal says why");
        return;
    }
    checkRows(**loaded);
    std::vector<quint32> sound;
    for (quint32 row = 0; row < (*loaded)->size(); ++row) {
        if (!(*loaded)->isInvalid(row))
            sound.push_back(row);
    }
    const LoadedBatch again = readBatch(writtenBatch(**loaded, sound), request);
    if (again || !sound.empty())
        checkWayBack(**loaded, sound, again);
}

// A file of which nothing is known but its name.
inline std::shared_ptr<const Batch> checkedFile(const QByteArray &bytes, const QString &name)
{
    const LoadedBatch loaded = readBatch(bytes, {.path = name, .largestEntry = largestEntry});
    if (!loaded) {
        require(!loaded.error().message.isEmpty(), "a refusal says why");
        return nullptr;
    }
    checkRows(**loaded);
    return *loaded;
}

// All of its entries come back, also those that cannot be read, under the name that they are written to. What would be
// taken for something else is known before, and said then.
inline void checkFailed(const Batch &batch, const QString &writtenAs)
{
    std::vector<quint32> entries;
    for (quint32 row = 0; row < batch.size(); ++row) {
        const Flaw *flaw = batch.flaw(row);
        if (!flaw || (flaw->kind != FlawKind::EndsEarly && flaw->kind != FlawKind::Damaged)) // these are no entries
            entries.push_back(row);
    }
    QByteArray written;
    const WriteBytes write = [&](QByteArrayView piece) {
        written.append(piece.data(), piece.size());
        return true;
    };
    const std::optional<TakenFor> seems = writeBatch(batch, entries, write, writtenAs);
    require(seems.has_value(), "it is written");
    LoadRequest request{.path = writtenAs, .largestEntry = largestEntry};
    if (!seems->form || *seems->form != formOf(batch))
        request.form = formOf(batch);
    if (seems->encoding != batch.frame().encoding)
        request.encoding = batch.frame().encoding;
    const LoadedBatch again = readBatch(written, request);
    checkWayBack(batch, entries, again);
    const bool isAscii = std::ranges::all_of(written, [](char byte) { return uchar(byte) < 0x80; }); // is all the same
    require((*again)->frame().encoding == batch.frame().encoding || isAscii, "its encoding comes back");
    require((*again)->frame().isPacked == batch.frame().isPacked, "its packing comes back");
    std::vector<quint32> all((*again)->size());
    std::iota(all.begin(), all.end(), 0U);
    if (const QByteArray twice = writtenBatch(**again, all); twice != written)
        qFatal("written again it is the same: %s, %s", written.toPercentEncoding().constData(),
               twice.toPercentEncoding().constData());
}

} // namespace fuzz
