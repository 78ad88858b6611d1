#include "journal/entrysum.h"
#include "journal/journalfile.h"

#include <QFile>
#include <QFileInfo>
#include <QUuid>

#include <algorithm>
#include <filesystem>

// The part of a journal's file that says whose it is: the run, its batch and plan, and where the file has its place.

namespace batchdeck {

namespace {

constexpr qint64 firstWithSums = 3; // of the versions
constexpr const char *allButEntries = "select key, value from run where key <> 'batch.entries' order by key";

QByteArray inHex(quint64 sum)
{
    return QByteArray::number(sum, 16);
}

} // namespace

Expected<void> JournalFile::writeRun(const JournalledRun &run)
{
    m_run = run;
    if (m_run.id.isEmpty())
        m_run.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    // The latest is the one to go on with, also where the clock was set back.
    m_run.filed = m_run.filed.isValid() ? std::max(now, m_run.filed.addMSecs(1)) : now;
    if (!m_run.created.isValid())
        m_run.created = m_run.filed;
    m_run.place = QFileInfo(m_path).canonicalFilePath();
    const RunValue values[] = {
        {"id", m_run.id.toUtf8()},
        {"created", m_run.created.toString(Qt::ISODateWithMs).toUtf8()},
        {"filed", m_run.filed.toString(Qt::ISODateWithMs).toUtf8()},
        {"place", m_run.place.toUtf8()},
        {"carried.from", m_run.carriedFrom.toUtf8()},
        {"batch.path", m_run.batch.path.toUtf8()},
        {"batch.size", QByteArray::number(m_run.batch.size)},
        {"batch.invalid", QByteArray::number(m_run.batch.invalid)},
        {"batch.hash", QByteArray::number(m_run.batch.hash, 16)},
        {"batch.frame", QByteArray::number(m_run.batch.frame, 16)},
        {"batch.entries", packed(m_run.batch.entries)},
        {"plan", m_run.plan},
    };
    return put(values);
}

// With the sums by which it is known that something of it was altered. The entries, of which there may be millions,
// have one of their own, so that who does not need them need not read them.
Expected<void> JournalFile::put(std::span<const RunValue> values)
{
    auto insert = m_file.prepare("insert or replace into run values (?, ?)");
    if (!insert)
        return insert.error();
    const auto put = [&insert](const char *key, const QByteArray &value) {
        return insert->bind(QString::fromLatin1(key)).bind(value).run();
    };
    for (const auto &[key, value] : values) {
        if (auto done = put(key, value); !done)
            return done;
    }
    if (!m_isListAltered) { // else it would be taken for what was written
        if (auto done = put("batch.entries.sum", inHex(runSum(0, {}, packed(m_run.batch.entries)))); !done)
            return done;
    }
    auto select = m_file.prepare(allButEntries);
    if (!select)
        return select.error();
    quint64 sum = 0;
    for (auto row = select->step();; row = select->step()) {
        if (!row)
            return row.error();
        if (!*row)
            break;
        if (select->text(0) != u"sum")
            sum = runSum(sum, select->text(0), select->bytes(1));
    }
    return put("sum", inHex(sum));
}

// All of it or nothing.
Expected<void> JournalFile::putAtOnce(std::span<const RunValue> values)
{
    Expected<void> done = m_begin.run();
    if (done)
        done = put(values);
    if (done)
        done = m_commit.run();
    if (done)
        return done;
    m_file.leaveLog();
    (void)m_file.execute("rollback");
    return done;
}

// Of a long batch the entries are most of what there is.
Expected<void> JournalFile::readRun(Entries entries)
{
    const auto version = m_file.number("pragma user_version");
    auto select = m_file.prepare(entries == Entries::Read ? "select key, value from run order by key" : allButEntries);
    if (!version || !select)
        return version ? select.error() : version.error();
    quint64 sum = 0;
    QByteArray toldSum;
    QByteArray listSum;
    QByteArray toldListSum;
    while (true) {
        const auto row = select->step();
        if (!row)
            return row.error();
        if (!*row)
            break;
        const QString key = select->text(0);
        const QByteArray value = select->bytes(1);
        if (key != u"sum" && key != u"batch.entries")
            sum = runSum(sum, key, value);
        if (key == u"batch.entries")
            listSum = inHex(runSum(0, {}, value));
        if (key == u"id")
            m_run.id = QString::fromUtf8(value);
        else if (key == u"created")
            m_run.created = QDateTime::fromString(QString::fromUtf8(value), Qt::ISODateWithMs);
        else if (key == u"filed")
            m_run.filed = QDateTime::fromString(QString::fromUtf8(value), Qt::ISODateWithMs);
        else if (key == u"place")
            m_run.place = QString::fromUtf8(value);
        else if (key == u"carried.from")
            m_run.carriedFrom = QString::fromUtf8(value);
        else if (key == u"batch.path")
            m_run.batch.path = QString::fromUtf8(value);
        else if (key == u"batch.size")
            m_run.batch.size = value.toLongLong();
        else if (key == u"batch.invalid")
            m_run.batch.invalid = value.toUInt();
        else if (key == u"batch.hash")
            m_run.batch.hash = value.toULongLong(nullptr, 16);
        else if (key == u"batch.frame")
            m_run.batch.frame = value.toULongLong(nullptr, 16);
        else if (key == u"batch.entries")
            m_run.batch.entries = unpacked(value);
        else if (key == u"batch.entries.sum")
            toldListSum = value;
        else if (key == u"plan")
            m_run.plan = value;
        else if (key == u"sum")
            toldSum = value;
    }
    if (m_run.id.isEmpty())
        return missing();
    if (*version < firstWithSums)
        return {};
    m_isListAltered = entries == Entries::Read && listSum != toldListSum;
    return toldSum == inHex(sum) ? Expected<void>() : altered();
}

// What it lists as the batch's entries was altered, or is not. The batch itself has them where it is the same one.
Expected<void> JournalFile::recognise(const BatchIdentity &batch)
{
    if (!m_isListAltered)
        return {};
    if (!m_run.batch.isSameContent(batch))
        return told(altered());
    m_run.batch.entries = batch.entries;
    return {};
}

Expected<JournalledRun> JournalFile::runOf(const QString &path, Entries entries)
{
    Error why;
    for (const SqliteFile::Access access : {SqliteFile::Access::Read, SqliteFile::Access::Salvage}) {
        auto opened = SqliteFile::open(path, access);
        if (!opened)
            return opened.error();
        JournalFile file(path, *std::move(opened));
        const auto done = file.readRun(entries);
        if (done)
            return std::move(file.m_run);
        why = file.told(done.error());
        if (why.kind != u"journal.damaged")
            break;
    }
    return why;
}

std::optional<QString> JournalFile::original() const
{
    std::error_code failed; // where it is gone
    const bool isHere = m_run.place.isEmpty()
        || std::filesystem::equivalent(QFile::encodeName(m_run.place).toStdString(),
                                       QFile::encodeName(m_path).toStdString(), failed);
    if (isHere || failed)
        return {};
    const auto other = runOf(m_run.place, Entries::Skip);
    return other && other->id == m_run.id ? std::optional(m_run.place) : std::nullopt;
}

Expected<void> JournalFile::checkOriginal() const
{
    const std::optional<QString> original = this->original();
    if (!original)
        return {};
    return Error{QStringLiteral("journal.copied"),
                 QStringLiteral("“%1” is a copy of the journal “%2”. Go on with that one, or remove it first: what "
                                "both do would be done twice.")
                     .arg(m_path, *original),
                 false};
}

Expected<void> JournalFile::checkLog() const
{
    const QString log = m_run.place + QStringLiteral("-wal");
    const bool isHere = QFileInfo(m_path + QStringLiteral("-wal")).size() > 0;
    if (isHere || m_run.place.isEmpty() || QFileInfo::exists(m_run.place) || QFileInfo(log).size() == 0)
        return {};
    return Error{QStringLiteral("journal.unread"),
                 QStringLiteral("The journal “%1” was moved without “%2”, which has the latest of what happened. Move "
                                "that as well, to “%1-wal”.")
                     .arg(m_path, log),
                 false};
}

Expected<void> JournalFile::notePlace()
{
    const QString place = QFileInfo(m_path).canonicalFilePath();
    if (place == m_run.place)
        return {};
    m_run.place = place;
    const RunValue value{"place", place.toUtf8()};
    return putAtOnce({&value, 1});
}

Expected<void> JournalFile::noteBatch(const QString &path)
{
    std::vector<RunValue> values;
    if (!path.isEmpty() && path != m_run.batch.path) {
        m_run.batch.path = path;
        values.emplace_back("batch.path", path.toUtf8());
    }
    if (std::exchange(m_isListAltered, false))
        values.emplace_back("batch.entries", packed(m_run.batch.entries));
    const auto noted = values.empty() ? Expected<void>() : putAtOnce(values);
    return noted ? noted : told(noted.error());
}

Error JournalFile::altered()
{
    return {QStringLiteral("journal.damaged"), QStringLiteral("what it holds was altered"), false};
}

Error JournalFile::missing()
{
    return {QStringLiteral("journal.damaged"), QStringLiteral("a part of it is missing"), false};
}

Error JournalFile::told(Error error) const
{
    if (error.message.startsWith(u'“') || error.message.startsWith(u"The journal"))
        return error;
    const QString sentence = error.kind == u"journal.damaged"
        ? QStringLiteral("The journal “%1” is damaged: %2.")
        : QStringLiteral("The journal “%1” cannot be read or written: %2.");
    error.message = sentence.arg(m_path, error.message);
    return error;
}

} // namespace batchdeck
