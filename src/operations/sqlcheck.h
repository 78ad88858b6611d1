#pragma once

#include "operations/sqltable.h"
#include "operations/sqltarget.h"

#include <stop_token>

namespace batchdeck {

// What a connection of a plan leads to, for whoever writes the plan.
struct ConnectionReport {
    QString server; // "PostgreSQL 15.20", "SQLite 3.40.1"
    QString tls; // "TLSv1.3"; empty where the connection is not encrypted
    QStringList tables;
    std::optional<SqlTable> table; // the one that was asked for, where there is one
};

// How long somebody looks.
struct LookPatience {
    std::chrono::milliseconds longest = std::chrono::seconds(30); // and for whoever unlocks a keychain before
    std::stop_token stop{};
};

// Connects, looks and leaves. Blocks: not for a thread that paints. Makes nothing, whatever the plan lets
// records make.
Expected<ConnectionReport> checkConnection(const PlannedConnection &connection, const Plan &plan,
                                           const SecretSource &secrets, const QString &schema = {},
                                           const QString &table = {}, const LookPatience &patience = {});

// The tables that a plan would find there without naming a schema; as many as there is time for, and those first whose
// names begin like that one.
Expected<std::vector<SqlTable>> readTables(const PlannedConnection &connection, const Plan &plan,
                                           const SecretSource &secrets, const QString &like,
                                           const LookPatience &patience = {});

} // namespace batchdeck
