#include "operations/sqloperations.h"

#include "core/jsontext.h"
#include "core/nearest.h"
#include "operations/sqlpreview.h"
#include "operations/sqlsettlement.h"

#include <algorithm>

namespace batchdeck {

namespace {

using namespace Qt::StringLiterals;

template <typename T>
T oneOf(const PlannedKeys &keys, QStringView name, T otherwise = {})
{
    const T *value = keys.one<T>(name);
    return value ? *value : std::move(otherwise);
}

// What a plan means by {"sql": "now()"}; what a record fills in is never taken for it.
QString expressionOf(const ValueTemplate &value)
{
    const QByteArrayView source = value.source();
    if (!source.startsWith('{'))
        return {};
    const auto parts = members(source);
    if (parts.size() != 1 || stringText(parts[0].key) != "sql" || !parts[0].value.startsWith('"'))
        return {};
    return QString::fromUtf8(stringText(parts[0].value));
}

KeyDescription connectionKey()
{
    return {.name = u"connection"_s,
            .type = KeyType::Connection,
            .help = u"Which of the plan's connections it goes to."_s,
            .required = true};
}

KeyDescription markerKey()
{
    return {.name = u"marker"_s,
            .type = KeyType::Boolean,
            .help =
                u"Each transaction also notes run, row and attempt in the table batchdeck_marks, which is made: what "
                "became of a record in doubt can then be looked up."_s,
            .standard = "false"};
}

} // namespace

// ---- SqlName

SqlName::SqlName(Template name)
    : m_template(std::move(name))
{
    if (!m_template.isConstant())
        return;
    if (auto fixed = m_template.identifier({}))
        m_fixed = *std::move(fixed);
}

Expected<QString> SqlName::of(const RecordValues &record) const
{
    return m_fixed ? Expected<QString>(*m_fixed) : m_template.identifier(record);
}

// ---- SqlOperation

bool SqlOperation::is(const PlannedOperation &planned)
{
    return planned.kind == u"sql" || planned.kind == u"sql.upsert";
}

bool SqlOperation::leavesMarks(const PlannedOperation &planned)
{
    return oneOf<bool>(planned.keys, u"marker");
}

QString SqlOperation::connection(const PlannedOperation &planned)
{
    return oneOf<Template>(planned.keys, u"connection").source();
}

SqlOperation::SqlOperation(const PlannedOperation &planned, std::shared_ptr<SqlConnections> connections, SqlLane lane)
    : m_name(planned.name)
    , m_connection(oneOf<Template>(planned.keys, u"connection"))
    , m_connections(std::move(connections))
    , m_lane(lane)
    , m_marks(leavesMarks(planned))
{
}

Expected<QString> SqlOperation::preview(const Record &record) const
{
    const RecordValues values = RecordValues::of(record);
    const auto name = m_connection.of(values);
    if (!name)
        return name.error();
    const auto target = m_connections->target(*name);
    if (!target)
        return target.error();
    const auto made = request(values, target->dialect);
    return made ? previewOf(*made, *target) : made.error();
}

void SqlOperation::start(AttemptHandle handle)
{
    const RecordValues record = RecordValues::of(handle->record(), handle->number());
    const auto begin = [&]() -> Expected<std::pair<SqlPool *, SqlRequest>> {
        const auto name = m_connection.of(record);
        if (!name)
            return name.error();
        const auto pool = m_connections->pool(*name, m_lane);
        if (!pool)
            return pool.error();
        auto made = request(record, (*pool)->dialect());
        if (!made)
            return made.error();
        return std::pair(*pool, *std::move(made));
    };
    auto begun = begin();
    if (!begun)
        return handle.finish(Outcome::failed(begun.error()));
    begun->first->add({std::move(handle), std::move(begun->second), m_marks});
}

// By its mark, or where the server knows a commit's number.
bool SqlOperation::canSettle() const
{
    return m_marks || m_connections->hasServers();
}

Settlement SqlOperation::settle(const DoubtfulAttempt &doubt, std::stop_token stop)
{
    const auto name = m_connection.of(RecordValues::of(doubt.record, doubt.number));
    if (!name)
        return Settlement::nothing(name.error().message);
    const auto target = m_connections->target(*name);
    if (!target)
        return Settlement::nothing(target.error().message);
    const SqlMark mark{doubt.run, doubt.record.row(), doubt.number};
    const auto byNumber = [&] { return settledByNumber(*target, m_connections->doubts().find(mark), stop); };
    if (!m_marks)
        return byNumber();
    const Settlement found = settledByMark(*target, mark, stop);
    if (found.found == Settlement::Found::NotDone && m_connections->mayLackMarks(m_name))
        return byNumber();
    return found;
}

// ---- sql.upsert

KindDescription UpsertOperation::description()
{
    return {.name = u"sql.upsert"_s,
            .summary = u"Rows into a table of a database: inserted, or updated where they are there."_s,
            .keys = {
                connectionKey(),
                {.name = u"schema"_s,
                 .type = KeyType::Identifier,
                 .help = u"The table's schema. SQLite has none: schema.table is the name of a table there."_s},
                {.name = u"table"_s, .type = KeyType::Identifier, .help = u"The table."_s, .required = true},
                {.name = u"rows"_s,
                 .type = KeyType::Value,
                 .help = u"One object or a list of them, with a value for each column to write."_s,
                 .required = true},
                {.name = u"key"_s,
                 .type = KeyType::Plain,
                 .help = u"The columns that a row is found by; else the table's primary key or a unique constraint."_s,
                 .shape = KeyShape::List},
                {.name = u"onConflict"_s,
                 .type = KeyType::Choice,
                 .help = u"What becomes of a row that is there: it is updated, left as it is, or an error."_s,
                 .standard = "\"update\"",
                 .choices = {u"update"_s, u"ignore"_s, u"error"_s}},
                {.name = u"set"_s,
                 .type = KeyType::Value,
                 .help = u"Columns with a value that the plan gives, or {\"sql\": an expression}."_s,
                 .shape = KeyShape::Object},
                markerKey(),
            }};
}

UpsertOperation::UpsertOperation(const PlannedOperation &planned, std::shared_ptr<SqlConnections> connections)
    : SqlOperation(planned, std::move(connections), SqlLane::Upserts)
    , m_schema(oneOf<Template>(planned.keys, u"schema"))
    , m_table(oneOf<Template>(planned.keys, u"table"))
    , m_rows(oneOf<ValueTemplate>(planned.keys, u"rows"))
{
    for (QString &column : planned.keys.list<QString>(u"key"))
        m_fixed.key += std::move(column);
    const QString onConflict = oneOf<QString>(planned.keys, u"onConflict", u"update"_s);
    m_fixed.onConflict = onConflict == u"ignore" ? OnConflict::Ignore
        : onConflict == u"error"                 ? OnConflict::Error
                                                 : OnConflict::Update;
    for (auto &[name, value] : planned.keys.named<ValueTemplate>(u"set")) {
        m_fixed.set.push_back({name, expressionOf(value), {}});
        m_set.emplace_back(name, value);
    }
}

Expected<SqlRequest> UpsertOperation::request(const RecordValues &record, SqlDialect) const
{
    UpsertRequest request = m_fixed;
    if (!m_schema.isEmpty()) {
        auto schema = m_schema.of(record);
        if (!schema)
            return schema.error();
        request.schema = *std::move(schema);
    }
    auto table = m_table.of(record);
    if (!table)
        return table.error();
    request.table = *std::move(table);
    auto rows = m_rows.json(record);
    if (!rows)
        return rows.error();
    request.rows = *std::move(rows);
    for (std::size_t at = 0; at < m_set.size(); ++at) {
        if (!request.set[at].expression.isEmpty())
            continue;
        auto value = m_set[at].second.json(record);
        if (!value)
            return value.error();
        request.set[at].json = *std::move(value);
    }
    return SqlRequest(std::move(request));
}

// ---- sql

KindDescription StatementOperation::description()
{
    return {.name = u"sql"_s,
            .summary = u"Runs a statement in a database."_s,
            .keys = {
                connectionKey(),
                {.name = u"statement"_s,
                 .type = KeyType::Plain,
                 .help = u"The SQL, with :name for each value."_s,
                 .required = true},
                {.name = u"bind"_s,
                 .type = KeyType::Value,
                 .help = u"The values by their names; a name that is not here is a field of the record."_s,
                 .shape = KeyShape::Object},
                {.name = u"maxRows"_s,
                 .type = KeyType::Integer,
                 .help = u"How many rows of what it answers are kept."_s,
                 .standard = "100",
                 .least = 0,
                 .most = 100'000},
                markerKey(),
            }};
}

StatementOperation::StatementOperation(const PlannedOperation &planned, std::shared_ptr<SqlConnections> connections)
    : SqlOperation(planned, std::move(connections), SqlLane::Statements)
    , m_statement(oneOf<QString>(planned.keys, u"statement"))
    , m_bind(planned.keys.named<ValueTemplate>(u"bind"))
    , m_mostRows(oneOf<qint64>(planned.keys, u"maxRows", 100))
{
}

Expected<SqlRequest> StatementOperation::request(const RecordValues &record, SqlDialect dialect) const
{
    const NamedParameters parameters = namedParameters(m_statement, dialect);
    StatementRequest request{{parameters.text, {}}, m_mostRows};
    for (const QString &name : parameters.names) {
        const auto bound = std::find_if(m_bind.begin(), m_bind.end(), [&](const auto &b) { return b.first == name; });
        QByteArray json;
        if (bound != m_bind.end()) {
            auto filled = bound->second.json(record);
            if (!filled)
                return filled.error();
            json = *std::move(filled);
        } else if (const auto field = valueAt(record.body, {name.toUtf8()})) {
            json = field->toByteArray();
        } else {
            return Error{
                u"sql.parameter"_s,
                u"The statement has “:%1”, which is neither in the plan's \"bind\" nor a field of the record."_s.arg(
                    name),
                false};
        }
        auto value = sqlParameter(json, dialect, u':' + name);
        if (!value)
            return value.error();
        request.statement.values += *std::move(value);
    }
    return SqlRequest(std::move(request));
}

} // namespace batchdeck
