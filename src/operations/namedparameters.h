#pragma once

#include "operations/sqldialect.h"

#include <QStringList>

namespace batchdeck {

// A statement whose values stand as :name, with the database's own places instead; the names in the
// order of their places. What is in a string, a quoted name or a comment is left as it is, and so is a cast.
struct NamedParameters {
    QString text;
    QStringList names;
};

NamedParameters namedParameters(const QString &statement, SqlDialect dialect);

} // namespace batchdeck
