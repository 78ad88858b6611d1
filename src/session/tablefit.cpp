#include "session/tablefit.h"

#include "core/jsontext.h"
#include "operations/sqlmark.h"
#include "operations/sqlvalue.h"

#include <algorithm>
#include <tuple>

namespace batchdeck {

namespace {

// PostgreSQL knows "Id" from "id", and a record must write it as it is.
bool hasAnyCase(SqlDialect dialect)
{
    return dialect != SqlDialect::PostgreSQL;
}

// As one would say it: "Orders_2026" is “orders2026”.
QString spoken(const QString &name)
{
    QString letters;
    for (const QChar c : name) {
        if (c.isLetterOrNumber())
            letters += c.toLower();
    }
    return letters;
}

bool areAlike(const QString &one, const QString &other)
{
    constexpr qsizetype least = 3;
    const QString a = spoken(one);
    const QString b = spoken(other);
    return a == b || (std::min(a.size(), b.size()) >= least && (a.contains(b) || b.contains(a)));
}

// Would it take the values that were seen?
bool takes(const SqlColumn &column, const BatchField &field, SqlDialect dialect)
{
    if (!field.isScalar)
        return sqlValue("[]", column, dialect) || sqlValue("{}", column, dialect);
    return std::all_of(field.values.begin(), field.values.end(), [&](const QString &value) {
        return static_cast<bool>(sqlValue(quoted(QStringView(value)), column, dialect))
            || (!field.isText && sqlValue(value.toUtf8(), column, dialect));
    });
}

const BatchField *fieldFor(const BatchFields &fields, const SqlTable &table, const SqlColumn &column,
                           SqlDialect dialect)
{
    const auto found = std::find_if(fields.columns.begin(), fields.columns.end(), [&](const BatchField &field) {
        return table.column(field.name, hasAnyCase(dialect)) == &column;
    });
    return found == fields.columns.end() ? nullptr : &*found;
}

// Nobody makes a batch for a view, for what SQLite keeps for itself, or for our own marks.
bool isForRows(const SqlTable &table, SqlDialect dialect)
{
    const bool isOfSqlite = dialect == SqlDialect::SQLite && table.name.startsWith(u"sqlite_", Qt::CaseInsensitive);
    return !table.isView && !isOfSqlite && table.name != QLatin1StringView(marksTable);
}

struct Candidate {
    const SqlTable *table = nullptr;
    QStringList lacks;
    qsizetype needs = 0; // columns that a new row must have, and no row of the batch has
    bool isAlike = false;

    auto worth() const { return std::tuple(lacks.size(), needs, !isAlike); }
};

Candidate candidate(const BatchFields &fields, const SqlTable &table, SqlDialect dialect, const QString &like)
{
    Candidate found{&table, {}, 0, areAlike(table.name, like)};
    for (const BatchField &field : fields.columns) {
        const SqlColumn *column = table.column(field.name, hasAnyCase(dialect));
        if (!column || !takes(*column, field, dialect))
            found.lacks += field.name;
    }
    found.needs = std::count_if(table.columns.begin(), table.columns.end(), [&](const SqlColumn &column) {
        return column.notNull && !column.isFilled && !fieldFor(fields, table, column, dialect);
    });
    return found;
}

} // namespace

QStringList fittingKey(const BatchFields &fields, const SqlTable &table, SqlDialect dialect)
{
    const auto isWhole = [&](const QStringList &key) {
        return std::all_of(key.begin(), key.end(), [&](const QString &name) {
            const SqlColumn *column = table.column(name, false);
            const BatchField *field = column ? fieldFor(fields, table, *column, dialect) : nullptr;
            return field && field->count == fields.rows && field->isScalar;
        });
    };
    const auto found = std::find_if(table.keys.begin(), table.keys.end(), isWhole);
    return found == table.keys.end() ? QStringList() : *found;
}

std::optional<TableFit> fittingTable(const BatchFields &fields, const std::vector<SqlTable> &tables, SqlDialect dialect,
                                     const QString &like)
{
    std::vector<Candidate> candidates;
    for (const SqlTable &table : tables) {
        if (!isForRows(table, dialect))
            continue;
        Candidate one = candidate(fields, table, dialect, like);
        if (one.lacks.size() * 2 < static_cast<qsizetype>(fields.columns.size()))
            candidates.push_back(std::move(one));
    }
    if (candidates.empty())
        return {};
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate &one, const Candidate &other) { return one.worth() < other.worth(); });
    const Candidate &best = candidates.front();
    TableFit fit{best.table->name, fittingKey(fields, *best.table, dialect), best.lacks, {}};
    for (auto other = candidates.begin() + 1; other != candidates.end() && other->worth() == best.worth(); ++other)
        fit.others += other->table->name;
    return fit;
}

} // namespace batchdeck
