#pragma once

#include "core/error.h"

#include <QByteArray>

namespace batchdeck {

// Why an entry is no record.
enum class FlawKind : std::uint8_t {
    NotJson,
    NotAnObject,
    Missing,
    CutShort, // by the end of the file
    EndsEarly, // the file does, after the entries
};

// Small, for a file may hold nothing else.
struct Flaw {
    quint32 row;
    quint32 at; // in the entry
    FlawKind kind;
};

// What is said of it, without the place.
QString flawText(FlawKind kind, QByteArrayView entry, quint32 at);

} // namespace batchdeck
