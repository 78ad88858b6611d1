#include "operations/postgresconnection.h"

#include "core/nearest.h"
#include "operations/sqlerror.h"

#include <QSqlError>

#include <libpq-fe.h>

#include <chrono>
#include <memory>
#include <vector>

namespace batchdeck {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype mostPrepared = 64;

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

// As libpq reads it in a line of options.
QString option(const QString &name, QString value)
{
    value.replace(u'\\', u"\\\\"_s).replace(u'\'', u"\\'"_s);
    return name + u"='" + value + u'\'';
}

// What DATABASE_URL says, for a connection of which the plan says nothing. Its password is set apart: Qt's
// driver takes every semicolon of its options for a space.
QStringList optionsOfUrl(const QByteArray &url, QString &password)
{
    QStringList options;
    const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> all(PQconninfoParse(url.constData(), nullptr),
                                                                           &PQconninfoFree);
    for (const PQconninfoOption *each = all.get(); each && each->keyword; ++each) {
        if (each->val && qstrcmp(each->keyword, "password") == 0)
            password = QString::fromUtf8(each->val);
        else if (each->val)
            options += option(QString::fromUtf8(each->keyword), QString::fromUtf8(each->val));
    }
    return options;
}

// libpq has no code for why it was not let in, only the server's words; what they do not tell is taken for
// a matter of the network.
QString refusal(const QString &why)
{
    static const std::vector<std::pair<QString, QString>> words = {
        {u"authentication failed"_s, u"28P01"_s},
        {u"no password supplied"_s, u"28P01"_s},
        {u"pg_hba.conf"_s, u"28000"_s},
        {u"not permitted to log in"_s, u"28000"_s},
        {u"database \""_s, u"3D000"_s},
        {u"role \""_s, u"28000"_s},
        {u"permission denied"_s, u"42501"_s},
        {u"certificate"_s, u"08P01"_s},
        {u"SSL"_s, u"08P01"_s},
        {u"service file"_s, u"08P01"_s},
        {u"too many"_s, u"53300"_s},
        {u"connection slots"_s, u"53300"_s},
        {u"starting up"_s, u"57P03"_s},
        {u"shutting down"_s, u"57P03"_s},
    };
    for (const auto &[word, state] : words) {
        if (why.contains(word))
            return state;
    }
    return u"08001"_s;
}

} // namespace

PostgresConnection::PostgresConnection(const SqlTarget &target)
    : m_target(target)
{
}

PostgresConnection::~PostgresConnection()
{
    close();
}

void PostgresConnection::close()
{
    {
        const std::lock_guard lock(m_mutex);
        m_cancel.reset();
    }
    m_seen.clear();
    m_prepared.clear();
    m_handle = nullptr;
    m_connection.reset();
}

Expected<QString> PostgresConnection::password() const
{
    if (!m_target.password)
        return QString();
    if (!m_target.secrets)
        return Error{u"secret"_s, u"Nobody can tell the password of %1."_s.arg(m_target.title()), false};
    return m_target.secrets(*m_target.password);
}

// For Qt's driver, which puts them behind what it is told by name.
QString PostgresConnection::options(QString &password) const
{
    QStringList options;
    const bool saysNothing = m_target.host.isEmpty() && m_target.database.isEmpty() && m_target.user.isEmpty();
    if (const QByteArray url = qgetenv("DATABASE_URL");
        saysNothing && !url.isEmpty() && !qEnvironmentVariableIsSet("PGSERVICE"))
        options += optionsOfUrl(url, password);
    if (!m_target.sslmode.isEmpty())
        options += option(u"sslmode"_s, m_target.sslmode);
    if (!m_target.sslrootcert.isEmpty())
        options += option(u"sslrootcert"_s, m_target.sslrootcert);
    options += {option(u"application_name"_s, u"batchdeck"_s), option(u"connect_timeout"_s, u"15"_s)};
    return options.join(u' ');
}

// A server that went meanwhile left its last words to be read, and then its end.
bool PostgresConnection::answers()
{
    return m_handle && PQconsumeInput(m_handle) && PQconsumeInput(m_handle) && PQstatus(m_handle) == CONNECTION_OK;
}

