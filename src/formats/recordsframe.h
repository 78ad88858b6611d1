#pragma once

#include "formats/jsoncheck.h"

#include <optional>

namespace batchdeck {

// The object around the records: {"Records": […]}, with other keys before and behind them.
class RecordsFrame {
public:
    // Behind the bracket that opens the records; -1 where there are none. Keys named Records deeper down do not count.
    static qsizetype recordsIn(QByteArrayView text, qsizetype from);

    // By the first bytes alone.
    static bool isLikely(QByteArrayView text);

    // What follows behind the bracket that closes the records, up to the end of the text.
    struct Rest {
        std::optional<FlawKind> flaw;
        qsizetype at = 0; // where the flaw begins
    };
    static Rest restOf(QByteArrayView text, qsizetype from);
};

} // namespace batchdeck
