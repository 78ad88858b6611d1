#include "operations/postgresupserts.h"

#include "core/nearest.h"
#include "operations/sqlerror.h"

#include <algorithm>

namespace batchdeck {

namespace {

using namespace Qt::StringLiterals;

// Somebody else has made the same just now, which the server's catalogue does not wait for.
bool isMadeByAnother(const Error &error)
{
    return error.kind == u"sql.23505" || error.kind == u"sql.42P07" || error.kind == u"sql.42710";
}

// A value or a row that it does not take, however often it is written.
bool isOfARow(const Error &error)
{
    return error.kind.startsWith(u"sql.22") || error.kind.startsWith(u"sql.23");
}

bool hasMany(const Upsert &upsert)
{
    return std::any_of(upsert.steps.begin(), upsert.steps.end(), [](const UpsertStep &step) { return step.rows > 1; });
}

// What a row that was written tells of its key, behind whether it is a new one; empty where it tells nothing.
QString keyOf(const QStringList &columns, const QVariantList &row)
{
    QString key;
    for (qsizetype at = 1; at < row.size(); ++at) {
        for (const QString &text : {columns[at], row[at].toString()})
            key += QString::number(text.size()) + u':' + text;
    }
    return key;
}

} // namespace

PostgresUpserts::PostgresUpserts(PostgresConnection &connection, const SqlTarget &target,
                                 std::shared_ptr<SqlCatalogue> catalogue)
    : m_connection(connection)
    , m_target(target)
    , m_catalogue(std::move(catalogue))
{
}

// What does not fit the table as it was known may fit it as it is by now.
Expected<Upsert> PostgresUpserts::statements(const UpsertRequest &request, const std::stop_token &stop, const Way &way)
{
    const auto build = [&](bool isFresh) -> Expected<Upsert> {
        const auto table = this->table(request, isFresh);
        if (!table)
            return table.error();
        if (m_textsOf != *table) {
            m_texts = {};
            m_textsOf = *table;
        }
        return buildUpsert(request, **table, SqlDialect::PostgreSQL, {&m_texts, stop, way.isApart});
    };
    const bool wasKnown = !way.isFresh && m_catalogue->find(request.schema, request.table) != nullptr;
    auto built = build(way.isFresh);
    if (built || !wasKnown || built.error().kind == u"sql.57014" || m_connection.isLost())
        return built;
    return build(true);
}

Expected<SqlCatalogue::Known> PostgresUpserts::table(const UpsertRequest &request, bool isFresh)
{
    if (auto known = m_catalogue->find(request.schema, request.table); known && !isFresh)
        return known;
    for (bool isMade = false;; isMade = true) {
        auto table = m_connection.table(request.schema, request.table);
        if (!table)
            return table.error();
        if (*table) {
            if (m_catalogue->isMade(request.schema, request.table)) {
                const auto changes = addColumns(request, **table, SqlDialect::PostgreSQL);
                if (!changes)
                    return changes.error();
                for (const SqlStatement &change : *changes) {
                    if (auto done = m_connection.execute(change); !done)
                        return done.error();
                }
                if (!changes->empty())
                    continue;
            }
            return m_catalogue->keep(request.schema, request.table, **std::move(table));
        }
        if (!m_target.create || isMade)
            break;
        const auto make = createTable(request, {request.schema, request.table, {}, {}, false}, SqlDialect::PostgreSQL);
        if (!make)
            return make.error();
        m_catalogue->made(request.schema, request.table); // before anybody sees it
        if (const auto done = m_connection.execute(*make); !done) {
            if (isMadeByAnother(done.error()) && !m_connection.isInTransaction())
                continue;
            m_catalogue->notMade(request.schema, request.table);
            return done.error();
        }
    }
    return noTable(request);
}

Error PostgresUpserts::noTable(const UpsertRequest &request)
{
    const auto hidden = m_connection.execute( // in a schema that would be looked into, if that were allowed
        {u"select nspname from pg_namespace n where not has_schema_privilege(oid, 'usage') "
         "and nspname = any(string_to_array(current_setting('search_path'), ', ')) "
         "and exists (select from pg_class c where c.relnamespace = n.oid and c.relname = $1::text)"_s,
         {request.table}},
        1);
    if (hidden && !hidden->rows.empty())
        return sqlError(u"42501"_s, u"permission denied for schema %1"_s.arg(hidden->rows[0][0].toString()),
                        m_target.title());
    const auto tables = m_connection.tables();
    const QString name = SqlTable{request.schema, request.table, {}, {}, false}.title();
    return sqlError(u"42P01"_s,
                    u"There is no table “%1”. %2"_s.arg(name, tables ? nearestHint(request.table, *tables) : QString()),
                    m_target.title());
}

Expected<void> PostgresUpserts::write(const UpsertStep &step, bool isOneOfMany, UpsertCounts &counts,
                                      QSet<QString> &keys)
{
    const auto isThere = step.update ? update(step, counts) : Expected<bool>(false);
    auto written = isThere ? Expected<void>() : Expected<void>(isThere.error());
    if (isThere && !*isThere)
        written = insert(step, counts, keys);
    if (written || !isOneOfMany || step.rows > 1 || m_connection.isLost())
        return written;
    Error error = written.error();
    error.message = u"Row %1: "_s.arg(step.firstRow) + error.message;
    return error;
}

// Was it there?
Expected<bool> PostgresUpserts::update(const UpsertStep &step, UpsertCounts &counts)
{
    const bool stays = step.update->text.isEmpty();
    const auto done = m_connection.execute(stays ? *step.exists : *step.update, 1);
    if (!done)
        return done.error();
    const bool isThere = stays ? !done->rows.empty() : done->affected > 0;
    if (isThere)
        ++(stays ? counts.ignored : counts.updated);
    return isThere;
}

Expected<void> PostgresUpserts::insert(const UpsertStep &step, UpsertCounts &counts, QSet<QString> &keys)
{
    qint64 there = 0;
    if (step.exists && !step.update) {
        const auto found = m_connection.execute(*step.exists, 1);
        if (!found)
            return found.error();
        there = found->rows[0][0].toLongLong();
    }
    const auto done = m_connection.execute(step.write, step.rows);
    if (!done)
        return done.error();
    for (const QVariantList &row : done->rows) {
        const QString key = keyOf(done->columns, row);
        const bool isTwice = keys.contains(key);
        if (!key.isEmpty())
            keys += key;
        const bool wasThere = !row[0].toBool() || there-- > 0;
        ++(isTwice ? counts.superseded : wasThere ? counts.updated : counts.inserted);
    }
    counts.ignored += step.rows - static_cast<quint32>(done->rows.size());
    return {};
}

Expected<UpsertCounts> PostgresUpserts::write(const Upsert &upsert)
{
    UpsertCounts counts = upsert.counts;
    QSet<QString> keys; // that were told
    for (const UpsertStep &step : upsert.steps) {
        if (auto written = write(step, upsert.steps.size() > 1, counts, keys); !written)
            return written.error();
        if (!upsert.isApart && counts.superseded > upsert.counts.superseded)
            return sqlError(u"21000"_s, u"Two rows have one key."_s, m_target.title()); // as one statement says it
    }
    return counts;
}

// Which row of a statement it was the server does not say: one after the other they tell.
void PostgresUpserts::tellRow(Error &error, const Upsert &upsert)
{
    if (!hasMany(upsert) || !isOfARow(error) || error.message.startsWith(u"Row "))
        return;
    if (m_connection.isInTransaction() && !m_connection.run(u"rollback"_s))
        return;
    if (m_connection.run(u"begin"_s)) {
        if (const auto row = rowThatFails(upsert, error.kind))
            error.message = u"Row %1: "_s.arg(*row) + error.message;
    }
}

std::optional<quint32> PostgresUpserts::rowThatFails(const Upsert &upsert, const QString &kind)
{
    UpsertCounts counts;
    QSet<QString> keys;
    for (const UpsertStep &step : upsert.steps) {
        const qsizetype width = step.write.values.size() / step.rows;
        for (quint32 at = 0; at < step.rows; ++at) {
            UpsertStep one = step;
            if (step.rows > 1)
                one = {{step.one, step.write.values.mid(at * width, width)},
                       step.mayUpdate,
                       {},
                       {},
                       1,
                       step.numbers[at],
                       {},
                       {}};
            if (const auto done = write(one, false, counts, keys); !done)
                return done.error().kind == kind ? std::optional(one.firstRow) : std::nullopt;
        }
    }
    return {};
}

} // namespace batchdeck
