#include "formats/fence.h"
#include "formats/gzip.h"
#include "formats/textencoding.h"
#include "fuzz/batchinvariants.h"

#include <array>

namespace {

constexpr std::array names = {"batch",     "batch.json",   "batch.jsonl",     "batch.csv",
                              "batch.tsv", "batch.csv.gz", "batch.ndjson.gz", "batch.txt"};
constexpr std::array writtenAs = {"failed.json", "failed.jsonl", "failed.csv", "failed.txt"};

QByteArray packed(const QByteArray &bytes)
{
    batchdeck::Gzip gzip;
    const QByteArray begun = gzip.pack(bytes);
    return begun + gzip.finish();
}

} // namespace

// The first byte says what a file is called, how its text is encoded and packed, and under which name it is written: by
// chance alone hardly anything is gzip. What it is not encoded or packed by it may be by itself.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    if (size == 0)
        return 0;
    const unsigned how = bytes[0];
    const QByteArray text(reinterpret_cast<const char *>(bytes + 1), static_cast<qsizetype>(size - 1));
    QByteArray file = batchdeck::encodedText(text, static_cast<batchdeck::TextEncoding>((how >> 3U) & 3U));
    if ((how & 0x20U) != 0)
        file = packed(file);
    const auto batch = fuzz::checkedFile(file, QString::fromLatin1(names[how & 7U]));
    const bool isFenced = text.contains(batchdeck::jsonFence) || text.contains(batchdeck::tableFence);
    if (batch && !isFenced) // a fence that we have not put there could stand anywhere, also in an entry
        fuzz::checkFailed(*batch, QString::fromLatin1(writtenAs[how >> 6U]));
    return 0;
}
