#pragma once

#include "core/error.h"
#include "operations/sqldialect.h"
#include "operations/sqltable.h"

#include <QByteArrayView>

namespace batchdeck {

// What is bound for a JSON value in a column, or why it does not belong there. PostgreSQL takes every
// value as a text, which it reads by the column's own type: nothing is lost on the way.
Expected<QVariant> sqlValue(QByteArrayView json, const SqlColumn &column, SqlDialect dialect);

// A value whose column has no type, or that has none: the parameter of a statement.
Expected<QVariant> sqlParameter(QByteArrayView json, SqlDialect dialect, const QString &name);

// A column that could hold such a value, as a table that is made declares it.
QString columnTypeFor(QByteArrayView json, SqlDialect dialect);

// What a database answered, as JSON: numbers and booleans stay what they are.
QByteArray jsonOf(const QVariant &value);

} // namespace batchdeck
