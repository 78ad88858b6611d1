#include "operations/sqlitereader.h"

#include "operations/sqlitestatement.h"

namespace batchdeck {

using namespace Qt::StringLiterals;

SqliteReader::SqliteReader(const SqlTarget &target, SqlPool &writer)
    : m_connection(target)
    , m_writer(writer)
{
}

Expected<void> SqliteReader::connect()
{
    if (auto opened = m_connection.open(); !opened)
        return opened;
    const auto mode = m_connection.execute({u"pragma journal_mode"_s, {}}, 1);
    if (!mode)
        return mode.error();
    m_holdsUpNobody = mode->rows.size() == 1 && mode->rows[0][0].toString() == u"wal";
    return {};
}

bool SqliteReader::mayRun(const StatementRequest &request)
{
    if (!m_holdsUpNobody)
        return false;
    const auto reads = m_connection.onlyReads(request.statement);
    return reads && *reads; // what cannot be, the writer tells: it may be making the table just now
}

void SqliteReader::run(std::vector<SqlTask> tasks)
{
    for (SqlTask &task : tasks) {
        const auto &request = std::get<StatementRequest>(task.request);
        if (!task.isMarked && mayRun(request))
            task.attempt.finish(runStatement(m_connection, request, *task.attempt, false));
        else
            m_writer.add(std::move(task));
    }
}

} // namespace batchdeck
