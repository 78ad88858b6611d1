#include "operations/sqlpool.h"

#include "operations/sqllines.h"

namespace batchdeck {

SqlPool::SqlPool(Setup setup)
    : m_dialect(setup.dialect)
    , m_lines(std::make_shared<SqlLines>(std::move(setup)))
{
}

SqlPool::~SqlPool()
{
    m_lines->end();
}

void SqlPool::add(SqlTask task)
{
    m_lines->add(std::move(task));
}

int SqlPool::connections() const
{
    return m_lines->count();
}

} // namespace batchdeck
