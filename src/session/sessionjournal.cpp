#include "session/sessionjournal.h"

#include "session/pastentries.h"

#include <QStandardPaths>

#include <algorithm>

namespace batchdeck {

QString journalFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)
        + QStringLiteral("/batchdeck/journals");
}

QString warningOf(const JournalWriter::Moved &moved)
{
    return moved.stale.isEmpty()
        ? QString()
        : QStringLiteral("The old journal “%1” could not be marked as left behind. Do not go on with it: what is done "
                         "from now on would be done again.")
              .arg(moved.stale);
}

SessionJournal::SessionJournal(OpenJournal opened, RunJournal *reader)
    : m_writer(std::move(opened.writer))
    , m_run(std::move(opened.run))
    , m_past(std::move(opened.past))
    , m_pastEdits(std::move(opened.edits))
    , m_lastSequence(opened.lastSequence)
    , m_goesOn(opened.goesOn)
{
    if (reader)
        m_fork.emplace(*m_writer, *reader);
}

RunJournal &SessionJournal::feed()
{
    return m_fork ? static_cast<RunJournal &>(*m_fork) : *m_writer;
}

Expected<quint32> SessionJournal::eachPastResult(const TakeResult &take) const
{
    if (!m_goesOn)
        return 0U;
    auto file = JournalFile::read(path());
    if (!file)
        return file.error();
    quint32 lost = 0;
    const auto read = file->eachRecord(m_lastSequence, JournalFile::Trust::Whole, [&](auto &entries) -> Expected<void> {
        lost += std::any_of(entries.begin(), entries.end(), [](const JournalEntry &entry) {
            return entry.isBodyLost && entry.what == JournalEntry::What::End;
        });
        if (auto result = resultOf(entries))
            take(*std::move(result));
        return {};
    });
    return read ? Expected<quint32>(lost) : read.error();
}

Expected<std::vector<PastEnd>> SessionJournal::ends(quint32 row) const
{
    const auto entries = m_writer->history(row);
    if (!entries)
        return entries.error();
    return endsOf(*entries);
}

Expected<PastBody> SessionJournal::body(const PastEnd &end) const
{
    const auto entries = m_writer->history(rowOf(end));
    if (!entries)
        return entries.error();
    return bodyOf(*entries, end);
}

void SessionJournal::edited(quint32 row, const QByteArray &entry, State was)
{
    m_writer->edited(row, entry, was);
}

void SessionJournal::decided(const QString &what, const QString &detail)
{
    m_writer->decided({what, detail});
}

bool SessionJournal::wasDecided(const QString &what, const QString &detail) const
{
    auto file = JournalFile::read(path());
    const auto decisions = file ? file->decisions() : Expected<std::vector<JournalledDecision>>(file.error());
    return decisions && std::any_of(decisions->begin(), decisions->end(), [&](const JournalledDecision &decision) {
               return decision.what == what && decision.detail == detail;
           });
}

Expected<SessionJournal::Moved> SessionJournal::moveTo(const QString &path)
{
    auto moved = m_writer->moveTo(path);
    m_hasMoved = m_hasMoved || moved;
    if (moved && m_fork)
        m_fork->regain(moved->loss);
    return moved;
}

} // namespace batchdeck
