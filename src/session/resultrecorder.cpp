#include "session/resultrecorder.h"

#include "core/jsontext.h"
#include "formats/resultline.h"
#include "journal/journalentry.h"

namespace batchdeck {

namespace {

constexpr qsizetype mostAtOnce = 1 << 16; // lines that wait for others

// The wall clock's time of an instant of ours.
QDateTime wallTime(Instant instant)
{
    return QDateTime::fromMSecsSinceEpoch(ClockPair::now().wallOf(instant), Qt::UTC); // as the journal has it
}

} // namespace

ResultRecorder::Ended::Ended(HistoryItem &&item)
    : end(item.end)
    , result(std::move(item.outcome.result))
    , error(item.outcome.error.kind.isEmpty() ? nullptr : std::make_unique<Error>(std::move(item.outcome.error)))
{
}

ResultRecorder::~ResultRecorder()
{
    finish({});
    if (m_thread.joinable())
        m_thread.join();
}

Expected<void> ResultRecorder::prepare(std::shared_ptr<const Batch> batch, RecordNames names, const QString &path,
                                       bool mayReplace, bool isKept, std::optional<quint32> asked, const Past &past)
{
    m_batch = std::move(batch);
    m_asked = asked.value_or(m_batch->size());
    m_names = std::move(names);
    if (!path.isEmpty()) {
        Expected<OutputFile> file =
            OutputFile::create(path, mayReplace ? OutputFile::Existing::Replace : OutputFile::Existing::Keep);
        if (!file)
            return file.error();
        m_output = *std::move(file);
    }
    if (isKept) {
        if (auto opened = m_spool.open(m_batch->size()); !opened)
            return opened;
    }
    return past ? recordPast(past) : Expected<void>();
}

Expected<void> ResultRecorder::begin()
{
    if (m_output) {
        if (auto placed = m_output->place(); !placed)
            return placed;
        writeLines();
    }
    m_thread = std::thread(&ResultRecorder::run, this);
    return {};
}

void ResultRecorder::writeLines()
{
    m_file = std::make_unique<LineWriter>(*std::move(m_output));
    m_output.reset();
}

void ResultRecorder::finish(std::function<void()> written)
{
    const std::lock_guard lock(m_mutex);
    m_written = std::move(written);
    m_ending = true;
    m_changed.notify_all();
}

Expected<QByteArray> ResultRecorder::line(quint32 row, State state) const
{
    if (auto line = m_spool.line(row); !line || !line->isEmpty())
        return line;
    RecordResult result;
    result.row = row;
    result.state = state;
    if (state == State::Invalid)
        result.error = m_batch->problem(row);
    name(result);
    return resultLine(result);
}

quint64 ResultRecorder::written() const
{
    return m_file && !m_file->error() ? m_file->written() : std::numeric_limits<quint64>::max();
}

quint32 ResultRecorder::recorded() const
{
    const quint64 lines = written();
    const std::lock_guard lock(m_mutex);
    if (lines < m_before)
        return 0;
    return static_cast<quint32>(std::min<quint64>(lines - m_before, std::numeric_limits<quint32>::max()));
}

std::vector<RecordResult> ResultRecorder::takeProblems()
{
    const quint64 lines = written();
    const std::lock_guard lock(m_mutex);
    std::vector<RecordResult> taken;
    auto end = m_problems.begin();
    for (; end != m_problems.end() && end->line <= lines; ++end)
        taken.push_back(std::move(end->result));
    m_problems.erase(m_problems.begin(), end);
    return taken;
}

bool ResultRecorder::hasMoreProblems()
{
    const std::lock_guard lock(m_mutex);
    return m_problems.empty() && std::exchange(m_hasMore, false);
}

std::vector<Error> ResultRecorder::takeErrors()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_errors, {});
}

void ResultRecorder::write(std::vector<HistoryItem> items)
{
    const std::lock_guard lock(m_mutex);
    for (HistoryItem &item : items)
        m_items.emplace_back(std::move(item));
    m_changed.notify_all();
}

// ---- The thread

void ResultRecorder::run()
{
    QByteArray lines;
    recordInvalid(lines);
    std::unique_lock lock(m_mutex);
    m_before = m_lines;
    while (true) {
        m_changed.wait(lock, [this] { return m_ending || !m_items.empty(); });
        if (m_items.empty())
            break;
        const std::deque<Ended> items = std::exchange(m_items, {});
        lock.unlock();
        for (const Ended &item : items)
            record(item, lines);
        put(lines);
        lock.lock();
    }
    lock.unlock();
    recordDoubts(lines);
    finishFile();
    lock.lock();
    const auto written = std::move(m_written);
    lock.unlock();
    if (written)
        written();
}

bool ResultRecorder::isWanted(State state) const
{
    return (m_file && !m_isFileLost) || m_spool.isOpen()
        || (m_told <= mostProblems && (isProblem(state) || !isEnded(state)));
}

void ResultRecorder::recordInvalid(QByteArray &lines)
{
    for (const Flaw &flaw : m_batch->flaws()) {
        if (flaw.row >= m_asked || !isWanted(State::Invalid)) // to say why takes its time
            break;
        if (!m_batch->isInvalid(flaw.row))
            continue; // it was edited
        RecordResult result;
        result.row = flaw.row;
        result.state = State::Invalid;
        result.error = m_batch->problem(flaw.row);
        keep(result, lines);
    }
    put(lines);
}

