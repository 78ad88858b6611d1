#include "operations/upsert.h"

#include "core/jsontext.h"
#include "operations/upsertrows.h"

#include <algorithm>

namespace batchdeck {

namespace {

using namespace Qt::StringLiterals;

constexpr std::size_t mostRows = 1000; // of one statement
constexpr std::size_t mostValues = 30'000; // the protocol of PostgreSQL takes 65,535

QStringList quotedNames(const QStringList &names, SqlDialect dialect)
{
    QStringList quoted;
    for (const QString &name : names)
        quoted += quotedIdentifier(name, dialect);
    return quoted;
}

// What becomes of a row that is there.
QString conflictPart(const UpsertRow &row, OnConflict onConflict, SqlDialect dialect)
{
    if (row.key.isEmpty() || onConflict == OnConflict::Error)
        return {};
    const bool isMaria = dialect == SqlDialect::MariaDB;
    QStringList changes;
    for (const UpsertRow::Cell &cell : row.cells) {
        const QString name = quotedIdentifier(cell.column->name, dialect);
        if (!row.key.contains(cell.column->name))
            changes += name + (isMaria ? u" = values(%1)"_s.arg(name) : QString(u" = excluded."_s + name));
    }
    const QStringList key = quotedNames(row.key, dialect);
    if (isMaria) {
        if (changes.isEmpty() || onConflict == OnConflict::Ignore)
            changes = {key.first() + u" = "_s + key.first()};
        return u" on duplicate key update "_s + changes.join(u", "_s);
    }
    const QString start = u" on conflict (%1) do "_s.arg(key.join(u", "_s));
    if (changes.isEmpty() || onConflict == OnConflict::Ignore)
        return start + u"nothing"_s;
    return start + u"update set "_s + changes.join(u", "_s);
}

// Is there a column that every row needs and this one does not say? Databases look for it before they look for the key.
bool lacksColumn(const UpsertRow &row, const SqlTable &table)
{
    return std::any_of(table.columns.begin(), table.columns.end(), [&](const SqlColumn &column) {
        return column.notNull && !column.isFilled && !row.cell(column.name);
    });
}

// With the value, or the expression, of a cell.
QString assigned(const UpsertRow::Cell &cell, SqlStatement &statement, SqlDialect dialect)
{
    if (!cell.set)
        statement.values += cell.value;
    return quotedIdentifier(cell.column->name, dialect) + u" = "_s
        + (cell.set ? u'(' + cell.set->expression + u')' : placeholder(dialect, statement.values.size()));
}

void findByKey(SqlStatement &statement, const UpsertRow &row, SqlDialect dialect)
{
    QStringList tests;
    for (const QString &name : row.key)
        tests += assigned(*row.cell(name), statement, dialect);
    statement.text += u" where "_s + tests.join(u" and "_s);
}

// Is it there? And what is written then: whatever other key of the table's it has, it is found by its own alone.
void lookFirst(UpsertStep &step, const UpsertRow &row, const SqlTable &table, OnConflict onConflict, SqlDialect dialect,
               bool updates)
{
    SqlStatement exists{u"select 1 from "_s + table.path(dialect), {}};
    findByKey(exists, row, dialect);
    if (dialect == SqlDialect::MariaDB)
        exists.text += u" for update"_s;
    step.exists = std::move(exists);
    if (!updates)
        return;
    SqlStatement update;
    QStringList changes;
    for (const UpsertRow::Cell &cell : row.cells) {
        if (!row.key.contains(cell.column->name))
            changes += assigned(cell, update, dialect);
    }
    if (!changes.isEmpty() && onConflict == OnConflict::Update) {
        update.text = u"update "_s + table.path(dialect) + u" set "_s + changes.join(u", "_s);
        findByKey(update, row, dialect);
    }
    step.update = std::move(update);
}

// How many of them are there? A partitioned table does not tell of what was written.
SqlStatement countThere(const UpsertRow *rows, std::size_t count, const SqlTable &table, SqlDialect dialect)
{
    SqlStatement statement;
    QStringList keys;
    for (const UpsertRow *row = rows; row < rows + count; ++row) {
        QStringList key;
        for (const QString &name : row->key) {
            const UpsertRow::Cell *cell = row->cell(name);
            if (!cell->set)
                statement.values += cell->value;
            key += cell->set ? QString(u'(' + cell->set->expression + u')')
                             : placeholder(dialect, statement.values.size());
        }
        keys += u'(' + key.join(u", "_s) + u')';
    }
    statement.text = u"select count(*) from %1 where (%2) in (%3)"_s.arg(
        table.path(dialect), quotedNames(rows->key, dialect).join(u", "_s), keys.join(u", "_s));
    return statement;
}

// All rows have the first one's columns.
UpsertStep write(const UpsertRow *rows, std::size_t count, const SqlTable &table, OnConflict onConflict,
                 SqlDialect dialect, bool tellsKey = false)
{
    const UpsertRow &first = *rows;
    QStringList names;
    for (const UpsertRow::Cell &cell : first.cells)
        names += quotedIdentifier(cell.column->name, dialect);
    UpsertStep step;
    step.rows = static_cast<quint32>(count);
    step.firstRow = first.number;
    if (count > 1) {
        step.one = write(rows, 1, table, onConflict, dialect).write.text;
        for (std::size_t at = 0; at < count; ++at)
            step.numbers.push_back(rows[at].number);
    }
    QString &text = step.write.text;
    text = u"insert into "_s + table.path(dialect) + u" ("_s + names.join(u", "_s) + u") values "_s;
    for (std::size_t at = 0; at < count; ++at) {
        text += at == 0 ? u"("_s : u", ("_s;
        bool isFirst = true;
        for (const UpsertRow::Cell &cell : rows[at].cells) {
            if (!std::exchange(isFirst, false))
                text += u", "_s;
            if (cell.set) {
                text += u'(' + cell.set->expression + u')';
                continue;
            }
            step.write.values += cell.value;
            text += placeholder(dialect, step.write.values.size());
        }
        text += u')';
    }
    const bool isMaria = dialect == SqlDialect::MariaDB;
    const bool mayBeThere = !first.key.isEmpty() && onConflict != OnConflict::Error;
    const bool lacks = mayBeThere && lacksColumn(first, table);
    // Where there are more keys than its own, MariaDB would update the row that has any of them.
    const bool hasLook = isMaria && mayBeThere && (table.keys.size() > 1 || table.hasOtherKeys || lacks);
    const QString conflict = hasLook ? QString() : conflictPart(first, onConflict, dialect);
    text += conflict;
    step.mayUpdate = !first.key.isEmpty() && onConflict == OnConflict::Update;
    const bool isPostgres = dialect == SqlDialect::PostgreSQL;
    if (isPostgres) // xmax is 0 in a row that was not there before
        text += table.isPartitioned ? u" returning true"_s : u" returning xmax = 0"_s;
    if (isPostgres && tellsKey && !first.key.isEmpty())
        text += u", "_s + quotedNames(first.key, dialect).join(u", "_s);
    if (hasLook || lacks || (dialect == SqlDialect::SQLite && step.mayUpdate && !table.hasRowids))
        lookFirst(step, first, table, onConflict, dialect, isMaria || lacks);
    else if (isPostgres && table.isPartitioned && !conflict.isEmpty() && !conflict.endsWith(u" do nothing"))
        step.exists = countThere(rows, count, table, dialect);
    return step;
}

// The same as the last one in all but its values?
bool fits(const UpsertTexts &texts, const UpsertRow &row, OnConflict onConflict)
{
    return texts.columns.size() == row.cells.size() && texts.onConflict == onConflict && texts.key == row.key
        && std::equal(row.cells.begin(), row.cells.end(), texts.columns.begin(),
                      [](const auto &cell, const SqlColumn *column) { return cell.column == column && !cell.set; });
}

UpsertStep stepAsBefore(const UpsertTexts &texts, quint32 row)
{
    UpsertStep step;
    step.write.text = texts.write;
    step.mayUpdate = texts.mayUpdate;
    step.rows = 1;
    step.firstRow = row;
    return step;
}

UpsertStep writeAsBefore(const UpsertTexts &texts, const UpsertRow &row)
{
    UpsertStep step = stepAsBefore(texts, row.number);
    for (const UpsertRow::Cell &cell : row.cells)
        step.write.values += cell.value;
    if (!texts.exists.isEmpty()) {
        step.exists = SqlStatement{texts.exists, {}};
        for (const QString &name : row.key)
            step.exists->values += row.cell(name)->value;
    }
    return step;
}

// A record of one row with the last one's columns, as most are: from its JSON to its values at once.
std::optional<Expected<UpsertStep>> writeAlike(const UpsertTexts &texts, const UpsertRequest &request,
                                               const SqlTable &table, SqlDialect dialect)
{
    const RowShape &shape = texts.shape;
    const QByteArrayView object = withoutMargins(request.rows);
    if (!object.startsWith('{') || texts.columns.empty() || !texts.exists.isEmpty()
        || texts.onConflict != request.onConflict || texts.columns.size() != shape.columns.size()
        || texts.key != shape.key)
        return {};
    const std::vector<JsonMember> parts = members(object);
    if (!shape.fits(request, table, parts))
        return {};
    UpsertStep step = stepAsBefore(texts, 1);
    step.write.values.resize(static_cast<qsizetype>(parts.size()));
    for (std::size_t at = 0; at < parts.size(); ++at) {
        const SqlColumn *column = shape.columns[at];
        if (texts.columns[shape.places[at]] != column)
            return {};
        auto value = sqlValue(parts[at].value, *column, dialect);
        if (!value)
            return value.error();
        step.write.values[static_cast<qsizetype>(shape.places[at])] = *std::move(value);
    }
    return step;
}

void keep(UpsertTexts &texts, const UpsertRow &row, OnConflict onConflict, const UpsertStep &step)
{
    texts = {std::move(texts.shape),
             {},
             row.key,
             onConflict,
             step.write.text,
             step.mayUpdate,
             step.exists ? step.exists->text : QString()};
    if (step.update
        || std::any_of(row.cells.begin(), row.cells.end(), [](const auto &cell) { return cell.set != nullptr; }))
        return; // an expression is another operation's own
    for (const UpsertRow::Cell &cell : row.cells)
        texts.columns.push_back(cell.column);
}

bool haveSeveralKeys(const std::vector<UpsertRow> &rows)
{
    const auto hasKey = [](const UpsertRow &row) { return !row.key.isEmpty(); };
    const auto first = std::find_if(rows.begin(), rows.end(), hasKey);
    return std::any_of(first, rows.end(), [&](const UpsertRow &row) { return hasKey(row) && row.key != first->key; });
}

} // namespace

// "temp" would be SQLite's temporary database.
QString UpsertRequest::sqliteTable() const
{
    return schema.isEmpty() ? table : QString(schema + u'.' + table);
}

QByteArray UpsertCounts::json() const
{
    static const QByteArray onlyInserted = R"({"inserted": 1, "updated": 0})"; // as most are
    if (inserted == 1 && updated + ignored + superseded == 0 && !insertsOnly)
        return onlyInserted;
    QByteArray text =
        "{\"inserted\": " + QByteArray::number(inserted) + ", \"updated\": " + QByteArray::number(updated);
    if (ignored > 0)
        text += ", \"ignored\": " + QByteArray::number(ignored);
    if (superseded > 0)
        text += ", \"superseded\": " + QByteArray::number(superseded);
    if (insertsOnly)
        text += ", \"insertsOnly\": true";
    return text + '}';
}

Expected<Upsert> buildUpsert(const UpsertRequest &request, const SqlTable &table, SqlDialect dialect,
                             const UpsertMaking &making)
{
    UpsertTexts *texts = making.texts;
    if (texts && !making.isApart) {
        if (auto step = writeAlike(*texts, request, table, dialect)) {
            if (!*step)
                return step->error();
            Upsert upsert;
            upsert.steps.push_back(**std::move(step));
            upsert.counts.insertsOnly = texts->key.isEmpty();
            return upsert;
        }
    }
    auto rows = readRows(request, table, dialect, texts ? &texts->shape : nullptr, making.stop);
    if (!rows)
        return rows.error();
    Upsert upsert;
    upsert.isApart = making.isApart;
    const quint32 merged = making.isApart ? 0 : mergeRows(*rows, request.onConflict);
    (request.onConflict == OnConflict::Ignore ? upsert.counts.ignored : upsert.counts.superseded) = merged;
    upsert.counts.insertsOnly =
        std::any_of(rows->begin(), rows->end(), [](const auto &row) { return row.key.isEmpty(); });

    // Columns in one order, so that rows that have the same ones are alike.
    for (UpsertRow &row : *rows) {
        std::sort(row.cells.begin(), row.cells.end(),
                  [](const auto &one, const auto &other) { return one.column < other.column; });
    }
    // Rows that are found by other keys may be the same: what they come to depends on their order.
    const bool isInOrder = making.isApart || haveSeveralKeys(*rows);
    if (dialect != SqlDialect::PostgreSQL || rows->size() == 1 || isInOrder) {
        const bool tellsKey = dialect == SqlDialect::PostgreSQL && isInOrder;
        if (tellsKey)
            texts = nullptr;
        for (const UpsertRow &row : *rows) {
            if (isStoppedAt(upsert.steps.size(), making.stop))
                return stoppedAmongRows();
            if (texts && fits(*texts, row, request.onConflict)) {
                upsert.steps.push_back(writeAsBefore(*texts, row));
                continue;
            }
            upsert.steps.push_back(write(&row, 1, table, request.onConflict, dialect, tellsKey));
            if (texts)
                keep(*texts, row, request.onConflict, upsert.steps.back());
        }
        return upsert;
    }
    for (UpsertRow &row : *rows)
        row.tellShape();
    std::stable_sort(rows->begin(), rows->end(),
                     [](const auto &one, const auto &other) { return one.shape < other.shape; });
    // Those of two statements may be one to the server.
    const bool tellsKeys = !rows->empty() && rows->front().shape != rows->back().shape;
    for (std::size_t at = 0; at < rows->size();) {
        if (making.stop.stop_requested())
            return stoppedAmongRows();
        const UpsertRow &first = (*rows)[at];
        const bool isAlone = !first.key.isEmpty() && lacksColumn(first, table); // it may have to be looked for
        const std::size_t most =
            isAlone ? 1 : std::min(mostRows, std::max<std::size_t>(1, mostValues / first.cells.size()));
        std::size_t count = 1;
        while (count < most && at + count < rows->size() && (*rows)[at + count].shape == first.shape)
            ++count;
        upsert.steps.push_back(write(&first, count, table, request.onConflict, dialect, tellsKeys));
        at += count;
    }
    return upsert;
}

} // namespace batchdeck
