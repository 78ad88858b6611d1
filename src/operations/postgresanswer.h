#pragma once

#include "operations/sqlconnection.h"

struct pg_result;

namespace batchdeck {

// What a server said to a statement: its rows, or why there are none.
SqlResult postgresResult(pg_result *result, qsizetype mostRows);
// Of several lines, with as many spaces as it likes.
QString wordsOfLibpq(const QString &lines);
// `lost`: what the client says where the server said nothing.
Error postgresError(const pg_result *result, const QString &lost, const QString &where);

} // namespace batchdeck
