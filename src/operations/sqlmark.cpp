#include "operations/sqlmark.h"

namespace batchdeck {

namespace {

using namespace Qt::StringLiterals;

QVariant number(qint64 number, SqlDialect dialect)
{
    return dialect == SqlDialect::PostgreSQL ? QVariant(QString::number(number)) : QVariant(number);
}

} // namespace

SqlMark SqlMark::of(const Attempt &attempt)
{
    return {attempt.runId(), attempt.record().row(), attempt.number()};
}

SqlStatement SqlMark::keep(const QByteArray &result, SqlDialect dialect) const
{
    static const auto textFor = [](SqlDialect d) {
        return u"insert into batchdeck_marks (run, %1, attempt, result) values (%2, %3, %4, %5)"_s.arg(
            quotedIdentifier(u"row", d), placeholder(d, 1), placeholder(d, 2), placeholder(d, 3), placeholder(d, 4));
    };
    static const QString lite = textFor(SqlDialect::SQLite);
    static const QString postgres = textFor(SqlDialect::PostgreSQL) + u" returning txid_current()::text"_s;
    static const QString maria = textFor(SqlDialect::MariaDB);
    const QString &text = dialect == SqlDialect::SQLite ? lite : dialect == SqlDialect::PostgreSQL ? postgres : maria;
    return {text, {run, number(row, dialect), number(attempt, dialect), QString::fromUtf8(result)}};
}

SqlStatement SqlMark::find(SqlDialect dialect) const
{
    return {u"select result from batchdeck_marks where run = %1 and %2 = %3 and attempt = %4"_s.arg(
                placeholder(dialect, 1), quotedIdentifier(u"row", dialect), placeholder(dialect, 2),
                placeholder(dialect, 3)),
            {run, number(row, dialect), number(attempt, dialect)}};
}

QString makeMarksTable(SqlDialect dialect)
{
    if (dialect == SqlDialect::MariaDB) // whose keys have a length
        return u"create table if not exists batchdeck_marks (run varchar(64) not null, `row` bigint not null, "
               "attempt integer not null, result longtext, at timestamp not null default current_timestamp, "
               "primary key (run, `row`, attempt)) engine = InnoDB"_s;
    const QString text = u"create table if not exists batchdeck_marks (run text not null, \"row\" bigint not null, "
                         "attempt integer not null, result text, at "_s;
    const QString key = u" primary key (run, \"row\", attempt))"_s;
    if (dialect == SqlDialect::SQLite)
        return text + u"text not null default current_timestamp,"_s + key + u" without rowid"_s;
    return text + u"timestamptz not null default now(),"_s + key;
}

} // namespace batchdeck
