#pragma once

#include "core/plan.h"
#include "session/batchfields.h"

#include <stop_token>

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
    QStringList key; // of that table, or else of the one that fits: the first that every row has whole
    QString fits; // where there is no such table: the one whose columns fit the rows best
    QStringList fitsAsWell; // then nobody but a person can tell which
    QStringList lacks; // columns of the rows that it has not
};

// Connects, looks and leaves; makes nothing. Blocks, and may wait for a keychain. The fields of a batch tell what
// would fit.
Expected<ConnectionFinding> testConnection(const Plan &plan, const QString &connection, const QString &schema = {},
                                           const QString &table = {}, const BatchFields &fields = {},
                                           const std::stop_token &stop = {});

} // namespace batchdeck
