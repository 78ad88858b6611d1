#include "journal/journalschema.h"

#include <QFile>
#include <QtEndian>

#include <iterator>

namespace batchdeck {

namespace {

constexpr qint64 applicationId = 0x42644A6C; // "BdJl"

// Step n makes of version n one of version n + 1. What has been released is never changed.
//
// run: what is said of the whole, by key; it stays as it is in every version, so that an older program knows whose
// journal it cannot read. kind: sorts of errors, by number. history: what happened to
// records; its id is the row, shifted by 31, and a sequence among all entries, so that a record's own stand
// together and in order. body: what few of them have. tally: how many entries there are and what their sums
// come to, so that none can be missing. decision: what a person asked of the run.
constexpr const char *steps[] = {
    R"(create table run(key text primary key, value) without rowid;
create table kind(number integer primary key, name text not null);
create table history(id integer primary key, what integer not null, number integer not null, became integer not null,
                     report integer not null, reason integer not null, flags integer not null, leader integer,
                     at integer not null, elapsed integer not null, timeout integer, kind integer, sum integer not null);
create table body(id integer primary key, message text, result blob, log text, sum integer not null);
create table tally(id integer primary key check (id = 1), entries integer not null, sums integer not null);
insert into tally values (1, 0, 0);
create table decision(id integer primary key, at integer not null, what text not null, detail text not null);)",
    // No table has changed: entries may be Edited ones, for which a program from before would call the file damaged.
    "",
    // No table has changed: run has sums of what it says, which a program from before would leave as they are.
    "",
};

Error wrong(const char *kind, const QString &sentence)
{
    return {QString::fromLatin1(kind), sentence, false};
}

Error foreign(const QString &path)
{
    return wrong(
        "journal.foreign",
        QStringLiteral("“%1” is no journal of Batchdeck's. Name another file; this one was not touched.").arg(path));
}

// 0: an empty file.
Expected<qint64> versionOf(SqliteFile &file, const QString &path)
{
    const auto id = file.number("pragma application_id");
    const auto version = file.number("pragma user_version");
    const auto tables = file.number("select count(*) from sqlite_schema");
    for (const auto *answer : {&id, &version, &tables}) {
        if (!*answer)
            return answer->error();
    }
    if (*id == 0 && *version == 0 && *tables == 0)
        return qint64(0);
    if (*id != applicationId || *version < 1)
        return foreign(path);
    if (*version > journalVersion())
        return wrong("journal.newer",
                     QStringLiteral("The journal “%1” was written by a newer Batchdeck. Open it with "
                                    "that one; it was not touched.")
                         .arg(path));
    return *version;
}

} // namespace

int journalVersion()
{
    return static_cast<int>(std::size(steps));
}

Expected<void> checkVersion(SqliteFile &file, const QString &path)
{
    const auto version = versionOf(file, path);
    if (!version)
        return version.error();
    if (*version == 0)
        return wrong("journal.empty", QStringLiteral("“%1” is empty.").arg(path));
    return {};
}

bool isOurs(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const QByteArray header = file.read(72);
    return header.size() == 72 && qFromBigEndian<quint32>(header.constData() + 68) == applicationId;
}

Expected<void> checkIsOurs(SqliteFile &file, const QString &path)
{
    const auto version = checkVersion(file, path);
    const QString kind = version ? QString() : version.error().kind;
    if (kind == u"journal.foreign")
        return version;
    if (kind != u"journal.damaged")
        return {};
    const auto id = file.number("pragma application_id");
    return id && *id == applicationId ? Expected<void>() : foreign(path);
}

Expected<void> bringUpToDate(SqliteFile &file, const QString &path, const AlsoWritten &also)
{
    const auto version = versionOf(file, path);
    if (!version)
        return version.error();
    if (*version == journalVersion())
        return {};
    QByteArray sql;
    if (*version == 0)
        sql = "pragma application_id = " + QByteArray::number(applicationId) + ';';
    for (qint64 step = *version; step < journalVersion(); ++step)
        sql += steps[step];
    sql += "pragma user_version = " + QByteArray::number(journalVersion()) + ';';
    sql.prepend("begin immediate;");
    if (auto done = file.execute(sql.constData()); !done)
        return done;
    if (also) {
        if (auto done = also(); !done)
            return done;
    }
    return file.execute("commit");
}

} // namespace batchdeck
