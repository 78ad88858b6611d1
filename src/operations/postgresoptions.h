#pragma once

#include "core/error.h"
#include "operations/sqltarget.h"

namespace batchdeck {

// What Qt's driver hands to libpq behind what it is told by name. Where DATABASE_URL counts and has a password,
// that one is told.
Expected<QString> postgresOptions(const SqlTarget &target, QString &password);

// What the plan leaves to the environment of what decides where a name without a schema leads. Nothing secret.
QStringList postgresDefaults(const SqlTarget &target);

bool isPostgresUrl(const QByteArray &url); // and not that of another database

// The SQLSTATE of why libpq was not let in, which it has only the server's words for.
QString refusal(const QString &why);
bool isOfCertificates(const QString &why); // nobody knows the server's

} // namespace batchdeck
