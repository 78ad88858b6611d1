#include "operations/sqliterehearsal.h"

#include "core/thrown.h"
#include "operations/sqlerror.h"
#include "operations/sqlitestatement.h"

namespace batchdeck {

using namespace Qt::StringLiterals;

SqliteRehearsal::SqliteRehearsal(const SqlTarget &target)
    : m_connection(target)
    , m_upserts(m_connection, target)
{
}

void SqliteRehearsal::run(SqlTasks tasks)
{
    for (const auto &task : tasks) {
        Outcome outcome;
        try {
            outcome = perform(*task);
        } catch (...) {
            outcome = Outcome::failed(thrownError());
        }
        m_connection.heed({});
        m_upserts.forgetAll(); // tables that it made are gone again
        if (m_connection.isInTransaction() && !m_connection.run("rollback"))
            m_connection.close();
        task->attempt.finish(std::move(outcome));
    }
}

Outcome SqliteRehearsal::perform(const SqlTask &task)
{
    const Attempt &attempt = *task.attempt;
    if (attempt.stopRequested())
        return Outcome::stopped();
    m_connection.heed({&attempt});
    const auto result = std::visit([&](const auto &request) { return perform(request, attempt); }, task.request);
    if (!result)
        return outcomeOfSqlite(result.error(), attempt);
    if (!m_connection.isInTransaction())
        return Outcome::failed(endsItsTransaction());
    if (m_connection.hasBrokenReferences())
        return Outcome::failed(sqlError(u"23503"_s, u"A foreign key names a row that is missing at the commit."_s));
    return Outcome::done(markedUndone(*result));
}

Expected<QByteArray> SqliteRehearsal::perform(const UpsertRequest &request, const Attempt &attempt)
{
    if (auto begun = m_connection.run("begin immediate"); !begun)
        return begun.error();
    const auto upsert = m_upserts.statements(request, attempt);
    if (!upsert)
        return upsert.error();
    const auto counts = m_upserts.write(*upsert, attempt);
    return counts ? Expected<QByteArray>(counts->json()) : counts.error();
}

Expected<QByteArray> SqliteRehearsal::perform(const StatementRequest &request, const Attempt &)
{
    if (auto begun = m_connection.run("begin"); !begun)
        return begun.error();
    const auto result = m_connection.execute(request.statement, request.mostRows);
    return result ? Expected<QByteArray>(result->json()) : result.error();
}

} // namespace batchdeck
