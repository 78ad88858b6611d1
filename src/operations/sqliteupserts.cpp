#include "operations/sqliteupserts.h"

#include "core/nearest.h"
#include "operations/sqlerror.h"

namespace batchdeck {

using namespace Qt::StringLiterals;

SqliteUpserts::SqliteUpserts(SqliteConnection &connection, const SqlTarget &target)
    : m_connection(connection)
    , m_target(target)
{
}

Expected<Upsert> SqliteUpserts::statements(const UpsertRequest &request, const Attempt &attempt)
{
    const auto build = [&](const Expected<SqlCatalogue::Known> &table) -> Expected<Upsert> {
        return table ? buildUpsert(request, **table, SqlDialect::SQLite, {&m_texts, attempt.stopToken()})
                     : Expected<Upsert>(table.error());
    };
    const QString name = request.sqliteTable();
    const auto known = m_catalogue.find({}, name);
    auto built = build(known ? Expected(known) : table(request, name));
    if (built || built.error().kind == u"sql.57014" || !(known || built.error().kind == u"sql.42703"))
        return built;
    forget(request);
    return build(table(request, name));
}

Expected<UpsertCounts> SqliteUpserts::write(const Upsert &upsert, const Attempt &attempt)
{
    UpsertCounts counts = upsert.counts;
    for (const UpsertStep &step : upsert.steps) {
        if (attempt.stopRequested())
            return Error{u"sql.57014"_s, u"It was stopped between two statements."_s, false};
        const auto there = step.exists ? m_connection.finds(*step.exists) : Expected<bool>(false);
        if (!there)
            return there.error();
        const bool isUpdate = *there && step.update;
        if (isUpdate && step.update->text.isEmpty()) {
            ++counts.ignored;
            continue;
        }
        const auto done = m_connection.change(isUpdate ? *step.update : step.write);
        if (!done) {
            Error error = done.error();
            if (upsert.steps.size() > 1)
                error.message = u"Row %1: "_s.arg(step.firstRow) + error.message;
            return error;
        }
        const bool isInserted = !step.mayUpdate || (step.exists ? !*there : done->inserted);
        ++(done->rows == 0 ? counts.ignored : isInserted ? counts.inserted : counts.updated);
    }
    return counts;
}

void SqliteUpserts::forget(const UpsertRequest &request)
{
    m_catalogue.forget({}, request.sqliteTable());
    m_texts = {};
}

void SqliteUpserts::forgetAll()
{
    m_catalogue.clear();
    m_texts = {};
}

Expected<SqlCatalogue::Known> SqliteUpserts::read(const QString &name)
{
    m_texts = {};
    auto table = m_connection.table(name);
    if (!table)
        return table.error();
    return *table ? m_catalogue.keep({}, name, **std::move(table)) : nullptr;
}

Expected<SqlCatalogue::Known> SqliteUpserts::table(const UpsertRequest &request, const QString &name)
{
    auto found = read(name);
    if (!found)
        return found.error();
    std::vector<SqlStatement> changes;
    if (!*found) {
        if (!m_target.create || name.startsWith(u"sqlite_", Qt::CaseInsensitive)) {
            const auto tables = m_connection.tables();
            return sqlError(u"42P01"_s,
                            u"There is no table “%1”. %2"_s.arg(name, tables ? nearestHint(name, *tables) : QString()),
                            m_target.title());
        }
        auto make = createTable(request, {u"main"_s, name, {}, {}, false}, SqlDialect::SQLite);
        if (!make)
            return make.error();
        changes.push_back(*std::move(make));
        m_catalogue.made({}, name);
    } else if (m_catalogue.isMade({}, name)) {
        auto added = addColumns(request, **found, SqlDialect::SQLite);
        if (!added)
            return added.error();
        changes = *std::move(added);
    }
    for (const SqlStatement &change : changes) {
        if (auto done = m_connection.execute(change); !done)
            return done.error();
    }
    return changes.empty() ? found : read(name);
}

} // namespace batchdeck
