#include "operations/postgresconnection.h"

#include "operations/postgresanswer.h"
#include "operations/postgresoptions.h"
#include "operations/sqlerror.h"

#include <QSqlError>

#include <libpq-fe.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <vector>

namespace batchdeck {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype mostPrepared = 64;
constexpr const char *rowCommands[] = {"SELECT", "INSERT", "UPDATE", "DELETE", "MERGE"};

bool isCopy(ExecStatusType status)
{
    return status == PGRES_COPY_IN || status == PGRES_COPY_OUT || status == PGRES_COPY_BOTH;
}

// By what the server calls it when it is done: "INSERT 0 1".
bool isOfRows(QByteArrayView command)
{
    return std::any_of(std::begin(rowCommands), std::end(rowCommands),
                       [&](const char *one) { return command.startsWith(one); });
}

// As libpq takes them.
class Values {
    Q_DISABLE_COPY_MOVE(Values)

public:
    explicit Values(const SqlStatement &statement)
    {
        m_texts.reserve(static_cast<std::size_t>(statement.values.size()));
        m_values.reserve(static_cast<std::size_t>(statement.values.size()));
        for (const QVariant &value : statement.values) {
            m_texts.push_back(value.toString().toUtf8());
            m_values.push_back(value.isNull() ? nullptr : m_texts.back().constData());
        }
    }

    int count() const { return static_cast<int>(m_values.size()); }
    const char *const *data() const { return m_values.data(); }

private:
    std::vector<QByteArray> m_texts;
    std::vector<const char *> m_values;
};

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
    m_session.reset();
    m_last = {};
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
    const auto more = postgresOptions(m_target, *secret);
    if (!more)
        return more.error();
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
    database.setConnectOptions(*more);
    database.open();
    m_handle = m_connection->handle<PGconn>("PGconn*");
    if (!m_handle)
        m_handle = m_connection->handle<PGconn>("pg_conn*"); // as newer compilers name it
    if (!m_handle || PQstatus(m_handle) != CONNECTION_OK) {
        QString why = wordsOfLibpq(database.lastError().databaseText());
        if (why.isEmpty()) // it was let in, and lost then
            why = m_handle ? wordsOfLibpq(QString::fromUtf8(PQerrorMessage(m_handle))) : u"The connection was lost."_s;
        if (isOfCertificates(why))
            why = sentences({why, u"The plan's sslrootcert says which certificates the server is checked by."_s});
        close();
        return sqlError(refusal(why), why, m_target.title());
    }
    PQsetNoticeProcessor(
        m_handle, [](void *, const char *) {}, nullptr); // not to the terminal
    {
        const std::lock_guard lock(m_mutex);
        m_cancel = std::shared_ptr<PGcancel>(PQgetCancel(m_handle), &PQfreeCancel);
    }
    if (auto noted = noteSession(); !noted && isLost()) {
        close();
        return noted;
    }
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

QString PostgresConnection::server() const
{
    const char *version = m_handle ? PQparameterStatus(m_handle, "server_version") : nullptr;
    return u"PostgreSQL "_s + QString::fromUtf8(version).section(u' ', 0, 0);
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
    return postgresError(result, QString::fromUtf8(PQerrorMessage(m_handle)), m_target.title());
}

// What comes again is prepared; null where it is not yet.
Expected<const QByteArray *> PostgresConnection::prepared(const SqlStatement &statement)
{
    const QString &text = statement.text;
    if (!m_last.first.isEmpty() && text.constData() == m_last.first.constData() && text.size() == m_last.first.size())
        return &m_last.second; // the very same: no need to compare it
    auto known = m_prepared.constFind(text);
    if (known == m_prepared.constEnd()) {
        if (!m_seen.contains(text) || m_prepared.size() >= mostPrepared) {
            if (m_seen.size() < 10 * mostPrepared)
                m_seen.insert(text);
            return nullptr;
        }
        const QByteArray name = "batchdeck_" + QByteArray::number(++m_named);
        const auto count = static_cast<int>(statement.values.size());
        const auto done = answered([&] { return PQprepare(m_handle, name, text.toUtf8(), count, nullptr); });
        if (!done)
            return done.error();
        known = m_prepared.insert(text, name);
    }
    m_last = {text, *known};
    return &m_last.second;
}

PGresult *PostgresConnection::send(const SqlStatement &statement, const QByteArray *name)
{
    const Values values(statement);
    if (name)
        return PQexecPrepared(m_handle, *name, values.count(), values.data(), nullptr, nullptr, 0);
    return PQexecParams(m_handle, statement.text.toUtf8(), values.count(), nullptr, values.data(), nullptr, nullptr, 0);
}

// The last of what it answers is how it ended, as send() has it.
PGresult *PostgresConnection::sendByRow(const SqlStatement &statement, const QByteArray *name, qsizetype mostRows,
                                        SqlResult &rows)
{
    const Values values(statement);
    const int sent = name ? PQsendQueryPrepared(m_handle, *name, values.count(), values.data(), nullptr, nullptr, 0)
                          : PQsendQueryParams(m_handle, statement.text.toUtf8(), values.count(), nullptr, values.data(),
                                              nullptr, nullptr, 0);
    if (!sent)
        return nullptr;
    PQsetSingleRowMode(m_handle);
    PGresult *last = nullptr;
    while (PGresult *next = PQgetResult(m_handle)) {
        PQclear(std::exchange(last, next));
        const ExecStatusType status = PQresultStatus(next);
        if (isCopy(status))
            break;
        if (status != PGRES_SINGLE_TUPLE)
            continue;
        if (static_cast<qsizetype>(rows.rows.size()) < mostRows)
            rows.rows.push_back(postgresResult(next, 1).rows.front());
        else
            rows.isCut = true;
    }
    return last;
}

void PostgresConnection::forget(const QString &text)
{
    m_prepared.remove(text);
    m_seen.remove(text);
    m_last = {};
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
    if (isCopy(status)) {
        close(); // it would wait for what nobody sends, and does nothing when it is left
        return Error{u"sql.0A000"_s, u"A statement cannot be one that copies from or to its client."_s, false};
    }
    if (status == PGRES_EMPTY_QUERY)
        return sqlError(u"42601"_s, u"There is no statement."_s, m_target.title());
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK)
        return result;
    m_failedWithin = PQresultErrorField(result.get(), PG_DIAG_CONTEXT);
    return failure(result.get());
}

