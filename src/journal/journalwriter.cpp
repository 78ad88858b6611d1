#include "journal/journalwriter.h"

#include "journal/journalcopy.h"
#include "journal/journalplace.h"

#include <QFileInfo>

#include <algorithm>
#include <iterator>

namespace batchdeck {

namespace {

using namespace std::chrono_literals;

constexpr auto linger = 20ms; // where nobody waits for the disk
constexpr std::size_t many = 20'000; // entries are written at once, whoever waits

template <typename T>
void append(std::vector<T> &to, std::vector<T> &&from)
{
    if (to.empty() && to.capacity() < from.size())
        to = std::move(from);
    else
        to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

bool isSame(const QString &file, const QString &other)
{
    return QFileInfo(file).canonicalFilePath() == QFileInfo(other).canonicalFilePath();
}

// It led to where the journal was before that went.
bool isDeadLink(const QString &path, const QString &to)
{
    const QFileInfo link(path);
    return link.isSymLink() && !link.exists()
        && (path == to || link.symLinkTarget() == QFileInfo(to).absoluteFilePath());
}

} // namespace

void JournalWriter::Work::add(Work &&other)
{
    append(entries, std::move(other.entries));
    append(awaited, std::move(other.awaited));
    append(decisions, std::move(other.decisions));
}

JournalWriter::JournalWriter(JournalFile file, Failed failed)
    : m_failed(std::move(failed))
    , m_file(std::move(file))
    , m_path(m_file.path())
    , m_thread(&JournalWriter::run, this)
{
}

JournalWriter::~JournalWriter()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
        m_changed.notify_all();
    }
    m_thread.join();
    if (!m_failure)
        m_file.giveBack();
}

void JournalWriter::open(Durable durable)
{
    const std::lock_guard telling(m_telling);
    m_durable = std::move(durable);
}

void JournalWriter::onLost(Lost lost)
{
    const std::lock_guard telling(m_telling);
    m_lost = std::move(lost);
    if (!m_lost)
        return;
    const quint32 loss = lossUnderWay();
    if (loss > 0)
        m_lost(loss);
}

void JournalWriter::close()
{
    const std::lock_guard telling(m_telling);
    m_durable = {};
    m_lost = {};
}

void JournalWriter::tell(std::vector<AttemptId> durable)
{
    const std::lock_guard telling(m_telling);
    if (!durable.empty() && m_durable)
        m_durable(std::move(durable));
}

void JournalWriter::write(std::vector<HistoryItem> items)
{
    const ClockPair clocks = ClockPair::now();
    Work work;
    work.entries.reserve(items.size());
    for (HistoryItem &item : items) {
        if (item.end.awaited)
            work.awaited.push_back(item.end.attempt);
        work.entries.push_back(journalEntry(std::move(item), clocks));
    }
    bool wakes = false;
    {
        const std::lock_guard lock(m_mutex);
        m_handedIn += work.entries.size();
        wakes = m_waiting.isEmpty() || !work.awaited.empty();
        m_waiting.add(std::move(work));
        wakes |= m_waiting.entries.size() >= many;
    }
    if (wakes) // who is woken finds the way free
        m_changed.notify_all();
}

void JournalWriter::decided(const Decision &decision)
{
    const std::lock_guard lock(m_mutex);
    ++m_handedIn;
    m_waiting.decisions.push_back({QDateTime::currentMSecsSinceEpoch(), decision.what, decision.detail});
    m_changed.notify_all();
}

void JournalWriter::edited(quint32 row, const QByteArray &entry, State was)
{
    JournalEntry edit;
    edit.what = JournalEntry::What::Edited;
    edit.row = row;
    edit.became = was;
    edit.flags = JournalEntry::ByHand;
    edit.at = QDateTime::currentMSecsSinceEpoch();
    edit.result = entry;
    const std::lock_guard lock(m_mutex);
    ++m_handedIn;
    m_waiting.entries.push_back(std::move(edit));
    m_changed.notify_all();
}

Expected<std::vector<JournalEntry>> JournalWriter::history(quint32 row)
{
    const std::lock_guard file(m_fileMutex);
    auto found = m_file.history(row);
    if (!found)
        return found;
    // What was kept may be there as well, where it failed after it had been written.
    std::erase_if(*found, [&](const JournalEntry &entry) { return entry.sequence > m_file.lastSequence(); });
    const auto add = [&](const Work &work) {
        std::copy_if(work.entries.begin(), work.entries.end(), std::back_inserter(*found),
                     [row](const JournalEntry &entry) { return entry.row == row; });
    };
    add(m_kept);
    const std::lock_guard lock(m_mutex);
    add(m_waiting);
    return found;
}

