#pragma once

#include "core/batchframe.h"
#include "core/error.h"

#include <QByteArray>

namespace batchdeck {

// Why an entry is no record.
enum class FlawKind : std::uint8_t {
    NotJson,
    Missing,
    MissingComma,
    CutShort, // by the end of the file
    EndsEarly, // the file does, after the entries
    Damaged, // its packing is; what it holds may be altered, or not all
    TextAfterEnd,
    RepeatedKey,
    NotANumber, // NaN and Infinity
    LoneSurrogate,
    BadUtf8,
    ControlCharacter,
    TooDeep,
    TooLarge,
    HoldsNoJson, // a string that should
    BodyHoldsNoJson, // of a queue's message
    TooManyCells,
    BadQuote,
    OpenQuote,
};

constexpr int largestDepth = 512;
constexpr quint32 largestEntryUsual = 16U << 20;

// Small, for a file may hold nothing else.
struct Flaw {
    quint32 row;
    quint32 at; // in the entry
    FlawKind kind;
};

// What is said of it, without the place.
QString flawText(FlawKind kind, QByteArrayView entry, quint32 at, quint32 largestEntry = largestEntryUsual,
                 TextEncoding encoding = TextEncoding::Utf8);

} // namespace batchdeck