Expected<void> PostgresConnection::open()
{
    if (answers())
        return {};
    close();
    auto secret = password();
    if (!secret)
        return secret.error();
    const QString more = options(*secret);
    m_connection.emplace(u"QPSQL"_s);
    QSqlDatabase &database = m_connection->database();
    if (!database.isValid()) {
        close();
        return Error{u"sql.driver"_s, u"Qt has no driver for PostgreSQL here: install libqt6sql6-psql."_s, false};
    }
    database.setHostName(m_target.host);
    database.setDatabaseName(m_target.database);
    database.setUserName(m_target.user);
    database.setPassword(*secret);
    if (m_target.port)
        database.setPort(*m_target.port);
    database.setConnectOptions(more);
    database.open();
    m_handle = m_connection->handle<PGconn>("PGconn*");
    if (!m_handle)
        m_handle = m_connection->handle<PGconn>("pg_conn*"); // as newer compilers name it
    if (!m_handle || PQstatus(m_handle) != CONNECTION_OK) {
        const QString why = database.lastError().databaseText().trimmed();
        close();
        return sqlError(refusal(why), why, m_target.title());
    }
    PQsetNoticeProcessor(
        m_handle, [](void *, const char *) {}, nullptr); // not to the terminal
    const std::lock_guard lock(m_mutex);
    m_cancel = std::shared_ptr<PGcancel>(PQgetCancel(m_handle), &PQfreeCancel);
    return {};
}

bool PostgresConnection::isLost() const
{
    return !m_handle || PQstatus(m_handle) != CONNECTION_OK;
}

bool PostgresConnection::isInTransaction() const
{
    return m_handle && PQtransactionStatus(m_handle) != PQTRANS_IDLE;
}

Expected<QString> PostgresConnection::commitStatus(const QString &transaction)
{
    constexpr int mostLooks = 40;
    const QString inProgress = u"in progress"_s;
    QString status = inProgress;
    for (int look = 0; look < mostLooks && status == inProgress; ++look) {
        if (look > 0) {
            if (auto waited = run(u"select pg_sleep(0.05)"_s); !waited)
                return waited.error();
        }
        const auto found = execute({u"select coalesce(txid_status($1::bigint), 'unknown')"_s, {transaction}}, 1);
        if (!found)
            return found.error();
        status = found->rows[0][0].toString();
    }
    return status;
}

QString PostgresConnection::tls() const
{
    return m_handle && PQsslInUse(m_handle) ? QString::fromUtf8(PQsslAttribute(m_handle, "protocol")) : QString();
}

bool PostgresConnection::beginWork()
{
    const std::lock_guard lock(m_mutex);
    m_works = true;
    return !m_stopTest || !m_stopTest();
}

void PostgresConnection::endWork()
{
    {
        const std::lock_guard lock(m_mutex);
        m_works = false;
    }
    m_ended.notify_all();
}

void PostgresConnection::cancel()
{
    constexpr auto patience = std::chrono::milliseconds(200);
    std::unique_lock lock(m_mutex);
    while (m_works && m_cancel) {
        const std::shared_ptr<PGcancel> cancel = m_cancel; // the connection may be closed meanwhile
        lock.unlock();
        char why[256];
        PQcancel(cancel.get(), why, sizeof why);
        lock.lock();
        m_ended.wait_for(lock, patience, [this] { return !m_works; });
    }
}

Error PostgresConnection::failure(const PGresult *result) const
{
    QString state = field(result, PG_DIAG_SQLSTATE);
    QString message = field(result, PG_DIAG_MESSAGE_PRIMARY);
    if (state.isEmpty()) {
        state = u"08006"_s;
        message = QString::fromUtf8(PQerrorMessage(m_handle)).trimmed();
    }
    if (const QString detail = field(result, PG_DIAG_MESSAGE_DETAIL); !detail.isEmpty())
        message += u" "_s + detail;
    if (const QString constraint = field(result, PG_DIAG_CONSTRAINT_NAME);
        !constraint.isEmpty() && !message.contains(constraint))
        message += u" (constraint %1)"_s.arg(constraint);
    if (const QString hint = field(result, PG_DIAG_MESSAGE_HINT); !hint.isEmpty())
        message += u" "_s + hint;
    return sqlError(state, message, m_target.title());
}

PGresult *PostgresConnection::send(const SqlStatement &statement)
{
    const auto count = static_cast<int>(statement.values.size());
    std::vector<QByteArray> texts;
    std::vector<const char *> values;
    texts.reserve(static_cast<std::size_t>(count));
    for (const QVariant &value : statement.values) {
        texts.push_back(value.toString().toUtf8());
        values.push_back(value.isNull() ? nullptr : texts.back().constData());
    }
    const QByteArray text = statement.text.toUtf8();
    auto known = m_prepared.constFind(statement.text);
    if (known == m_prepared.constEnd() && m_seen.contains(statement.text) && m_prepared.size() < mostPrepared) {
        const QByteArray name = "batchdeck_" + QByteArray::number(++m_named);
        PGresult *const result = PQprepare(m_handle, name, text, count, nullptr);
        if (PQresultStatus(result) != PGRES_COMMAND_OK)
            return result;
        PQclear(result);
        known = m_prepared.insert(statement.text, name);
    }
    if (known != m_prepared.constEnd())
        return PQexecPrepared(m_handle, *known, count, values.data(), nullptr, nullptr, 0);
    if (m_seen.size() < 10 * mostPrepared)
        m_seen.insert(statement.text);
    return PQexecParams(m_handle, text, count, nullptr, values.data(), nullptr, nullptr, 0);
}