bool JournalWriter::flush(Duration atMost)
{
    std::unique_lock lock(m_mutex);
    const quint64 wanted = m_handedIn;
    m_flushing = true;
    m_changed.notify_all();
    return m_changed.wait_for(lock, atMost, [&] { return m_written >= wanted; }) && !m_failure;
}

std::optional<Error> JournalWriter::failure() const
{
    if (!m_hasFailed)
        return {};
    const std::lock_guard lock(m_mutex);
    return m_failure;
}

quint32 JournalWriter::lossUnderWay() const
{
    const std::lock_guard lock(m_mutex);
    return m_failure ? m_losses : 0;
}

QString JournalWriter::path() const
{
    const std::lock_guard lock(m_mutex);
    return m_path;
}

void JournalWriter::run()
{
    while (true) {
        {
            std::unique_lock lock(m_mutex);
            m_changed.wait(lock, [this] { return m_ending || !m_waiting.isEmpty(); });
            if (m_waiting.isEmpty())
                return;
            m_changed.wait_for(lock, linger, [this] { return isUrgent(); });
        }
        commit();
    }
}

bool JournalWriter::isUrgent() const
{
    return m_ending || m_flushing || !m_waiting.awaited.empty() || m_waiting.entries.size() >= many;
}

// What waits is under way only while the file is held, so that whoever holds it finds all there is.
void JournalWriter::commit()
{
    std::vector<AttemptId> durable;
    std::optional<Error> failure;
    quint32 loss = 0;
    quint64 count = 0;
    {
        const std::lock_guard file(m_fileMutex);
        Work work;
        {
            const std::lock_guard lock(m_mutex);
            std::swap(work, m_waiting);
            m_waiting.entries.reserve(std::min(work.entries.size(), many)); // likely as many: none is moved then
            m_flushing = false;
        }
        count = work.entries.size() + work.decisions.size();
        if (!m_failure) { // which only this thread and moveTo() change, both with the file
            auto appended = m_file.append(work.entries, work.decisions);
            if (appended)
                durable = std::move(work.awaited);
            else
                failure = appended.error();
        }
        if (m_failure || failure)
            m_kept.add(std::move(work));
        const std::lock_guard lock(m_mutex);
        if (failure) {
            m_failure = failure;
            m_hasFailed = true;
            loss = ++m_losses;
        }
    }
    tell(std::move(durable)); // before flush() returns
    {
        const std::lock_guard lock(m_mutex);
        m_written += count;
        m_changed.notify_all();
    }
    if (!failure)
        return;
    const std::lock_guard telling(m_telling);
    if (m_failed)
        m_failed(*failure);
    if (m_lost)
        m_lost(loss);
}

Expected<JournalWriter::Moved> JournalWriter::moveTo(const QString &path)
{
    std::vector<AttemptId> durable;
    QString from;
    quint32 loss = 0;
    {
        const std::lock_guard file(m_fileMutex);
        from = m_file.path();
        if (m_failure && m_failure->kind == journalTaken) // a copy would go on beside the other one
            return *m_failure;
        // What was kept may be in the old file as well, where it failed after it had been written.
        const bool isGone = m_file.hasMoved(); // who has it open has all of it still
        auto old = isGone ? Expected<JournalFile>(Error()) : JournalFile::read(from);
        if (!isGone && !old)
            return old.error();
        JournalFile &source = isGone ? m_file : *old;
        if (isGone && isDeadLink(path, from))
            QFile::remove(path);
        auto made = copyJournal(source, path,
                                {.run = m_file.run(),
                                 .lastSequence = m_file.lastSequence(),
                                 .kept = m_kept.entries,
                                 .keptDecisions = m_kept.decisions});
        if (!made)
            return made.error();
        old = Error(); // it is closed
        if (isGone)
            m_file.leaveLog();
        auto fresh = JournalFile::open(path, isGone && isSame(from, path) ? m_file.handLock() : std::nullopt);
        if (!fresh)
            return fresh.error();
        durable = std::move(m_kept.awaited);
        m_kept = {};
        m_file = *std::move(fresh);
        const std::lock_guard lock(m_mutex);
        m_path = path;
        m_failure.reset();
        m_hasFailed = false;
        loss = m_losses;
    }
    const bool leads = isSame(from, path) || leadOn(from, path); // once its lock is gone
    tell(std::move(durable));
    return Moved{loss, leads ? QString() : from};
}

} // namespace batchdeck
