#pragma once

#include "operations/sqltable.h"

#include <QHash>

#include <memory>
#include <mutex>

namespace batchdeck {

// What the connections to one target have learnt of its tables.
class SqlCatalogue {
public:
    using Known = std::shared_ptr<const SqlTable>;

    Known find(const QString &schema, const QString &name) const
    {
        const std::lock_guard lock(m_mutex);
        return m_tables.value({schema, name});
    }
    Known keep(const QString &schema, const QString &name, SqlTable table)
    {
        auto known = std::make_shared<const SqlTable>(std::move(table));
        const std::lock_guard lock(m_mutex);
        m_tables.insert({schema, name}, known);
        return known;
    }
    // A table changed under us.
    void forget(const QString &schema, const QString &name)
    {
        const std::lock_guard lock(m_mutex);
        m_tables.remove({schema, name});
    }
    void clear()
    {
        const std::lock_guard lock(m_mutex);
        m_tables.clear();
        m_made.clear();
    }

    // Tables that this run has made, whose columns are as its records have them.
    void made(const QString &schema, const QString &name)
    {
        const std::lock_guard lock(m_mutex);
        ++m_made[{schema, name}];
    }
    void notMade(const QString &schema, const QString &name)
    {
        const std::lock_guard lock(m_mutex);
        --m_made[{schema, name}];
    }
    bool isMade(const QString &schema, const QString &name) const
    {
        const std::lock_guard lock(m_mutex);
        return m_made.value({schema, name}) > 0;
    }

private:
    using Name = QPair<QString, QString>;
    mutable std::mutex m_mutex;
    QHash<Name, Known> m_tables;
    QHash<Name, int> m_made; // by how many, of whom all but one found it there
};

} // namespace batchdeck
