#include "operations/sqlmark.h"

namespace batchdeck {

namespace {

using namespace Qt::StringLiterals;

QVariant number(qint64 number, SqlDialect dialect)
{
    return dialect == SqlDialect::SQLite ? QVariant(number) : QVariant(QString::number(number));
}

} // namespace

SqlMark SqlMark::of(const Attempt &attempt)
{
    return {attempt.runId(), attempt.record().row(), attempt.number()};
}

SqlStatement SqlMark::keep(const QByteArray &result, SqlDialect dialect) const
{
    const bool isLite = dialect == SqlDialect::SQLite;
    static const QString text = u"insert into batchdeck_marks (run, \"row\", attempt, result) values "_s;
    static const QString lite = text + u"(?, ?, ?, ?)"_s;
    static const QString postgres = text + u"($1, $2, $3, $4) returning txid_current()::text"_s;
    return {isLite ? lite : postgres, {run, number(row, dialect), number(attempt, dialect), QString::fromUtf8(result)}};
}

SqlStatement SqlMark::find(SqlDialect dialect) const
{
    const bool isLite = dialect == SqlDialect::SQLite;
    return {
        u"select result from batchdeck_marks where "_s
            + (isLite ? u"run = ? and \"row\" = ? and attempt = ?"_s : u"run = $1 and \"row\" = $2 and attempt = $3"_s),
        {run, number(row, dialect), number(attempt, dialect)}};
}

QString makeMarksTable(SqlDialect dialect)
{
    const QString text = u"create table if not exists batchdeck_marks (run text not null, \"row\" bigint not null, "
                         "attempt integer not null, result text, at "_s;
    const QString key = u" primary key (run, \"row\", attempt))"_s;
    if (dialect == SqlDialect::SQLite)
        return text + u"text not null default current_timestamp,"_s + key + u" without rowid"_s;
    return text + u"timestamptz not null default now(),"_s + key;
}

} // namespace batchdeck
