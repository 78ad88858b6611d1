#pragma once

#include "core/plan.h"
#include "operations/effect.h"
#include "operations/sqldialect.h"

#include <chrono>
#include <optional>

namespace batchdeck {

// A connection of the plan: what it leads to.
struct SqlTarget {
    QString name; // in the plan
    SqlDialect dialect = SqlDialect::SQLite;
    QString database; // SQLite: the file
    bool create = false; // what is missing: SQLite's file, and tables
    int most = 16; // connections at once
    Effect effect = Effect::Kept;
    std::chrono::milliseconds patience{60'000}; // with others who write to a file; with a server to come back
    // Of a server that is being connected to, without what a keychain takes; libpq itself takes 15 s for each address,
    // where it can.
    std::chrono::milliseconds silence{20'000};
    // Of servers; what is not said of PostgreSQL is left to libpq: PGHOST, PGSERVICE, .pgpass and their like
    QString host;
    std::optional<int> port;
    QString user;
    std::optional<SecretReference> password;
    QString sslmode;
    QString sslrootcert;
    SecretSource secrets{};

    static Expected<SqlTarget> of(const PlannedConnection &connection, const Plan &plan);
    QString title() const; // "“wahs” (/data/wahs.db)"
    std::chrono::seconds patienceForSecret() const { return password ? password->patience() : std::chrono::seconds(0); }
};

} // namespace batchdeck
