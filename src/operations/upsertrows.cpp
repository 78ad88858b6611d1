#include "operations/upsertrows.h"

#include "core/jsontext.h"
#include "core/nearest.h"
#include "core/outcome.h"

#include <algorithm>

namespace batchdeck {

namespace {

using namespace Qt::StringLiterals;

Error rowError(quint32 row, bool isOneOfMany, Error error)
{
    if (isOneOfMany)
        error.message = u"Row %1: "_s.arg(row) + error.message;
    return error;
}

Error noColumn(const QString &name, const SqlTable &table)
{
    QStringList names;
    for (const SqlColumn &column : table.columns)
        names += column.name;
    return {u"sql.42703"_s,
            u"The table “%1” has no column “%2”. %3"_s.arg(table.title(), name, nearestHint(name, names)).trimmed(),
            false};
}

// The columns that a row is found by: what the plan says, else the first key that it has whole.
Expected<QStringList> keyOf(const UpsertRequest &request, const SqlTable &table, const UpsertRow &row, bool anyCase)
{
    const auto has = [&](const QString &name) { return row.cell(name) != nullptr; };
    if (request.key.isEmpty()) {
        for (const QStringList &key : table.keys) {
            if (std::all_of(key.begin(), key.end(), has))
                return key;
        }
        return QStringList();
    }
    QStringList key;
    for (const QString &name : request.key) {
        const SqlColumn *column = table.column(name, anyCase);
        if (!column)
            return noColumn(name, table);
        if (!has(column->name))
            return Error{u"sql.key"_s, u"It lacks “%1”, which is its key."_s.arg(name), false};
        key += column->name;
    }
    if (std::find(table.keys.begin(), table.keys.end(), key) != table.keys.end())
        return key;
    QStringList sorted = key;
    sorted.sort();
    for (QStringList own : table.keys) {
        const QStringList inOrder = own;
        own.sort();
        if (own == sorted)
            return inOrder;
    }
    return Error{u"sql.42P10"_s,
                 u"The table “%1” has neither a primary key nor a unique constraint on (%2): make one, or change the "
                 "plan's key."_s.arg(table.title(), request.key.join(u", "_s)),
                 false};
}

Expected<UpsertRow> readAlike(const RowShape &shape, SqlDialect dialect, const std::vector<JsonMember> &parts)
{
    UpsertRow row;
    row.cells.reserve(parts.size());
    for (std::size_t at = 0; at < parts.size(); ++at) {
        auto value = sqlValue(parts[at].value, *shape.columns[at], dialect);
        if (!value)
            return value.error();
        row.cells.push_back({shape.columns[at], *std::move(value), nullptr});
    }
    row.key = shape.key;
    return row;
}

Expected<UpsertRow> readRow(const UpsertRequest &request, const SqlTable &table, SqlDialect dialect,
                            QByteArrayView object, RowShape *last)
{
    const bool anyCase = dialect != SqlDialect::PostgreSQL;
    const std::vector<JsonMember> parts = members(object);
    if (last && last->fits(request, table, parts))
        return readAlike(*last, dialect, parts);
    UpsertRow row;
    const auto put = [&](const QString &name, QByteArrayView json, const SetColumn *set) -> Expected<void> {
        const SqlColumn *column = table.column(name, anyCase);
        if (!column)
            return noColumn(name, table);
        UpsertRow::Cell cell{column, {}, set};
        if (!set) {
            auto value = sqlValue(json, *column, dialect);
            if (!value)
                return value.error();
            cell.value = *std::move(value);
        }
        const auto old = std::find_if(row.cells.begin(), row.cells.end(),
                                      [&](const UpsertRow::Cell &other) { return other.column == column; });
        if (old == row.cells.end())
            row.cells.push_back(std::move(cell));
        else
            *old = std::move(cell); // of two the last one counts
        return {};
    };
    for (const JsonMember &member : parts) {
        if (auto done = put(QString::fromUtf8(stringText(member.key)), member.value, nullptr); !done)
            return done.error();
    }
    for (const SetColumn &set : request.set) {
        if (auto done = put(set.name, set.json, set.expression.isEmpty() ? nullptr : &set); !done)
            return done.error();
    }
    if (row.cells.empty())
        return Error{u"sql.rows"_s, u"There is nothing in it to write."_s, false};
    auto key = keyOf(request, table, row, anyCase);
    if (!key)
        return key.error();
    row.key = *std::move(key);
    if (last && request.set.empty() && row.cells.size() == parts.size()) {
        *last = {&table, request.key, {}, {}, {}, row.key};
        for (std::size_t at = 0; at < parts.size(); ++at) {
            last->members.push_back(parts[at].key.toByteArray());
            last->columns.push_back(row.cells[at].column);
        }
        for (const SqlColumn *column : last->columns)
            last->places.push_back(static_cast<std::size_t>(std::count_if(
                last->columns.begin(), last->columns.end(), [&](const SqlColumn *other) { return other < column; })));
    }
    return row;
}

} // namespace

bool RowShape::fits(const UpsertRequest &request, const SqlTable &other, const std::vector<JsonMember> &row) const
{
    return table == &other && request.set.empty() && planned == request.key
        && std::equal(row.begin(), row.end(), members.begin(), members.end(),
                      [](const JsonMember &member, const QByteArray &name) { return member.key == name; });
}

const UpsertRow::Cell *UpsertRow::cell(const QString &column) const
{
    const auto found =
        std::find_if(cells.begin(), cells.end(), [&](const Cell &cell) { return cell.column->name == column; });
    return found == cells.end() ? nullptr : &*found;
}

void UpsertRow::tellShape()
{
    shape.clear();
    for (const Cell &cell : cells)
        shape += cell.column->name + QChar(u'\0');
}

QString UpsertRow::identity() const
{
    QString identity;
    for (const QString &name : key) {
        const Cell *part = cell(name);
        if (!part || part->set || part->value.isNull())
            return {};
        const QString text = part->value.toString();
        identity += QString::number(text.size()) + u':' + text + u':' + name;
    }
    return identity;
}

Expected<std::vector<QByteArrayView>> rowObjects(const UpsertRequest &request)
{
    const QByteArrayView rows = withoutMargins(request.rows);
    std::vector<QByteArrayView> objects;
    if (rows.startsWith('['))
        objects = elements(rows);
    else
        objects.push_back(rows);
    for (std::size_t at = 0; at < objects.size(); ++at) {
        if (!objects[at].startsWith('{'))
            return rowError(static_cast<quint32>(at + 1), objects.size() > 1,
                            {u"sql.rows"_s,
                             u"A row must be an object with a value for each column, not %1."_s.arg(
                                 capped(QString::fromUtf8(objects[at]), 60)),
                             false});
    }
    return objects;
}

Expected<std::vector<UpsertRow>> readRows(const UpsertRequest &request, const SqlTable &table, SqlDialect dialect,
                                          RowShape *last, const std::stop_token &stop)
{
    const auto objects = rowObjects(request);
    if (!objects)
        return objects.error();
    std::vector<UpsertRow> rows;
    rows.reserve(objects->size());
    for (const QByteArrayView object : *objects) {
        if (isStoppedAt(rows.size(), stop))
            return stoppedAmongRows();
        const auto number = static_cast<quint32>(rows.size() + 1);
        auto row = readRow(request, table, dialect, object, last);
        if (!row)
            return rowError(number, objects->size() > 1, row.error());
        row->number = number;
        rows.push_back(*std::move(row));
    }
    return rows;
}

bool isStoppedAt(std::size_t row, const std::stop_token &stop)
{
    constexpr std::size_t turn = 1000;
    return row % turn == turn - 1 && stop.stop_requested();
}

Error stoppedAmongRows()
{
    return {u"sql.57014"_s, u"It was stopped before it was sent."_s, false};
}

quint32 mergeRows(std::vector<UpsertRow> &rows, OnConflict onConflict)
{
    if (rows.size() < 2 || onConflict == OnConflict::Error)
        return 0;
    QHash<QString, std::size_t> places;
    for (std::size_t at = 0; at < rows.size(); ++at) {
        UpsertRow &row = rows[at];
        const QString identity = row.identity();
        const auto known = identity.isEmpty() ? places.end() : places.find(identity);
        if (known == places.end()) {
            if (!identity.isEmpty())
                places.insert(identity, at);
            continue;
        }
        UpsertRow &gone = onConflict == OnConflict::Update ? rows[*known] : row;
        for (UpsertRow::Cell &cell : gone.cells) {
            if (onConflict == OnConflict::Update && !row.cell(cell.column->name))
                row.cells.push_back(std::move(cell));
        }
        gone.cells.clear();
        *known = onConflict == OnConflict::Update ? at : *known;
    }
    return static_cast<quint32>(std::erase_if(rows, [](const UpsertRow &row) { return row.cells.empty(); }));
}

} // namespace batchdeck
