#include "models/erroradvice.h"

#include <algorithm>

namespace batchdeck {

namespace {

enum class Next { Data, Plan, Wait, Again, Time, FindOut, Other, File, None };
enum class Effect { Unsaid, Nothing, Unknown };

struct Row {
    QLatin1StringView kind; // how it begins; a longer one goes before a shorter one
    const char *headline;
    Effect effect;
    Next next;
};

constexpr Row rows[] = {
    {QLatin1StringView("sql.22"), QT_TRANSLATE_NOOP("batchdeck::ErrorAdvice", "A value does not fit its column."),
     Effect::Nothing, Next::Data},
    {QLatin1StringView("sql.range"), QT_TRANSLATE_NOOP("batchdeck::ErrorAdvice", "A value does not fit its column."),
     Effect::Nothing, Next::Data},
    {QLatin1StringView("sql.type"), QT_TRANSLATE_NOOP("batchdeck::ErrorAdvice", "A value does not fit its column."),
     Effect::Nothing, Next::Data},
    {QLatin1StringView("sql.23502"),
     QT_TRANSLATE_NOOP("batchdeck::ErrorAdvice", "A value is missing that the table must have."), Effect::Nothing,
     Next::Data},
    {QLatin1StringView("sql.23503"),
     QT_TRANSLATE_NOOP("batchdeck::ErrorAdvice", "A row points to another one that is not there."), Effect::Nothing,
     Next::Data},
    {QLatin1StringView("sql.23505"),
     QT_TRANSLATE_NOOP("batchdeck::ErrorAdvice", "A row with this key is there already."), Effect::Nothing, Next::Data},
    {QLatin1StringView("sql.23"), QT_TRANSLATE_NOOP("batchdeck::ErrorAdvice", "A row breaks a rule of its table."),
     Effect::Nothing, Next::Data},
    {QLatin1StringView("sql.key"), QT_TRANSLATE_NOOP("batchdeck::ErrorAdvice", "The key to find rows by is missing."),
     Effect::Nothing, Next::Data},
    {QLatin1StringView("sql.rows"),
     QT_TRANSLATE_NOOP("batchdeck::ErrorAdvice", "The record has no rows that could be written."), Effect::Nothing,
     Next::Data},
    {QLatin1StringView("sql.42501"),
     QT_TRANSLATE_NOOP("batchdeck::ErrorAdvice", "The database does not allow this user to do that."), Effect::Nothing,
     Next::Plan},
    {QLatin1StringView("sql.42"),
     QT_TRANSLATE_NOOP("batchdeck::ErrorAdvice", "The database does not know a table, a column or a word of it."),
     Effect::Nothing, Next::Plan},
    {QLatin1StringView("sql.28"),
     QT_TRANSLATE_NOOP("batchdeck::ErrorAdvice", "The database does not let this user in."), Effect::Nothing,
     Next::Plan},
    {QLatin1StringView("sql.3D"), QT_TRANSLATE_NOOP("batchdeck::ErrorAdvice", "There is no such database."),
     Effect::Nothing, Next::Plan},
    {QLatin1StringView("sql.25006"), QT_TRANSLATE_NOOP("batchdeck::ErrorAdvice", "The database can only be read."),
     Effect::Nothing, Next::Plan},
    {QLatin1StringView("sql.connection"),
     QT_TRANSLATE_NOOP("batchdeck::ErrorAdvice", "The plan has no such connection."), Effect::Nothing, Next::Plan},
    {QLatin1StringView("sql.parameter"),
     QT_TRANSLATE_NOOP("batchdeck::ErrorAdvice", "The record lacks a field that the plan asks for."), Effect::Nothing,
     Next::Data},
    {QLatin1StringView("sql.driver"),
     QT_TRANSLATE_NOOP("batchdeck::ErrorAdvice", "What this computer needs to reach the database is not installed."),
     Effect::Nothing, Next::Other},
    {QLatin1StringView("sql.08"), QT_TRANSLATE_NOOP("batchdeck::ErrorAdvice", "The connection to the database failed."),
     Effect::Nothing, Next::Again},
    {QLatin1StringView("sql.40"), QT_TRANSLATE_NOOP("batchdeck::ErrorAdvice", "Another transaction was in its way."),
     Effect::Nothing, Next::Again},
    {QLatin1StringView("sql.55P03"),
     QT_TRANSLATE_NOOP("batchdeck::ErrorAdvice", "Another transaction holds what it needs."), Effect::Nothing,
     Next::Again},
    {QLatin1StringView("sql.53"),
     QT_TRANSLATE_NOOP("batchdeck::ErrorAdvice", "The database has no room or no connection left."), Effect::Nothing,
     Next::Wait},
    {QLatin1StringView("sql.57"), QT_TRANSLATE_NOOP("batchdeck::ErrorAdvice", "The database ended it."),
     Effect::Nothing, Next::Again},
    {QLatin1StringView("sql."), QT_TRANSLATE_NOOP("batchdeck::ErrorAdvice", "The database refused it."),
     Effect::Nothing, Next::Other},
    {QLatin1StringView("exception."), QT_TRANSLATE_NOOP("batchdeck::ErrorAdvice", "The operation raised an error."),
     Effect::Unsaid, Next::Other},
    {QLatin1StringView("secret"),
     QT_TRANSLATE_NOOP("batchdeck::ErrorAdvice", "A password that the plan refers to was not found."), Effect::Nothing,
     Next::Plan},
    {QLatin1StringView("operation"),
     QT_TRANSLATE_NOOP("batchdeck::ErrorAdvice", "The record asks for what the plan does not have."), Effect::Nothing,
     Next::Plan},
    {QLatin1StringView("plan"), QT_TRANSLATE_NOOP("batchdeck::ErrorAdvice", "The plan does not fit this record."),
     Effect::Nothing, Next::Plan},
    {QLatin1StringView("template"),
     QT_TRANSLATE_NOOP("batchdeck::ErrorAdvice", "The record lacks a field that the plan asks for."), Effect::Nothing,
     Next::Data},
    {QLatin1StringView("field"), QT_TRANSLATE_NOOP("batchdeck::ErrorAdvice", "A field of the record makes no sense."),
     Effect::Nothing, Next::Data},
    {QLatin1StringView("success"),
     QT_TRANSLATE_NOOP("batchdeck::ErrorAdvice", "It was done, but the plan does not call its result a success."),
     Effect::Unsaid, Next::Other},
    {QLatin1StringView("timeout"), QT_TRANSLATE_NOOP("batchdeck::ErrorAdvice", "It took too long and was stopped."),
     Effect::Unsaid, Next::Time},
    {QLatin1StringView("marked"), QT_TRANSLATE_NOOP("batchdeck::ErrorAdvice", "Somebody marked it as failed."),
     Effect::Unsaid, Next::None},
    {QLatin1StringView("cancelled"), QT_TRANSLATE_NOOP("batchdeck::ErrorAdvice", "It was cancelled."), Effect::Unsaid,
     Next::None},
    {QLatin1StringView("policy"),
     QT_TRANSLATE_NOOP("batchdeck::ErrorAdvice", "It did not fail: the round ended before it could."), Effect::Unsaid,
     Next::None},
};

const char *sentence(Effect effect)
{
    switch (effect) {
    case Effect::Nothing:
        return QT_TRANSLATE_NOOP("batchdeck::ErrorAdvice", "Nothing was written; what had been begun was rolled back.");
    case Effect::Unknown:
        return QT_TRANSLATE_NOOP("batchdeck::ErrorAdvice", "Nobody knows whether it took effect.");
    case Effect::Unsaid:
        break;
    }
    return nullptr;
}

const char *sentence(Next next)
{
    switch (next) {
    case Next::Data:
        return QT_TRANSLATE_NOOP("batchdeck::ErrorAdvice", "Retrying will fail again until the data changes.");
    case Next::Plan:
        return QT_TRANSLATE_NOOP("batchdeck::ErrorAdvice", "Retrying will fail again until the plan is mended.");
    case Next::Wait:
        return QT_TRANSLATE_NOOP("batchdeck::ErrorAdvice", "Make room, or let fewer run at once, and then retry.");
    case Next::Again:
        return QT_TRANSLATE_NOOP("batchdeck::ErrorAdvice", "Trying again may help.");
    case Next::Time:
        return QT_TRANSLATE_NOOP("batchdeck::ErrorAdvice",
                                 "Give it more time, or find out what it waited for, and then retry.");
    case Next::FindOut:
        return QT_TRANSLATE_NOOP("batchdeck::ErrorAdvice",
                                 "Look where it should have taken effect before it runs again.");
    case Next::Other:
        return QT_TRANSLATE_NOOP("batchdeck::ErrorAdvice", "See what it says, and retry when that is mended.");
    case Next::File:
        return QT_TRANSLATE_NOOP("batchdeck::ErrorAdvice",
                                 "Mend it in the file and open that again. The other records run without it.");
    case Next::None:
        break;
    }
    return nullptr;
}

Row rowOf(State state, const Error &error)
{
    if (state == State::Invalid)
        return {
            {}, QT_TRANSLATE_NOOP("batchdeck::ErrorAdvice", "This entry is no record."), Effect::Unsaid, Next::File};
    if (state == State::InDoubt)
        return {{},
                error.kind == QLatin1StringView("givenUp")
                    ? QT_TRANSLATE_NOOP("batchdeck::ErrorAdvice", "It was given up before it ended.")
                    : QT_TRANSLATE_NOOP("batchdeck::ErrorAdvice", "It ended, and how is not known."),
                Effect::Unknown,
                Next::FindOut};
    const auto *found =
        std::find_if(std::begin(rows), std::end(rows), [&](const Row &row) { return error.kind.startsWith(row.kind); });
    Row row = found == std::end(rows)
        ? Row{{}, QT_TRANSLATE_NOOP("batchdeck::ErrorAdvice", "It failed."), Effect::Unsaid, Next::Other}
        : *found;
    if (error.transient)
        row.next = Next::Again;
    return row;
}

QString text(const char *source)
{
    return source ? ErrorAdvice::tr(source) : QString();
}

} // namespace

ErrorAdvice ErrorAdvice::of(State state, const Error &error)
{
    const Row row = rowOf(state, error);
    return {text(row.headline), text(sentence(row.effect)), text(sentence(row.next))};
}

} // namespace batchdeck
