#include "operations/sqlerror.h"

#include <QHash>
#include <QSet>

#include <sqlite3.h>

#include <algorithm>
#include <vector>

namespace batchdeck {

namespace {

using namespace Qt::StringLiterals;

struct Hint {
    QString state; // how it begins
    QString hint;
};

QString hintOf(const QString &state)
{
    static const std::vector<Hint> hints = {
        {u"28"_s, u"Check the plan's user and password, and what the server lets in."_s},
        {u"3D000"_s, u"Check the plan's database."_s},
        {u"42501"_s, u"Ask whoever owns the database for the right to do this."_s},
        {u"25006"_s, u"The database can only be read: check its rights."_s},
        {u"42P01"_s, u"Check the plan's schema and table."_s},
        {u"53100"_s, u"Make room on the disk that holds the database."_s},
        {u"53300"_s, u"Let fewer records run at once, or let the server have more connections."_s},
    };
    const auto found =
        std::find_if(hints.begin(), hints.end(), [&](const Hint &h) { return state.startsWith(h.state); });
    return found == hints.end() ? QString() : found->hint;
}

} // namespace

QString sqlStateOf(int sqliteCode)
{
    static const QHash<int, QString> extended = {
        {SQLITE_CONSTRAINT_UNIQUE, u"23505"_s},   {SQLITE_CONSTRAINT_PRIMARYKEY, u"23505"_s},
        {SQLITE_CONSTRAINT_ROWID, u"23505"_s},    {SQLITE_CONSTRAINT_NOTNULL, u"23502"_s},
        {SQLITE_CONSTRAINT_CHECK, u"23514"_s},    {SQLITE_CONSTRAINT_FOREIGNKEY, u"23503"_s},
        {SQLITE_CONSTRAINT_DATATYPE, u"22000"_s},
    };
    static const QHash<int, QString> primary = {
        {SQLITE_CONSTRAINT, u"23000"_s}, {SQLITE_BUSY, u"55P03"_s},     {SQLITE_LOCKED, u"55P03"_s},
        {SQLITE_FULL, u"53100"_s},       {SQLITE_IOERR, u"58030"_s},    {SQLITE_CANTOPEN, u"58P01"_s},
        {SQLITE_READONLY, u"25006"_s},   {SQLITE_PERM, u"42501"_s},     {SQLITE_AUTH, u"42501"_s},
        {SQLITE_NOTADB, u"08P01"_s},     {SQLITE_CORRUPT, u"XX001"_s},  {SQLITE_NOMEM, u"53200"_s},
        {SQLITE_INTERRUPT, u"57014"_s},  {SQLITE_MISMATCH, u"22000"_s}, {SQLITE_TOOBIG, u"54000"_s},
        {SQLITE_RANGE, u"07001"_s},      {SQLITE_SCHEMA, u"42P05"_s},
    };
    const auto exact = extended.find(sqliteCode);
    return exact != extended.end() ? *exact : primary.value(sqliteCode & 0xff, u"42000"_s);
}

bool isTransient(const QString &sqlState)
{
    static const QSet<QString> states = {
        u"40001"_s, // serialisation failure
        u"40P01"_s, // deadlock
        u"55P03"_s, // a lock that was not to be had; SQLite's busy
        u"53300"_s, // too many connections
        u"57P01"_s, u"57P02"_s, u"57P03"_s, // the server is shut down, or starts
        u"08000"_s, u"08001"_s, u"08003"_s, u"08004"_s, u"08006"_s, // the connection
    };
    return states.contains(sqlState);
}

QString sentences(const QStringList &parts)
{
    QString text;
    for (const QString &part : parts) {
        const QString one = part.trimmed();
        if (one.isEmpty())
            continue;
        if (!text.isEmpty())
            text += u".:;!?"_s.contains(text.back()) ? u" "_s : u". "_s;
        text += one;
    }
    return text;
}

Error sqlError(const QString &sqlState, const QString &message, const QString &where)
{
    QString text = where.isEmpty() ? message.trimmed() : QString(where + u": " + message.trimmed());
    if (const QString hint = hintOf(sqlState); !hint.isEmpty())
        text += (text.endsWith(u'.') || text.endsWith(u'?') ? u" " : u". ") + hint;
    return {u"sql."_s + sqlState, text + u" [SQLSTATE %1]"_s.arg(sqlState), isTransient(sqlState)};
}

} // namespace batchdeck
