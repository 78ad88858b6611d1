#pragma once

#include "operations/sqltable.h"
#include "operations/sqltarget.h"

namespace batchdeck {

// What a connection of a plan leads to, for whoever writes the plan.
struct ConnectionReport {
    QString server; // "PostgreSQL 15.20", "SQLite 3.40.1"
    QString tls; // "TLSv1.3"; empty where the connection is not encrypted
    QStringList tables;
    std::optional<SqlTable> table; // the one that was asked for, where there is one
};

// Connects, looks and leaves. Blocks: not for a thread that paints. Makes nothing, whatever the plan lets
// records make. A server that is silent is waited for no longer than that.
Expected<ConnectionReport> checkConnection(const PlannedConnection &connection, const Plan &plan,
                                           const SecretSource &secrets, const QString &schema = {},
                                           const QString &table = {},
                                           std::chrono::milliseconds longest = std::chrono::seconds(30));

// The tables that a plan would find there without naming a schema; as many as there is time for, and those first whose
// names begin like that one.
Expected<std::vector<SqlTable>> readTables(const PlannedConnection &connection, const Plan &plan,
                                           const SecretSource &secrets, const QString &like,
                                           std::chrono::milliseconds longest = std::chrono::seconds(30));

} // namespace batchdeck
