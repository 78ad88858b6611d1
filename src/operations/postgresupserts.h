#pragma once

#include "operations/postgresconnection.h"
#include "operations/sqlcatalogue.h"
#include "operations/upsert.h"

namespace batchdeck {

// Records' rows on one connection: as statements for its tables, and written by them. What is learnt of the tables is
// known to all connections that share the catalogue.
class PostgresUpserts {
    Q_DISABLE_COPY_MOVE(PostgresUpserts)

public:
    PostgresUpserts(PostgresConnection &connection, const SqlTarget &target, std::shared_ptr<SqlCatalogue> catalogue);

    struct Way {
        bool isFresh = false; // the table is looked at anew
        bool isApart = false; // each row by itself, in their order
    };
    // A table that is missing is made where the target says so.
    Expected<Upsert> statements(const UpsertRequest &request, const std::stop_token &stop, const Way &way);
    Expected<UpsertCounts> write(const Upsert &upsert);
    // Which row it was, of a statement of many. Leaves a transaction open, to be rolled back.
    void tellRow(Error &error, const Upsert &upsert);
    void forgetAll() { m_catalogue->clear(); }

private:
    Expected<SqlCatalogue::Known> table(const UpsertRequest &request, bool isFresh);
    Error noTable(const UpsertRequest &request);
    Expected<void> write(const UpsertStep &step, bool isOneOfMany, UpsertCounts &counts, QSet<QString> &keys);
    Expected<bool> update(const UpsertStep &step, UpsertCounts &counts);
    Expected<void> insert(const UpsertStep &step, UpsertCounts &counts, QSet<QString> &keys);
    std::optional<quint32> rowThatFails(const Upsert &upsert, const QString &kind);

    PostgresConnection &m_connection;
    const SqlTarget m_target;
    const std::shared_ptr<SqlCatalogue> m_catalogue;
    SqlCatalogue::Known m_textsOf;
    UpsertTexts m_texts; // of that table
};

} // namespace batchdeck
