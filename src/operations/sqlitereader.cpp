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
    m_holdsUpNobody = m_connection.hasLog();
    return {};
}

bool SqliteReader::mayRun(const StatementRequest &request)
{
    if (!m_holdsUpNobody)
        return false;
    const auto reads = m_connection.onlyReads(request.statement);
    return reads && *reads; // what cannot be, the writer tells: it may be making the table just now
}

void SqliteReader::run(SqlTasks tasks)
{
    for (const auto &task : tasks) {
        const auto &request = std::get<StatementRequest>(task->request);
        if (!task->isMarked && mayRun(request))
            task->attempt.finish(runStatement(m_connection, request, *task->attempt, false));
        else
            m_writer.add(std::move(*task));
    }
}

} // namespace batchdeck
