#include "journal/journalfile.h"

#include "journal/entrysum.h"
#include "journal/journallog.h"
#include "journal/journalplace.h"
#include "journal/journalschema.h"

#include <QFile>

#include <algorithm>
#include <cerrno>
#include <limits>

#include <fcntl.h>
#include <unistd.h>

// The part of a journal's file that writes.

namespace batchdeck {

namespace {

constexpr quint32 mostEntries = (1U << 31) - 1;
constexpr quint32 wholeAttempts = 20; // of a record: earlier ones keep neither result nor log
constexpr qint64 mostFree = 256; // pages of a file that is closed
constexpr int mostLogPages = 4000;
constexpr quint32 mostRows = 20'000; // that one statement takes, so that a commit of any size needs little memory

Error fileError(const QString &path, const QString &why)
{
    return {QStringLiteral("journal.file"), QStringLiteral("The journal “%1” %2.").arg(path, why), false};
}

Error cannotBeMade(const QString &path, const QString &why)
{
    return fileError(path, QStringLiteral("cannot be made: %1").arg(why));
}

// SQLite gives its own files the mode of the first one.
Expected<void> createEmpty(const QString &path)
{
    const int file = ::open(QFile::encodeName(path).constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0)
        return errno == EEXIST ? fileError(path, QStringLiteral("exists already"))
                               : cannotBeMade(path, qt_error_string(errno).toLower());
    ::close(file);
    keepOrphanedLog(path);
    if (const int failed = flushFolderOf(path)) {
        removeFiles(path);
        return cannotBeMade(path, qt_error_string(failed).toLower());
    }
    return {};
}

} // namespace

Expected<JournalFile> JournalFile::create(const QString &path, const JournalledRun &run)
{
    auto lock = FileLock::take(path);
    if (!lock)
        return lock.error();
    if (auto created = createEmpty(path); !created)
        return created.error();
    auto file = fill(path, run);
    if (file) {
        file->m_lock = *std::move(lock);
        return file;
    }
    removeFiles(path); // nothing has happened yet, and whatever such a disk has of it nobody is to trust
    return file;
}

Expected<JournalFile> JournalFile::fill(const QString &path, const JournalledRun &run)
{
    auto opened = SqliteFile::open(path, SqliteFile::Access::Write);
    if (!opened)
        return cannotBeMade(path, opened.error().message);
    JournalFile file(path, *std::move(opened));
    // Before the first table: it cannot be chosen later.
    Expected<void> done = file.m_file.execute("pragma auto_vacuum = incremental");
    if (done)
        done = file.chooseLog();
    if (done)
        done = bringUpToDate(file.m_file, path, [&] { return file.writeRun(run); });
    if (done)
        done = file.prepareWriting();
    if (done) // so that the file says by itself whose it is and where, should it be moved without its log
        done = file.m_file.execute("pragma wal_checkpoint(truncate)");
    if (done)
        return file;
    file.m_file.leaveLog(); // nothing is flushed once more, as if nothing had been
    return cannotBeMade(path, done.error().message);
}

Expected<JournalFile> JournalFile::open(const QString &path, std::optional<FileLock> held)
{
    if (auto checked = checkIsFile(path); !checked)
        return checked.error();
    auto lock = held && held->isOf(path) ? Expected<FileLock>(*std::move(held)) : FileLock::take(path);
    if (!lock)
        return lock.error();
    const bool isWhole = !isLogAltered(path); // whoever closes the file may be the last one that sees the log
    auto opened = SqliteFile::open(path, isWhole ? SqliteFile::Access::Write : SqliteFile::Access::Read);
    if (!opened)
        return opened.error();
    JournalFile file(path, *std::move(opened));
    file.m_lock = *std::move(lock);
    Expected<void> done = checkVersion(file.m_file, path); // before anything of it is changed
    if (done && !isWhole)
        done = altered();
    if (done)
        done = file.readRun();
    if (done)
        done = file.checkOriginal();
    if (done)
        done = file.checkLog();
    if (done)
        done = file.chooseLog();
    if (done) { // a log that could not be flushed once is not gone on with, as if nothing had been
        done = file.m_file.moveLog();
        if (done)
            done = bringUpToDate(file.m_file, path, [&] { return file.put({}); });
        if (!done)
            file.m_file.leaveLog();
    }
    if (done)
        done = file.prepareWriting();
    if (done)
        done = file.notePlace();
    if (!done)
        return file.told(done.error());
    return file;
}

// A commit is on disk when it returns.
Expected<void> JournalFile::chooseLog()
{
    auto chosen = m_file.execute("pragma journal_mode = wal; pragma synchronous = full; "
                                 "pragma journal_size_limit = 33554432");
    m_file.watchLog();
    return chosen;
}

Expected<void> JournalFile::prepareWriting()
{
    struct {
        SqliteStatement &statement;
        const char *sql;
    } const all[] = {
        {m_begin, "begin immediate"},
        {m_commit, "commit"},
        {m_oldBody,
         "select latest.id, message from (select id, what, number from history where id between ? and ? "
         "order by id desc limit 100) as latest join body on body.id = latest.id "
         "where what = 2 and number = ? and length(result) + length(log) > ? limit 1"},
        {m_updateBody, "update body set result = ?, log = ?, sum = ? where id = ?"},
        {m_insertKind, "insert into kind values (?,?)"},
        {m_insertDecision, "insert into decision (at, what, detail) values (?,?,?)"},
        {m_updateTally, "update tally set entries = ?, sums = ? where entries = ? and sums = ?"},
    };
    for (const auto &[statement, sql] : all) {
        auto prepared = m_file.prepare(sql);
        if (!prepared)
            return prepared.error();
        statement = *std::move(prepared);
    }
    m_rows = std::make_unique<JournalRows>();
    if (auto prepared = m_rows->prepare(m_file); !prepared)
        return prepared;
    return readKinds();
}

Expected<void> JournalFile::append(std::span<JournalEntry> entries, std::span<const JournalledDecision> decisions)
{
    if (entries.size() > mostEntries - m_sequence)
        return fileError(m_path, QStringLiteral("is full: it has %1 entries").arg(m_sequence));
    const quint32 sequence = m_sequence;
    const qint64 count = m_entries;
    const quint64 sums = m_sums;
    Expected<void> taken = takeAll(entries, decisions);
    if (taken && m_file.hasMoved())
        taken = Error{journalGone, QStringLiteral("it was deleted, renamed or replaced while the run went on"), false};
    if (taken && m_file.logPages() >= mostLogPages)
        taken = m_file.moveLog();
    if (taken)
        return taken;
    m_file.leaveLog(); // nothing is written or flushed once more, as if nothing had been
    (void)m_file.execute("rollback"); // where SQLite has not done so itself
    m_sequence = sequence;
    m_entries = count;
    m_sums = sums;
    return told(taken.error());
}

Expected<void> JournalFile::takeAll(std::span<JournalEntry> entries, std::span<const JournalledDecision> decisions)
{
    const qint64 count = m_entries;
    const quint64 sums = m_sums;
    if (auto begun = m_begin.run(); !begun)
        return begun;
    m_rows->clear();
    for (JournalEntry &entry : entries) {
        if (auto added = add(entry); !added)
            return added;
    }
    if (auto inserted = m_rows->insert(); !inserted)
        return inserted;
    for (const JournalledDecision &decision : decisions) {
        if (auto inserted = m_insertDecision.bind(decision.at).bind(decision.what).bind(decision.detail).run();
            !inserted)
            return inserted;
    }
    m_updateTally.bind(m_entries).bind(static_cast<qint64>(m_sums)).bind(count).bind(static_cast<qint64>(sums));
    if (auto updated = m_updateTally.run(); !updated)
        return updated;
    if (m_file.changes() != 1) // under another name, which has another lock
        return Error{journalTaken, QStringLiteral("another program has written to it"), false};
    return m_commit.run();
}

Expected<void> JournalFile::add(JournalEntry &entry)
{
    const auto number = kind(entry.errorKind);
    if (!number)
        return number.error();
    entry.sequence = ++m_sequence;
    entry.flags = entry.hasBody() ? entry.flags | JournalEntry::HasBody : entry.flags & ~JournalEntry::HasBody;
    const qint64 id = static_cast<qint64>(quint64(entry.row) << 31 | entry.sequence);
    const quint64 sum = entrySum(id, entry, *number);
    ++m_entries;
    m_sums = (m_sums + sum) & 0xffffffffffff;
    m_rows->add({id, &entry, sum, *number});
    const bool isLong = entry.what == JournalEntry::What::End && entry.number > wholeAttempts;
    if (!isLong && m_sequence % mostRows != 0)
        return {};
    auto inserted = m_rows->insert();
    return inserted && isLong ? thinOut(entry.row, entry.number - wholeAttempts) : inserted; // it reads the file
}

// A record may be tried for ever. The attempt stands near the end of its history, however long that is.
Expected<void> JournalFile::thinOut(quint32 row, quint32 number)
{
    JournalEntry old;
    old.log = QStringLiteral("[Only the last %1 attempts keep their result and log.]").arg(wholeAttempts);
    m_oldBody.bind(static_cast<qint64>(quint64(row) << 31)).bind(static_cast<qint64>(quint64(row) << 31 | 0x7fffffff));
    const auto found = m_oldBody.bind(qint64(number)).bind(qint64(old.log.size())).step();
    if (!found)
        return found.error();
    if (!*found)
        return {};
    const qint64 id = m_oldBody.number(0);
    old.errorMessage = m_oldBody.text(1);
    if (auto last = m_oldBody.step(); !last)
        return last.error();
    return m_updateBody.bind(old.result).bind(old.log).bind(static_cast<qint64>(bodySum(id, old))).bind(id).run();
}

void JournalFile::giveBack()
{
    if (const auto free = m_file.number("pragma freelist_count"); free && *free > mostFree)
        (void)m_file.execute("pragma incremental_vacuum"); // where it cannot be, nothing is lost
}

// Numbers of kinds whose transaction failed stay taken in memory, and are never written: the file is
// not written to any more.
Expected<quint16> JournalFile::kind(const QString &name)
{
    if (name.isEmpty())
        return quint16(0);
    if (const auto found = m_kindNumbers.constFind(name); found != m_kindNumbers.cend())
        return *found;
    if (m_kinds.size() > std::numeric_limits<quint16>::max())
        return quint16(0); // as the engine does: it is told in the message
    const auto number = static_cast<quint16>(m_kinds.size());
    if (auto inserted = m_insertKind.bind(qint64(number)).bind(name).run(); !inserted)
        return inserted.error();
    m_kinds.push_back(name);
    m_kindNumbers.insert(name, number);
    return number;
}

} // namespace batchdeck