Expected<std::shared_ptr<PGresult>> PostgresConnection::answered(const Send &send)
{
    if (!m_handle)
        return sqlError(u"08003"_s, u"It is not connected."_s, m_target.title());
    const bool goesOn = beginWork();
    const std::shared_ptr<PGresult> result(goesOn ? send() : nullptr, &PQclear);
    endWork();
    if (!goesOn)
        return Error{u"sql.57014"_s, u"It was stopped before it was sent."_s, false};
    const ExecStatusType status = PQresultStatus(result.get());
    if (status == PGRES_COPY_IN || status == PGRES_COPY_OUT || status == PGRES_COPY_BOTH) {
        close(); // it would wait for what nobody sends, and does nothing when it is left
        return Error{u"sql.0A000"_s, u"A statement cannot be one that copies from or to its client."_s, false};
    }
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
        return failure(result.get());
    return result;
}

Expected<void> PostgresConnection::run(const QString &text)
{
    const auto result = answered([&] { return PQexec(m_handle, text.toUtf8().constData()); });
    return result ? Expected<void>() : Expected<void>(result.error());
}

Expected<SqlResult> PostgresConnection::execute(const SqlStatement &statement, qsizetype mostRows)
{
    if (statement.text.contains(QChar(u'\0'))) // where libpq would end it
        return sqlError(u"42601"_s, u"There is a NUL character in the statement."_s, m_target.title());
    const auto answer = answered([&] { return send(statement); });
    if (!answer) {
        m_prepared.remove(statement.text); // it may be of a table that has changed
        m_seen.remove(statement.text);
        return answer.error();
    }
    PGresult *const result = answer->get();
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

// ---- The catalogue

Expected<QStringList> PostgresConnection::tables()
{
    const auto found = execute({u"select relname from pg_class where relkind in ('r', 'p', 'v', 'f') "
                                "and pg_table_is_visible(oid) and relnamespace <> 'pg_catalog'::regnamespace"_s,
                                {}},
                               100'000);
    if (!found)
        return found.error();
    QStringList names;
    for (const QVariantList &row : found->rows)
        names += row[0].toString();
    return names;
}

Expected<std::optional<SqlTable>> PostgresConnection::table(const QString &schema, const QString &name)
{
    constexpr qsizetype all = 100'000;
    const auto known = execute({u"select c.oid::text, n.nspname, c.relname, c.relkind = 'p' from pg_class c "
                                "join pg_namespace n on n.oid = c.relnamespace where c.relname = $1 "
                                "and c.relkind in ('r', 'p', 'v', 'f') and "
                                "case when $2 = '' then pg_table_is_visible(c.oid) else n.nspname = $2 end"_s,
                                {name, schema.isNull() ? u""_s : schema}},
                               1);
    if (!known)
        return known.error();
    if (known->rows.empty())
        return std::optional<SqlTable>();
    const QString oid = known->rows[0][0].toString();
    SqlTable table{known->rows[0][1].toString(), known->rows[0][2].toString(), {}, {}, known->rows[0][3].toBool()};

    const auto columns = execute(
        {u"select a.attname, format_type(a.atttypid, a.atttypmod), coalesce(b.typname, t.typname), a.attnotnull, "
         "a.atthasdef or a.attidentity <> '' from pg_attribute a join pg_type t on t.oid = a.atttypid "
         "left join pg_type b on b.oid = nullif(t.typbasetype, 0) "
         "where a.attrelid = $1::oid and a.attnum > 0 and not a.attisdropped order by a.attnum"_s,
         {oid}},
        all);
    if (!columns)
        return columns.error();
    for (const QVariantList &row : columns->rows) {
        const QString type = row[2].toString();
        table.columns.push_back({row[0].toString(), row[1].toString(), postgresType(type), postgresBits(type),
                                 row[3].toBool(), row[4].toBool()});
    }
    const auto keys = execute(
        {u"select i.indexrelid::text, a.attname from pg_index i "
         "cross join lateral unnest(i.indkey::int2[]) with ordinality k(att, n) "
         "join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.att "
         "where i.indrelid = $1::oid and i.indisunique and i.indisvalid and i.indimmediate and i.indpred is null "
         "and i.indexprs is null and k.n <= i.indnkeyatts order by i.indisprimary desc, i.indexrelid, k.n"_s,
         {oid}},
        all);
    if (!keys)
        return keys.error();
    QString last;
    for (const QVariantList &row : keys->rows) {
        if (row[0].toString() != last)
            table.keys.emplace_back();
        last = row[0].toString();
        table.keys.back() += row[1].toString();
    }
    return std::optional<SqlTable>(std::move(table));
}

} // namespace batchdeck
