#include "journal/journalopening.h"

#include "journal/journalcopy.h"
#include "journal/journalfolder.h"
#include "journal/journalplace.h"
#include "journal/journalschema.h"
#include "journal/journaltakeup.h"
#include "journal/recordfold.h"

#include <QFileInfo>

namespace batchdeck {

namespace {

qint64 now()
{
    return QDateTime::currentMSecsSinceEpoch();
}

// One opening, from what is there to what is written.
class Opener {
public:
    Opener(const JournalRequest &request, std::optional<FoundRun> &found)
        : m_request(request)
        , m_found(found)
    {
    }

    Expected<OpenJournal> open()
    {
        if (auto checked = checkNamed(); !checked)
            return checked.error();
        if (auto looked = look(); !looked)
            return looked.error();
        if (auto same = checkWanted(); !same)
            return same.error();
        // Of a chosen one that has nothing of this batch there is nothing to begin beside.
        const bool isElse = m_folder && isChosen() && m_found && !m_found->batch.sameOrder && m_found->batch.same == 0;
        const auto opening = openingOf(m_found, isElse ? Reopen::Resume : m_request.reopen);
        if (!opening)
            return opening.error();
        const auto opened = *opening == Opening::Begin ? begin() : *opening == Opening::Carry ? carry() : goOn();
        if (!opened)
            return opened.error();
        m_opened.run = m_file->run();
        m_opened.lastSequence = m_opened.goesOn ? m_file->lastSequence() : 0;
        m_opened.writer = std::make_unique<JournalWriter>(*std::move(m_file), m_request.failed);
        return std::move(m_opened);
    }

private:
    Expected<void> checkNamed() const;
    Expected<void> look();
    Expected<void> checkWanted() const;
    Expected<void> lookAt(JournalFile &file);
    Expected<void> lookAtDamaged(JournalFile &file);
    bool matters(quint32 row) const;
    Expected<void> begin();
    Expected<void> goOn();
    Expected<void> writeOn();
    Expected<void> carry();
    Expected<void> copy(JournalCopy copy);
    Expected<void> place(const QString &prepared, const QString &to);
    void tellKept(const QString &name);
    Expected<void> keepOld(const QString &why);
    void keepUnread(const JournalFolder::Latest &latest);
    void tellStanding();

    // Where its journal was chosen, and is there.
    bool isChosen() const
    {
        return m_request.reopen != Reopen::Fresh && !m_request.chosen.isEmpty() && QFileInfo(m_request.chosen).isFile();
    }