// What a file has of before stays there until the new one has all of it.
Expected<void> ResultRecorder::recordPast(const Past &past)
{
    if (m_output)
        writeLines();
    QByteArray lines;
    auto read = past([&](RecordResult result) {
        if (result.row >= m_asked)
            return;
        if (result.state == State::InDoubt)
            m_doubts.emplace(result.row, std::move(result));
        else
            keep(result, lines, false);
    });
    if (!read)
        return read;
    put(lines);
    if (m_file)
        m_file->place();
    return {};
}

void ResultRecorder::recordDoubts(QByteArray &lines)
{
    for (const auto &[row, result] : m_doubts)
        keep(result, lines);
    put(lines);
}

// The attempt is the record's last one, where it had any.
RecordResult ResultRecorder::resultOf(const Ended &item, const LastAttempt *attempt)
{
    RecordResult result;
    result.row = item.end.row;
    result.state = item.end.became;
    if (attempt) {
        result.attempts = attempt->number;
        result.started = wallTime(attempt->started);
        result.elapsed = attempt->ended - attempt->started;
    }
    result.result = item.result;
    // What ends while it waits for its next attempt may have no error but that of the last one.
    if (result.state != State::Succeeded)
        result.error = item.error ? *item.error : attempt ? attempt->error : Error();
    return result;
}

void ResultRecorder::record(const Ended &item, QByteArray &lines)
{
    const End &end = item.end;
    const bool isStillInDoubt = end.checked && end.became == State::InDoubt;
    const auto doubt = isStillInDoubt ? decltype(m_doubts)::node_type() : m_doubts.extract(end.row);
    if (end.writtenOff || (end.checked && (end.became == State::InDoubt || end.became == State::Queued)))
        return; // its line was written when it was given up, or came to be in doubt
    const LastAttempt own{end.number, end.started, end.ended, item.error ? *item.error : Error()};
    if (!isEnded(end.became)) {
        if (isWanted(end.became))
            m_lastAttempts[end.row] = own;
        return;
    }
    const auto before = m_lastAttempts.find(end.row);
    const LastAttempt *attempt = end.number > 0 ? &own : before != m_lastAttempts.end() ? &before->second : nullptr;
    if (isWanted(end.became)) {
        RecordResult result = resultOf(item, attempt);
        if (!attempt && doubt) { // of before this program
            result.attempts = doubt.mapped().attempts;
            result.started = doubt.mapped().started;
            result.elapsed = doubt.mapped().elapsed;
        }
        if (end.became == State::Succeeded && end.leader < m_batch->size())
            result.result = keptResult(end.leader);
        keep(result, lines);
    }
    if (before != m_lastAttempts.end())
        m_lastAttempts.erase(before);
}

QByteArray ResultRecorder::keptResult(quint32 row) const
{
    const auto line = m_spool.line(row);
    const auto result = line ? memberText(*line, "result") : std::nullopt;
    return result && *result != "null" ? *result : QByteArray();
}

void ResultRecorder::keep(const RecordResult &found, QByteArray &lines, bool isNews)
{
    const bool isTold = isNews && m_told < mostProblems && isProblem(found.state);
    if (isNews && !isTold && isProblem(found.state) && m_told == mostProblems) {
        const std::lock_guard lock(m_mutex);
        m_hasMore = true;
        ++m_told;
    }
    const bool hasFile = m_file && !m_isFileLost;
    if (!hasFile && !m_spool.isOpen() && !isTold)
        return;
    RecordResult result = found;
    name(result);
    const QByteArray line = hasFile || m_spool.isOpen() ? resultLine(result) : QByteArray();
    if (m_spool.isOpen()) {
        if (auto added = m_spool.add(result.row, line); !added && !std::exchange(m_isSpoolLost, true))
            fail({added.error().kind, added.error().message + QStringLiteral(" Results of the run will be missing."),
                  false});
    }
    if (hasFile) {
        lines += line;
        ++m_lines;
    }
    if (isTold) {
        ++m_told;
        const std::lock_guard lock(m_mutex);
        m_problems.push_back({m_lines, std::move(result)});
    }
    if (lines.size() > mostAtOnce)
        put(lines);
}

void ResultRecorder::put(QByteArray &lines)
{
    if (!m_file || m_isFileLost || lines.isEmpty())
        return;
    m_file->append(std::exchange(lines, {}));
    if (const auto error = m_file->error()) {
        m_isFileLost = true;
        fail({error->kind, error->message + QStringLiteral(" The run goes on without results."), false});
    }
}

void ResultRecorder::finishFile()
{
    if (!m_file)
        return;
    if (auto finished = m_file->finish(); !finished && !m_isFileLost)
        fail({finished.error().kind, finished.error().message + QStringLiteral(" Results are missing."), false});
}

void ResultRecorder::fail(const Error &error)
{
    const std::lock_guard lock(m_mutex);
    m_errors.push_back(error);
}

void ResultRecorder::name(RecordResult &result) const
{
    RecordName known = m_names.of(m_batch->record(result.row));
    result.id = std::move(known.id);
    result.label = known.label.isEmpty() ? result.id : std::move(known.label);
    result.operation = std::move(known.operation);
}

} // namespace batchdeck
