#pragma once

#include "core/plan.h"

namespace batchdeck {

// What a connection leads to, as it was found when somebody asked.
struct ConnectionFinding {
    QString server; // "PostgreSQL 15.20"
    QString tls; // "TLSv1.3"; empty where the connection is not encrypted
    bool isFile = false; // nothing is said over a network
    qsizetype tables = 0;
    bool hasTable = false; // the one that was asked for
    QString likeTable; // else one that may have been meant
    QList<QStringList> keys; // of that table: the primary one first
    QStringList columns; // likewise, with their types
};

// Connects, looks and leaves; makes nothing. Blocks, and may wait for a keychain.
Expected<ConnectionFinding> testConnection(const Plan &plan, const QString &connection, const QString &schema = {},
                                           const QString &table = {});

} // namespace batchdeck