Expected<void> PostgresConnection::run(const QString &text)
{
    const auto result = answered([&] { return PQexec(m_handle, text.toUtf8().constData()); });
    return result ? Expected<void>() : Expected<void>(result.error());
}

Expected<std::shared_ptr<PGresult>> PostgresConnection::asked(const SqlStatement &statement, const Ask &ask)
{
    if (statement.text.contains(QChar(u'\0'))) // where libpq would end it
        return sqlError(u"42601"_s, u"There is a NUL character in the statement."_s, m_target.title());
    m_hadStalePlan = false;
    const auto name = prepared(statement);
    auto answer = name ? answered([&] { return ask(*name); }) : name.error();
    if (answer)
        return answer;
    const bool wasPrepared = name && *name;
    forget(statement.text); // it may be of a table that has changed
    const QString &kind = answer.error().kind;
    m_hadStalePlan = wasPrepared && m_handle && !m_failedWithin && (kind == u"sql.0A000" || kind == u"sql.26000");
    return answer;
}

Expected<SqlResult> PostgresConnection::execute(const SqlStatement &statement, qsizetype mostRows)
{
    const auto answer = asked(statement, [&](const QByteArray *name) { return send(statement, name); });
    return answer ? Expected<SqlResult>(postgresResult(answer->get(), mostRows)) : answer.error();
}

Expected<SqlResult> PostgresConnection::query(const SqlStatement &statement, qsizetype mostRows)
{
    SqlResult rows;
    m_onlyRows = false;
    const auto answer =
        asked(statement, [&](const QByteArray *name) { return sendByRow(statement, name, mostRows, rows); });
    if (!answer)
        return answer.error();
    m_onlyRows = isOfRows(PQcmdStatus(answer->get()));
    SqlResult result = postgresResult(answer->get(), 0); // its columns
    result.rows = std::move(rows.rows);
    result.isCut = rows.isCut;
    return result;
}

// Before anything else is done in it, a trigger's doings included.
Expected<void> PostgresConnection::noteSession()
{
    const auto settings = execute({u"select 'select ' || string_agg(format('set_config(%L, %L, false)', name, "
                                   "current_setting(name)), ', ') from pg_settings where source = 'session'"_s,
                                   {}},
                                  1);
    if (!settings)
        return settings.error();
    m_session = settings->rows[0][0].toString();
    return {};
}

Expected<void> PostgresConnection::resetSession()
{
    if (!m_session) { // nobody knows how it was: whoever is next opens another
        close();
        return {};
    }
    // All that "discard all" does, but our own prepared statements stay.
    const QString keepsThose = u"close all; set session authorization default; reset all; unlisten *; "
                               "select pg_advisory_unlock_all(); discard temp; discard sequences; "_s;
    if (m_onlyRows)
        return run(keepsThose + *m_session);
    m_prepared.clear();
    m_last = {};
    auto reset = run(u"discard all"_s);
    return reset && !m_session->isEmpty() ? run(*m_session) : reset;
}

} // namespace batchdeck
