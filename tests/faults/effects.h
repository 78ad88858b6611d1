#pragma once

#include "journal/sqlitefile.h"

#include <map>

namespace batchdeck {

// How often each record happened, by the ledger that its own statements write. Opening it recovers what was cut short.
inline std::map<int, int> effectsIn(const QString &ledger)
{
    std::map<int, int> found;
    auto file = SqliteFile::open(ledger, SqliteFile::Access::Write);
    auto select = file ? file->prepare("select n from ledger") : Expected<SqliteStatement>(file.error());
    while (select) {
        const auto row = select->step();
        if (!row || !*row)
            break;
        ++found[static_cast<int>(select->number(0))];
    }
    return found;
}

} // namespace batchdeck
