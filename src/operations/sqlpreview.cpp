#include "operations/sqlpreview.h"

#include "operations/sqlvalue.h"

namespace batchdeck {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype mostShown = 4000; // characters of a record's statements and values

QString valuesOf(const SqlStatement &statement)
{
    QStringList values;
    for (const QVariant &value : statement.values)
        values += QString::fromUtf8(jsonOf(value));
    return u'(' + values.join(u", "_s) + u')';
}

// What follows from a key that only the table knows.
QString ofTheTablesKey(OnConflict onConflict)
{
    switch (onConflict) {
    case OnConflict::Update:
        return u"; where the table has a key, a row with the same one is updated instead"_s;
    case OnConflict::Ignore:
        return u"; where the table has a key, a row with the same one stays as it is"_s;
    case OnConflict::Error:
        break;
    }
    return {};
}

Expected<QString> shown(const UpsertRequest &request, const SqlTarget &target)
{
    const auto upsert = buildUpsert(request, presumedTable(request, target.dialect), target.dialect);
    if (!upsert)
        return upsert.error();
    QString text;
    QString last;
    for (const UpsertStep &step : upsert->steps) {
        if (step.write.text == last) {
            text += u", "_s;
        } else {
            text += (text.isEmpty() ? QString() : u"; "_s) + step.write.text + u" ← "_s;
            last = step.write.text;
        }
        text += valuesOf(step.write);
    }
    if (upsert->steps.empty())
        text = u"nothing: it has no rows"_s;
    else if (request.key.isEmpty())
        text += ofTheTablesKey(request.onConflict);
    return text;
}

Expected<QString> shown(const StatementRequest &request, const SqlTarget &)
{
    const SqlStatement &statement = request.statement;
    return statement.values.isEmpty() ? statement.text : QString(statement.text + u" ← "_s + valuesOf(statement));
}

} // namespace

Expected<QString> previewOf(const SqlRequest &request, const SqlTarget &target)
{
    const auto text = std::visit([&](const auto &asked) { return shown(asked, target); }, request);
    if (!text)
        return text.error();
    return u"in “%1”: %2"_s.arg(target.name, capped(*text, mostShown));
}

} // namespace batchdeck
