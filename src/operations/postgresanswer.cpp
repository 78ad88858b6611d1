#include "operations/postgresanswer.h"

#include "operations/sqlerror.h"

#include <libpq-fe.h>

namespace batchdeck {

namespace {

using namespace Qt::StringLiterals;

// What a column's number says of its type, where JSON has one for it.
QVariant valueOf(const PGresult *result, int row, int column)
{
    constexpr Oid boolean = 16;
    constexpr Oid int8 = 20;
    constexpr Oid int2 = 21;
    constexpr Oid int4 = 23;
    if (PQgetisnull(result, row, column))
        return {};
    const QByteArrayView text(PQgetvalue(result, row, column), PQgetlength(result, row, column));
    switch (PQftype(result, column)) {
    case boolean:
        return text == "t";
    case int2:
    case int4:
    case int8:
        return text.toLongLong();
    default:
        return QString::fromUtf8(text);
    }
}

SqlResult::Form formOf(Oid type)
{
    switch (type) {
    case 700: // float4, float8, numeric
    case 701:
    case 1700:
        return SqlResult::Form::Number;
    case 114: // json, jsonb
    case 3802:
        return SqlResult::Form::Json;
    default:
        return SqlResult::Form::Value;
    }
}

QString field(const PGresult *result, int code)
{
    return QString::fromUtf8(PQresultErrorField(result, code));
}

} // namespace

SqlResult postgresResult(PGresult *result, qsizetype mostRows)
{
    SqlResult found;
    found.affected = QByteArrayView(PQcmdTuples(result)).toLongLong();
    const int columns = PQnfields(result);
    for (int column = 0; column < columns; ++column) {
        found.columns += QString::fromUtf8(PQfname(result, column));
        found.forms.push_back(formOf(PQftype(result, column)));
    }
    const int rows = PQntuples(result);
    found.isCut = rows > mostRows;
    for (int row = 0; row < qMin<qsizetype>(rows, mostRows); ++row) {
        QVariantList &values = found.rows.emplace_back();
        for (int column = 0; column < columns; ++column)
            values += valueOf(result, row, column);
    }
    return found;
}

QString wordsOfLibpq(const QString &lines)
{
    return sentences(lines.split(u'\n')).simplified();
}

Error postgresError(const PGresult *result, const QString &lost, const QString &where)
{
    QString state = field(result, PG_DIAG_SQLSTATE);
    QString message = field(result, PG_DIAG_MESSAGE_PRIMARY);
    if (state.isEmpty()) {
        state = u"08006"_s;
        message = lost.isEmpty() ? u"The connection was lost."_s : wordsOfLibpq(lost);
    }
    if (const QString constraint = field(result, PG_DIAG_CONSTRAINT_NAME);
        !constraint.isEmpty() && !message.contains(constraint))
        message += u" (constraint %1)"_s.arg(constraint);
    const QStringList all{message, field(result, PG_DIAG_MESSAGE_DETAIL), field(result, PG_DIAG_MESSAGE_HINT)};
    return sqlError(state, sentences(all), where);
}

} // namespace batchdeck
