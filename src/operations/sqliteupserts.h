#pragma once

#include "core/attempt.h"
#include "operations/sqlcatalogue.h"
#include "operations/sqliteconnection.h"
#include "operations/upsert.h"

namespace batchdeck {

// Records' rows on one connection: as statements for its tables, and written by them. What it learns of
// the tables it keeps.
class SqliteUpserts {
    Q_DISABLE_COPY_MOVE(SqliteUpserts)

public:
    // A table that is missing is made where the target says so.
    SqliteUpserts(SqliteConnection &connection, const SqlTarget &target);

    Expected<Upsert> statements(const UpsertRequest &request, const Attempt &attempt);
    // A stop is looked for between its statements.
    Expected<UpsertCounts> write(const Upsert &upsert, const Attempt &attempt);
    void forget(const UpsertRequest &request); // somebody may have changed its table
    void forgetAll();

private:
    Expected<SqlCatalogue::Known> table(const UpsertRequest &request, const QString &name);
    Expected<SqlCatalogue::Known> read(const QString &name);

    SqliteConnection &m_connection;
    const SqlTarget m_target;
    SqlCatalogue m_catalogue;
    UpsertTexts m_texts; // of a table in it
};

} // namespace batchdeck