    const JournalRequest &m_request;
    std::optional<FoundRun> &m_found;
    OpenJournal m_opened;
    std::optional<JournalFolder> m_folder;
    std::optional<FileLock> m_folderLock; // until it is opened
    QString m_path; // where something is
    QDateTime m_filed; // the latest of this batch
    std::optional<JournalFile> m_file;
    JournalPast m_past;
};

// It may be any file of a person's, which is neither written to nor renamed.
Expected<void> Opener::checkNamed() const
{
    if (m_request.path.isEmpty())
        return {};
    if (const auto lost = lostPlace(m_request.path); lost && m_request.reopen != Reopen::Fresh)
        return Error{
            journalUnread,
            QStringLiteral("The journal “%1” is gone: Batchdeck ended while another one was to take its place. "
                           "What it was is “%2”: rename it back to go on.")
                .arg(m_request.path, *lost),
            false};
    if (!QFileInfo::exists(m_request.path)) {
        const QString log = m_request.path + QStringLiteral("-wal");
        if (m_request.reopen == Reopen::Fresh || QFileInfo(log).size() == 0)
            return {};
        return Error{journalUnread,
                     QStringLiteral("The journal “%1” is gone, but not “%2”, which has the latest of what happened. "
                                    "Put the two together again.")
                         .arg(m_request.path, log),
                     false};
    }
    takeBackReplacing(m_request.path);
    if (auto checked = checkIsFile(m_request.path); !checked)
        return checked;
    if (isOurs(m_request.path))
        return {};
    auto file = SqliteFile::open(m_request.path, SqliteFile::Access::Read);
    return file ? checkIsOurs(*file, m_request.path) : Expected<void>(); // else who opens it says why not
}

Expected<void> Opener::look()
{
    m_found.reset();
    m_path = m_request.path;
    if (m_path.isEmpty()) {
        auto folder = JournalFolder::open(m_request.folder);
        if (!folder)
            return folder.error();
        m_folder = *std::move(folder);
        auto lock = m_folder->lock();
        if (!lock)
            return lock.error();
        m_folderLock = *std::move(lock);
        const JournalFolder::Latest latest = m_folder->latestOf(m_request.run.batch, m_opened.told);
        m_filed = latest.filed;
        if (m_request.reopen == Reopen::Fresh) {
            keepUnread(latest);
        } else if (isChosen()) {
            m_path = m_request.chosen;
        } else if (!latest.unread.empty()) {
            return Error{journalUnread,
                         latest.unread.front().why.message
                             + QStringLiteral(" It may be a run of this batch, so nothing is begun."),
                         false};
        } else {
            m_path = latest.path;
        }
    }
    if (m_path.isEmpty() || m_request.reopen == Reopen::Fresh || !QFileInfo::exists(m_path))
        return {};
    auto file = JournalFile::open(m_path);
    if (file) {
        auto looked = file->recognise(m_request.run.batch);
        if (looked)
            looked = lookAt(*file);
        m_file = *std::move(file);
        return looked;
    }
    if (file.error().kind == journalDamaged) {
        if (auto salvaged = JournalFile::salvage(m_path)) {
            auto looked = salvaged->recognise(m_request.run.batch);
            if (looked)
                looked = lookAtDamaged(*salvaged);
            m_file = *std::move(salvaged);
            return looked;
        }
    }
    const QString kind = file.error().kind;
    if (kind == u"journal.empty")
        return {};
    if (kind != journalLocked)
        return file.error();
    // Somebody may only look at a run that is over.
    if (auto reader = JournalFile::read(m_path); reader && lookAt(*reader) && m_found->hasBegun
        && m_request.reopen == Reopen::Ask && openingOf(m_found, Reopen::Ask))
        return {};
    return file.error();
}

// Since it was closed another program may have begun a run that is the latest now.
Expected<void> Opener::checkWanted() const
{
    if (m_request.wanted.isEmpty() || !m_file || m_file->run().id == m_request.wanted)
        return {};
    return Error{journalOther, QStringLiteral("Another run of this batch has begun since."), false};
}

Expected<void> Opener::lookAt(JournalFile &file)
{
    auto past = pastOf(file, m_request.isIdempotent, now());
    if (past) {
        m_past = *std::move(past);
        m_found = foundRun(file, m_past, m_request.run);
        return {};
    }
    return past.error().kind == journalDamaged ? lookAtDamaged(file) : past.error();
}

// As its copy will have it.
Expected<void> Opener::lookAtDamaged(JournalFile &file)
{
    m_past = {};
    const BatchIdentity &before = file.run().batch;
    std::vector<bool> isKnown(before.entries.size());
    auto read = file.eachRecord(~quint32(0), JournalFile::Trust::WhatIsSound, [&](auto &entries) -> Expected<void> {
        RecordFold fold;
        for (const JournalEntry &entry : entries)
            fold.add(entry);
        if (entries.front().row < isKnown.size())
            isKnown[entries.front().row] = isKnownOf(fold);
        if (const auto cut = fold.interruption(m_request.isIdempotent(fold.record().row), now()))
            fold.add(*cut);
        m_past.run.records.push_back(fold.record());
        m_past.repaired += fold.isRepaired();
        return {};
    });
    m_found = foundRun(file, m_past, m_request.run);
    m_found->isDamaged = true;
    m_found->hasBegun = true; // for all that anybody knows
    const RowOf rowOf = rowsOfTheSame(before, m_request.run.batch);
    for (std::size_t row = 0; row < isKnown.size(); ++row) {
        const auto place = static_cast<quint32>(row);
        const auto goesTo = m_found->batch.sameOrder ? std::optional(place) : rowOf(place);
        if (isKnown[row] || !goesTo || !matters(*goesTo) || m_found->left == 0)
            continue;
        ++m_found->inDoubt;
        ++m_found->ended;
        --m_found->left;
    }
    return read;
}

// Whether it does harm to run it a second time.
bool Opener::matters(quint32 row) const
{
    return !(m_request.isInvalid && m_request.isInvalid(row)) && !m_request.isIdempotent(row);
}

Expected<void> Opener::begin()
{
    if (m_folder && m_file && m_found && !m_found->hasBegun) // a batch that was only looked at leaves nothing
        removeJournal(m_path);
    m_file.reset();
    const QString path = m_folder ? m_folder->newPath(m_request.run.batch.path) : m_path;
    if (!m_folder && QFileInfo::exists(m_path)) {
        if (auto kept = keepOld(QStringLiteral("earlier")); !kept)
            return kept;
    }
    JournalledRun run = m_request.run;
    run.filed = m_filed;
    auto fresh = JournalFile::create(path, run);
    if (!fresh)
        return fresh.error();
    m_file = *std::move(fresh);
    if (m_folder)
        m_folder->tidy(m_request.kept);
    return {};
}

// The same run, where it stands.
Expected<void> Opener::goOn()
{
    tellStanding();
    const bool isWhole = !m_found->isDamaged;
    if (isWhole) {
        const QStringList told = m_opened.told;
        const auto written = writeOn();
        if (written || written.error().kind != journalDamaged)
            return written;
        m_found->isDamaged = true; // which nobody had to read, but it cannot be written to
        m_opened = {};
        m_opened.told = told;
    }
    JournalledRun run = m_file->run();
    if (!m_request.run.batch.path.isEmpty())
        run.batch.path = m_request.run.batch.path;
    return copy({.run = std::move(run), .isDamaged = !isWhole});
}

Expected<void> Opener::writeOn()
{
    const auto noted = m_file->noteBatch(m_request.run.batch.path);
    return noted ? takeUpPast(*m_file, std::move(m_past), m_opened) : noted;
}

// As another run: its records may stand in other rows, and marks of what was done name the old one.
Expected<void> Opener::carry()
{
    tellStanding();
    const bool isWhole = !m_found->isDamaged;
    if (isWhole) {
        const auto written = m_file->append(m_past.interrupted);
        m_found->isDamaged = !written && written.error().kind == journalDamaged;
        if (!written && !m_found->isDamaged)
            return written;
    }
    JournalledRun run = m_request.run;
    run.filed = m_file->run().filed;
    run.carriedFrom = m_file->run().id;
    return copy({.run = std::move(run),
                 .rowOf = rowsOfTheSame(m_file->run().batch, m_request.run.batch),
                 .isCarried = true,
                 .isDamaged = !isWhole});
}

Expected<void> Opener::copy(JournalCopy copy)
{
    copy.matters = [this](quint32 row) { return matters(row); };
    const QString to = m_folder ? m_folder->newPath(m_request.run.batch.path) : m_path;
    auto prepared = prepareCopy(*m_file, to, copy);
    if (!prepared)
        return prepared.error();
    m_file.reset();
    if (auto placed = place(*prepared, to); !placed)
        return placed;
    auto file = JournalFile::open(to);
    if (!file)
        return file.error();
    m_file = *std::move(file);
    auto past = pastOf(*m_file, m_request.isIdempotent, now());
    if (!past)
        return past.error();
    m_past = *std::move(past);
    return takeUpPast(*m_file, std::move(m_past), m_opened);
}

// At no moment is there none.
Expected<void> Opener::place(const QString &prepared, const QString &to)
{
    if (m_folder) { // the latest is what goes on, whatever else stands there
        if (auto placed = placeCopy(prepared, to); !placed)
            return placed;
        if (m_found->isDamaged) {
            if (auto kept = keepOld(QStringLiteral("damaged")); !kept)
                m_opened.told += kept.error().message;
        }
        return {};
    }
    const auto lock = FileLock::take(m_path); // another program may be at it
    if (!lock)
        return lock.error();
    const auto kept =
        replaceJournal(m_path, prepared, m_found->isDamaged ? QStringLiteral("damaged") : QStringLiteral("earlier"));
    if (!kept)
        return kept.error();
    removeJournal(prepared);
    tellKept(*kept);
    return {};
}

void Opener::tellStanding()
{
    m_opened.told += QStringLiteral("Going on with %1.").arg(m_found->standing());
    m_opened.told += m_found->changes();
}

// What is damaged is known for that by its name from now on. What could only not be read may be sound.
void Opener::keepUnread(const JournalFolder::Latest &latest)
{
    for (const auto &[path, why] : latest.unread) {
        m_opened.told += why.message;
        const auto lock = FileLock::take(path);
        if (!lock || (why.kind != journalDamaged && why.kind != u"journal.foreign"))
            continue;
        const auto kept = keepAside(path, QStringLiteral("damaged"));
        m_opened.told.last() += kept ? QStringLiteral(" It is kept as “%1”.").arg(*kept) : u' ' + kept.error().message;
    }
}

Expected<void> Opener::keepOld(const QString &why)
{
    if (const auto lock = FileLock::take(m_path); !lock) // another program may be at it
        return lock.error();
    const auto kept = keepAside(m_path, why);
    if (!kept)
        return kept.error();
    tellKept(*kept);
    return {};
}

void Opener::tellKept(const QString &name)
{
    m_opened.told += QStringLiteral("The earlier journal is kept as “%1”.").arg(name);
}

} // namespace

// What a link leads to is the journal. Where another one takes its place, it must not stay behind under its own name as
// it was.
Expected<OpenJournal> openJournal(const JournalRequest &request, std::optional<FoundRun> &found)
{
    const QFileInfo named(request.path);
    if (request.path.isEmpty() || !named.isSymLink() || !named.exists())
        return Opener(request, found).open();
    JournalRequest direct = request;
    direct.path = named.canonicalFilePath();
    return Opener(direct, found).open();
}

} // namespace batchdeck
