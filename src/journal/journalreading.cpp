#include "journal/entrysum.h"
#include "journal/journalfile.h"
#include "journal/journallog.h"
#include "journal/journalplace.h"
#include "journal/journalschema.h"

#include <QFile>

#include <algorithm>
#include <utility>

// The part of a journal's file that reads.

namespace batchdeck {

namespace {

template <typename Enum>
bool read(const SqliteStatement &row, int column, int count, Enum &value)
{
    const qint64 number = row.number(column);
    value = static_cast<Enum>(number);
    return number >= 0 && number < count;
}

// False where it is not what was written.
bool readEntry(const SqliteStatement &row, JournalEntry &entry, quint16 &errorKind, quint64 &sum)
{
    const qint64 id = row.number(0);
    entry.row = static_cast<quint32>(quint64(id) >> 31);
    entry.sequence = static_cast<quint32>(id & 0x7fffffff);
    const bool isSane = read(row, 1, JournalEntry::whats, entry.what) && read(row, 3, stateCount, entry.became)
        && read(row, 4, reportCount, entry.report) && read(row, 5, stopReasonCount, entry.reason);
    entry.number = static_cast<quint32>(row.number(2));
    entry.flags = static_cast<std::uint8_t>(row.number(6));
    entry.leader = row.isNull(7) ? nothing : static_cast<quint32>(row.number(7));
    entry.at = row.number(8);
    entry.elapsed = row.number(9);
    entry.timeout = row.isNull(10) ? -1 : row.number(10);
    errorKind = static_cast<quint16>(row.number(11));
    sum = static_cast<quint64>(row.number(12));
    return isSane && sum == entrySum(id, entry, errorKind);
}

// Entries with all that belongs to them but their bodies, whose damage is to hide none of them.
Expected<SqliteStatement> namedEntries(SqliteFile &file, const char *which)
{
    constexpr char all[] = "select history.*, kind.name from history left join kind on kind.number = history.kind ";
    return file.prepare(QByteArray(all).append(which).constData());
}

// A row of them. False where it is not what was written.
bool readNamed(const SqliteStatement &row, JournalEntry &entry)
{
    quint16 errorKind = 0;
    quint64 sum = 0;
    const bool isWhole = readEntry(row, entry, errorKind, sum);
    entry.errorKind = row.text(13);
    return isWhole;
}

// In the place of what was lost.
void tellLoss(JournalEntry &entry)
{
    entry.isBodyLost = true;
    entry.errorMessage = entry.errorKind.isEmpty()
        ? QString()
        : QStringLiteral("What was said of it is lost: the run's journal was damaged.");
    entry.result.clear();
    entry.log = QStringLiteral("[The result and the log are lost: the run's journal was damaged.]");
}

// What was cut short is taken back by whoever opens it to write.
Expected<void> settle(const QString &path)
{
    const auto lock = FileLock::take(path);
    if (!lock)
        return lock.error();
    if (isLogAltered(path))
        return Error{QStringLiteral("journal.damaged"), QStringLiteral("its log was altered"), false};
    auto file = SqliteFile::open(path, SqliteFile::Access::Write);
    if (!file)
        return file.error();
    const auto looked = file->number("select count(*) from sqlite_schema");
    return looked ? Expected<void>() : looked.error();
}

} // namespace

Expected<JournalFile> JournalFile::read(const QString &path, Entries entries)
{
    auto file = readSettled(path, entries);
    if (file || file.error().kind != u"journal.unsettled" || !settle(path))
        return file;
    return readSettled(path, entries);
}

Expected<JournalFile> JournalFile::readSettled(const QString &path, Entries entries)
{
    auto opened = SqliteFile::open(path, SqliteFile::Access::Read);
    if (!opened) {
        Error error = opened.error();
        error.message = QStringLiteral("The journal “%1” cannot be read: %2.").arg(path, error.message);
        return error;
    }
    JournalFile file(path, *std::move(opened));
    Expected<void> done = checkVersion(file.m_file, path);
    if (done)
        done = file.readRun(entries);
    if (done)
        done = file.readKinds();
    if (!done)
        return file.told(done.error());
    return file;
}

Expected<JournalFile> JournalFile::salvage(const QString &path)
{
    if (auto checked = checkIsFile(path); !checked)
        return checked.error();
    auto lock = FileLock::take(path);
    if (!lock)
        return lock.error();
    auto opened = SqliteFile::open(path, SqliteFile::Access::Salvage);
    if (!opened)
        return opened.error();
    JournalFile file(path, *std::move(opened));
    file.m_lock = *std::move(lock);
    Expected<void> done = checkVersion(file.m_file, path);
    if (done)
        done = file.readRun();
    if (done)
        done = file.checkOriginal();
    if (!done)
        return file.told(done.error());
    (void)file.readKinds(); // as many as there are
    return file;
}

Expected<void> JournalFile::readKinds()
{
    m_kinds = {QString()};
    m_kindNumbers.clear();
    auto select = m_file.prepare("select number, name from kind order by number");
    auto tally = m_file.prepare("select entries, sums from tally");
    if (!select || !tally)
        return select ? tally.error() : select.error();
    while (true) {
        const auto row = select->step();
        if (!row)
            return row.error();
        if (!*row)
            break;
        if (select->number(0) != static_cast<qint64>(m_kinds.size()))
            return missing();
        m_kindNumbers.insert(select->text(1), static_cast<quint16>(m_kinds.size()));
        m_kinds.push_back(select->text(1));
    }
    const auto row = tally->step();
    if (!row)
        return row.error();
    if (!*row)
        return missing();
    m_entries = tally->number(0);
    m_sums = static_cast<quint64>(tally->number(1));
    if (m_entries < 0 || (m_entries == 0 && m_sums != 0))
        return missing();
    m_sequence = static_cast<quint32>(m_entries);
    return {};
}

Expected<void> JournalFile::scan(const Take &take)
{
    // One view of the file, whoever writes to it meanwhile.
    if (auto begun = m_file.execute("begin"); !begun)
        return told(begun.error());
    const auto through = [&]() -> Expected<void> {
        if (auto known = readKinds(); !known)
            return known;
        auto select = m_file.prepare("select * from history order by id");
        if (!select)
            return select.error();
        qint64 entries = 0;
        quint64 sums = 0;
        qint64 last = -1;
        JournalEntry entry;
        quint16 errorKind = 0;
        quint64 sum = 0;
        while (true) {
            const auto row = select->step();
            if (!row)
                return row.error();
            if (!*row)
                break;
            const bool isBehind = select->number(0) > std::exchange(last, select->number(0));
            if (!isBehind || !readEntry(*select, entry, errorKind, sum) || errorKind >= m_kinds.size())
                return altered();
            ++entries;
            sums = (sums + sum) & 0xffffffffffff;
            take(entry, errorKind);
        }
        return entries == m_entries && sums == m_sums ? Expected<void>() : missing();
    };
    const Expected<void> scanned = through();
    (void)m_file.execute("rollback");
    return scanned ? scanned : told(scanned.error());
}

Expected<void> JournalFile::readBody(JournalEntry &entry)
{
    entry.isBodyLost = false;
    if (!entry.has(JournalEntry::HasBody))
        return {};
    if (!m_readBody) {
        auto prepared = m_file.prepare("select message, result, log, sum from body where id = ?");
        if (!prepared && prepared.error().kind == u"journal.damaged") {
            tellLoss(entry);
            return {};
        }
        if (!prepared)
            return prepared.error();
        m_readBody = *std::move(prepared);
    }
    SqliteStatement &body = *m_readBody;
    const qint64 id = static_cast<qint64>(quint64(entry.row) << 31 | entry.sequence);
    const auto found = body.bind(id).step();
    if (!found && found.error().kind != u"journal.damaged")
        return found.error();
    bool isWhole = found && *found;
    if (isWhole) {
        entry.errorMessage = body.text(0);
        entry.result = body.bytes(1);
        entry.log = body.text(2);
        isWhole = body.number(3) == static_cast<qint64>(bodySum(id, entry));
        (void)body.step(); // to its end: it is used again
    }
    if (!isWhole)
        tellLoss(entry);
    return {};
}

Expected<std::vector<JournalEntry>> JournalFile::history(quint32 row)
{
    auto select = namedEntries(m_file, "where history.id between ? and ? order by history.id");
    if (!select)
        return told(select.error());
    select->bind(static_cast<qint64>(quint64(row) << 31)).bind(static_cast<qint64>(quint64(row) << 31 | 0x7fffffff));
    std::vector<JournalEntry> found;
    while (true) {
        const auto next = select->step();
        if (!next)
            return told(next.error());
        if (!*next)
            return found;
        // An altered page of the tree leads to another record's entry, which is whole in itself.
        if (!readNamed(*select, found.emplace_back()) || found.back().row != row)
            return told(altered());
        if (auto read = readBody(found.back()); !read)
            return told(read.error());
    }
}

// Of a damaged file, where the names may be gone.
bool JournalFile::readKnown(const SqliteStatement &row, JournalEntry &entry) const
{
    quint16 errorKind = 0;
    quint64 sum = 0;
    const bool isWhole = readEntry(row, entry, errorKind, sum);
    entry.errorKind = errorKind < m_kinds.size() ? m_kinds[errorKind] : QStringLiteral("unknown");
    return isWhole;
}

Expected<void> JournalFile::eachRecord(quint32 lastSequence, Trust trust, const TakeRecord &take)
{
    const bool isWhole = trust == Trust::Whole;
    auto select = isWhole ? namedEntries(m_file, "order by history.id")
        : isInOrder()     ? m_file.prepare("select * from history order by id")
                          : m_file.prepare("select * from history order by +id"); // which sorts them
    if (!select)
        return told(select.error());
    std::vector<JournalEntry> record;
    const auto add = [&](JournalEntry &&entry) -> Expected<void> {
        if (entry.sequence > lastSequence)
            return {};
        if (!record.empty() && record.front().row != entry.row) {
            if (auto taken = take(record); !taken)
                return taken;
            record.clear();
        }
        record.push_back(std::move(entry));
        return {};
    };
    qint64 last = -1;
    while (true) {
        const auto next = select->step();
        if (!next && isWhole)
            return told(next.error());
        if (!next) { // what stands behind the damage is found from the other end
            auto rest = soundEnd(last);
            if (!rest)
                return told(rest.error());
            for (JournalEntry &entry : *rest) {
                if (auto added = add(std::move(entry)); !added)
                    return added;
            }
            break;
        }
        if (!*next)
            break;
        JournalEntry entry;
        const bool isBehind = select->number(0) > last;
        last = std::max(last, select->number(0));
        if (!(isWhole ? isBehind && readNamed(*select, entry) : readKnown(*select, entry))) {
            if (isWhole)
                return told(altered());
            continue;
        }
        if (auto read = readBody(entry); !read)
            return told(read.error());
        if (auto added = add(std::move(entry)); !added)
            return added;
    }
    return record.empty() ? Expected<void>() : take(record);
}

// An altered key of the tree leads what is written from then on astray, and whoever reads all of it finds each entry
// whole. True as well where not all of it can be read.
bool JournalFile::isInOrder()
{
    auto select = m_file.prepare("select id from history order by id");
    qint64 last = -1;
    while (select) {
        const auto next = select->step();
        if (!next || !*next)
            break;
        if (select->number(0) <= std::exchange(last, select->number(0)))
            return false;
    }
    return true;
}

// From the end of a damaged file as far as it can be read.
Expected<std::vector<JournalEntry>> JournalFile::soundEnd(qint64 after)
{
    auto select = m_file.prepare("select * from history where id > ? order by id desc");
    if (!select)
        return select.error();
    select->bind(after);
    std::vector<JournalEntry> found;
    while (true) {
        const auto next = select->step();
        if (!next || !*next)
            break;
        JournalEntry entry;
        if (readKnown(*select, entry) && readBody(entry))
            found.push_back(std::move(entry));
    }
    std::ranges::sort(found, {}, [](const JournalEntry &entry) { return std::pair(entry.row, entry.sequence); });
    return found;
}

Expected<std::vector<JournalledDecision>> JournalFile::decisions()
{
    auto select = m_file.prepare("select at, what, detail from decision order by id");
    if (!select)
        return told(select.error());
    std::vector<JournalledDecision> found;
    while (true) {
        const auto next = select->step();
        if (!next)
            return told(next.error());
        if (!*next)
            return found;
        found.push_back({select->number(0), select->text(1), select->text(2)});
    }
}

} // namespace batchdeck
