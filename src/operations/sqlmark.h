#pragma once

#include "core/attempt.h"
#include "operations/sqldialect.h"

namespace batchdeck {

// What a transaction leaves in its database where the plan wants it, in a small table of ours: whoever asks
// later knows by it that the transaction was committed.
struct SqlMark {
    QString run;
    quint32 row = 0;
    int attempt = 1;

    static SqlMark of(const Attempt &attempt);
    // PostgreSQL answers with the transaction's number.
    SqlStatement keep(const QByteArray &result, SqlDialect dialect) const;
    SqlStatement find(SqlDialect dialect) const; // its result
};

inline constexpr char marksTable[] = "batchdeck_marks";
QString makeMarksTable(SqlDialect dialect);

} // namespace batchdeck
