#include "session/resultrecorder.h"

#include "formats/resultline.h"

namespace batchdeck {

namespace {

// The wall clock's time of an instant of ours.
QDateTime wallTime(Instant instant)
{
    const auto ago = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - instant);
    return QDateTime::currentDateTimeUtc().addMSecs(-ago.count());
}

// The attempt is the record's last one, where it had any.
RecordResult resultOf(const HistoryItem &item, const HistoryItem *attempt)
{
    RecordResult result;
    result.row = item.end.row;
    result.state = item.end.became;
    if (attempt) {
        result.attempts = attempt->end.number;
        result.started = wallTime(attempt->end.started);
        result.elapsed = attempt->end.ended - attempt->end.started;
    }
    result.result = item.outcome.result;
    // What ends while it waits for its next attempt may have no error but that of the last one.
    if (result.state != State::Succeeded)
        result.error = item.outcome.error.kind.isEmpty() && attempt ? attempt->outcome.error : item.outcome.error;
    return result;
}

} // namespace

ResultRecorder::~ResultRecorder()
{
    finish({});
    if (m_thread.joinable())
        m_thread.join();
}

Expected<void> ResultRecorder::begin(std::shared_ptr<const Batch> batch, RecordNames names, const QString &path,
                                     bool mayReplace, bool isKept)
{
    m_batch = std::move(batch);
    m_names = std::move(names);
    if (!path.isEmpty()) {
        Expected<OutputFile> file =
            OutputFile::create(path, mayReplace ? OutputFile::Existing::Replace : OutputFile::Existing::Keep);
        if (!file)
            return file.error();
        m_file = *std::move(file);
        if (auto placed = m_file->place(); !placed) // so that others can follow it
            return placed;
    }
    if (isKept) {
        if (auto opened = m_spool.open(m_batch->size()); !opened)
            return opened;
    }
    m_thread = std::thread(&ResultRecorder::run, this);
    return {};
}

void ResultRecorder::finish(std::function<void()> written)
{
    const std::lock_guard lock(m_mutex);
    m_written = std::move(written);
    m_ending = true;
    m_changed.notify_all();
}

bool ResultRecorder::waitWritten(Duration atMost)
{
    std::unique_lock lock(m_mutex);
    return m_changed.wait_for(lock, atMost, [this] { return m_isWritten; });
}

QByteArray ResultRecorder::line(quint32 row, State state) const
{
    if (QByteArray line = m_spool.line(row); !line.isEmpty())
        return line;
    RecordResult result;
    result.row = row;
    result.state = state;
    name(result);
    return resultLine(result);
}

std::vector<RecordResult> ResultRecorder::takeProblems()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_problems, {});
}

bool ResultRecorder::hasMoreProblems()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_hasMore, false);
}

std::optional<Error> ResultRecorder::error() const
{
    const std::lock_guard lock(m_mutex);
    return m_error;
}

void ResultRecorder::write(std::vector<HistoryItem> items)
{
    const std::lock_guard lock(m_mutex);
    m_items.insert(m_items.end(), std::make_move_iterator(items.begin()), std::make_move_iterator(items.end()));
    m_changed.notify_all();
}

// ---- The thread

void ResultRecorder::run()
{
    QByteArray lines;
    recordInvalid(lines);
    std::unique_lock lock(m_mutex);
    while (true) {
        m_changed.wait(lock, [this] { return m_ending || !m_items.empty(); });
        if (m_items.empty())
            break;
        const std::vector<HistoryItem> items = std::exchange(m_items, {});
        lock.unlock();
        for (const HistoryItem &item : items)
            record(item, lines);
        put(lines);
        lock.lock();
    }
    lock.unlock();
    finishFile();
    lock.lock();
    m_isWritten = true;
    m_changed.notify_all();
    const auto written = std::move(m_written);
    lock.unlock();
    if (written)
        written();
}

void ResultRecorder::recordInvalid(QByteArray &lines)
{
    for (const Flaw &flaw : m_batch->flaws()) {
        RecordResult result;
        result.row = flaw.row;
        result.state = State::Invalid;
        result.error = m_batch->problem(flaw.row);
        keep(result, lines);
    }
    put(lines);
}

void ResultRecorder::record(const HistoryItem &item, QByteArray &lines)
{
    const End &end = item.end;
    if (end.writtenOff || (end.checked && (end.became == State::InDoubt || end.became == State::Queued)))
        return; // its line was written when it was given up, or came to be in doubt
    if (!isEnded(end.became)) {
        m_lastAttempts[end.row] = item;
        return;
    }
    const auto before = m_lastAttempts.find(end.row);
    const HistoryItem *attempt = end.number > 0 ? &item : before != m_lastAttempts.end() ? &before->second : nullptr;
    keep(resultOf(item, attempt), lines);
    if (before != m_lastAttempts.end())
        m_lastAttempts.erase(before);
}

void ResultRecorder::keep(const RecordResult &found, QByteArray &lines)
{
    const bool isTold = m_told < mostProblems && isProblem(found.state);
    if (!isTold && isProblem(found.state) && m_told == mostProblems) {
        const std::lock_guard lock(m_mutex);
        m_hasMore = true;
        ++m_told;
    }
    if (!m_file && !m_spool.isOpen() && !isTold)
        return;
    RecordResult result = found;
    name(result);
    if (m_file || m_spool.isOpen()) {
        const QByteArray line = resultLine(result);
        if (m_spool.isOpen()) {
            if (auto added = m_spool.add(result.row, line); !added)
                fail(added.error());
        }
        if (m_file)
            lines += line;
        if (lines.size() > 1 << 20)
            put(lines);
    }
    if (isTold) {
        const std::lock_guard lock(m_mutex);
        ++m_told;
        m_problems.push_back(std::move(result));
    }
}

void ResultRecorder::put(QByteArray &lines)
{
    if (!m_file || lines.isEmpty())
        return;
    if (auto written = m_file->write(std::exchange(lines, {})); !written) {
        fail({QStringLiteral("results"), written.error().message + QStringLiteral(" The run goes on without results."),
              false});
        m_file.reset();
    }
}

void ResultRecorder::finishFile()
{
    if (!m_file)
        return;
    if (auto finished = m_file->finish(); !finished)
        fail(finished.error());
}

void ResultRecorder::fail(const Error &error)
{
    const std::lock_guard lock(m_mutex);
    if (!m_error)
        m_error = error;
}

void ResultRecorder::name(RecordResult &result) const
{
    RecordName known = m_names.of(m_batch->record(result.row));
    result.id = std::move(known.id);
    result.label = known.label.isEmpty() ? result.id : std::move(known.label);
    result.operation = std::move(known.operation);
}

} // namespace batchdeck
