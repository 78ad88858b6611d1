#include "models/recorddetails.h"

#include "core/batchrun.h"

#include <QtConcurrentRun>

namespace batchdeck {

namespace {

constexpr int longBehind = 60; // refreshes, about two seconds: then nobody writes it down any more

ShownJson shownRecord(const Batch &batch, quint32 row)
{
    const Record record = batch.record(row);
    ShownJson shown;
    if (!batch.isInvalid(row)) // a row of a table is shown by its fields
        shown = ShownJson::of(batch.form() && !batch.form()->columns().isEmpty() ? record.body() : record.entry());
    const QByteArray inFile = batch.entryInFile(row); // whatever somebody has put in its place
    shown.raw = inShortLines(QString::fromUtf8(beginningOf(inFile, ShownJson::most).toByteArray()));
    shown.size = std::max({shown.size, record.entry().size(), inFile.size()});
    return shown;
}

} // namespace

RecordDetails::RecordDetails(const BatchRun &run, const RecordHistory *history, QObject *parent)
    : QObject(parent)
    , m_run(run)
    , m_history(history)
{
    connect(&m_historyReading, &QFutureWatcherBase::finished, this, &RecordDetails::historyRead);
    connect(&m_recordReading, &QFutureWatcherBase::finished, this, [this] {
        if (!m_row || m_recordOf != std::pair(*m_row, m_run.batch().edits())) {
            readRecord(); // somebody went on meanwhile
            return;
        }
        m_record = *m_recordReading.result();
        Q_EMIT recordRead();
    });
    connect(&m_bodyReading, &QFutureWatcherBase::finished, this, [this] {
        const PastEnd *wanted = end();
        if (!m_row || !wanted || m_bodyOf != std::pair(*m_row, wanted->place)) {
            readBody();
            return;
        }
        const Body &body = *m_bodyReading.result();
        m_result = body.result;
        if (body.error)
            m_historyError = body.error->message;
        setLog(body.log);
        Q_EMIT bodyRead();
    });
}

RecordDetails::~RecordDetails()
{
    m_historyReading.waitForFinished();
    m_recordReading.waitForFinished();
    m_bodyReading.waitForFinished();
}

void RecordDetails::show(std::optional<quint32> row)
{
    if (row == m_row)
        return;
    m_row = row;
    m_chosen = -1;
    m_record = {};
    m_recordOf.reset();
    m_historyError.clear();
    m_behind = 0;
    m_tries.setAtWork(nullptr, {});
    m_tries.setEnds({});
    forgetBody();
    if (m_row)
        m_status = m_run.status(*m_row);
    Q_EMIT rowChanged();
    readHistory();
    refresh();
}

void RecordDetails::lookAt(Look look)
{
    m_look = look;
    readRecord();
    readBody();
}

void RecordDetails::refresh()
{
    if (!m_row)
        return;
    const RecordRow before = std::exchange(m_status, m_run.status(*m_row)).record;
    if (before.state != m_status.record.state || before.attempts != m_status.record.attempts)
        m_behind = 0;
    const bool wasAtWork = isAtWork();
    m_tries.setAtWork(isActive(m_status.record.state) ? &m_status : nullptr, Clock::now());
    if (wasAtWork != isAtWork()) {
        forgetBody();
        Q_EMIT triesChanged();
    }
    if (isHistoryBehind() && m_behind++ < longBehind)
        readHistory();
    readRecord();
    readBody();
    if (isAtWork())
        setLog(m_look == Look::Body ? m_run.progress(*m_row).log : QString());
    Q_EMIT refreshed();
}

// An end is shown before it is written down, and that may be long after the last one.
bool RecordDetails::isHistoryBehind() const
{
    const RecordRow &record = m_status.record;
    const std::vector<PastEnd> &ends = m_tries.ends();
    const quint32 ended = record.attempts - (isActive(record.state) ? 1 : 0);
    const quint32 known = [&] {
        for (auto end = ends.rbegin(); end != ends.rend(); ++end) {
            if (end->number > 0)
                return end->number;
        }
        return quint32(0);
    }();
    const bool endedWithoutOne =
        isEnded(record.state) && record.state != State::Invalid && (ends.empty() || ends.back().became != record.state);
    return known < ended || endedWithoutOne;
}

void RecordDetails::readHistory()
{
    if (!m_row || !m_history || m_historyReading.isRunning())
        return;
    m_historyOf = m_row;
    m_historyReading.setFuture(
        QtConcurrent::run([history = m_history, row = *m_row] { return std::make_shared<Ends>(history->ends(row)); }));
}

void RecordDetails::historyRead()
{
    if (m_historyOf != m_row) {
        readHistory();
        return;
    }
    const Ends &ends = *m_historyReading.result();
    if (!ends) {
        m_historyError = ends.error().message;
        m_behind = longBehind;
    } else if (*ends != m_tries.ends()) {
        m_behind = 0;
        m_tries.setEnds(*ends);
        if (m_chosen >= m_tries.rowCount())
            m_chosen = -1;
    }
    readBody();
    Q_EMIT triesChanged();
}

// ---- The chosen attempt

void RecordDetails::choose(int attempt)
{
    if (m_chosen == attempt || attempt >= m_tries.rowCount())
        return;
    m_chosen = attempt;
    forgetBody();
    readBody();
    Q_EMIT triesChanged();
}

bool RecordDetails::isAtWork() const
{
    const auto ended = int(m_tries.ends().size());
    return m_tries.rowCount() > ended && (m_chosen < 0 || m_chosen == ended);
}

const PastEnd *RecordDetails::end() const
{
    const std::vector<PastEnd> &ends = m_tries.ends();
    if (isAtWork() || ends.empty())
        return nullptr;
    return m_chosen < 0 ? &ends.back() : &ends[std::size_t(m_chosen)];
}

const PastEnd *RecordDetails::earlierEnd() const
{
    const bool isOver = m_row && isEnded(m_status.record.state);
    return isOver || m_chosen >= 0 || m_tries.ends().empty() ? nullptr : &m_tries.ends().back();
}

Error RecordDetails::error() const
{
    if (m_row && m_status.record.state == State::Invalid)
        return m_run.batch().problem(*m_row);
    const PastEnd *chosen = end();
    return chosen ? chosen->error : Error();
}

QString RecordDetails::historyError() const
{
    return m_historyError;
}

// ---- What may be long

bool RecordDetails::isRead() const
{
    switch (m_look) {
    case Look::Record:
        return !m_recordReading.isRunning();
    case Look::Body:
        return !m_bodyReading.isRunning();
    case Look::None:
        break;
    }
    return true;
}

std::function<QByteArray()> RecordDetails::wholeResult() const
{
    const PastEnd *chosen = end();
    return [history = m_history, chosen = chosen ? std::optional(*chosen) : std::nullopt] {
        const Expected<PastBody> body = history && chosen ? history->body(*chosen) : PastBody();
        return body ? body->result : QByteArray();
    };
}

void RecordDetails::readRecord()
{
    if (!m_row || m_look != Look::Record || m_recordReading.isRunning())
        return;
    const std::pair wanted(*m_row, m_run.batch().edits());
    if (m_recordOf == wanted)
        return;
    m_recordOf = wanted;
    m_recordReading.setFuture(QtConcurrent::run(
        [&batch = m_run.batch(), row = *m_row] { return std::make_shared<ShownJson>(shownRecord(batch, row)); }));
}

void RecordDetails::readBody()
{
    const PastEnd *chosen = end();
    if (!m_row || !m_history || !chosen || m_look != Look::Body || m_bodyReading.isRunning())
        return;
    const std::pair wanted(*m_row, chosen->place);
    if (m_bodyOf == wanted)
        return;
    m_bodyOf = wanted;
    m_bodyReading.setFuture(QtConcurrent::run([history = m_history, end = *chosen] {
        const auto read = std::make_shared<Body>();
        const Expected<PastBody> body = history->body(end);
        if (body) {
            read->result = ShownJson::of(body->result);
            read->log = body->log;
        } else {
            read->error = body.error();
        }
        return read;
    }));
}

void RecordDetails::forgetBody()
{
    m_result = {};
    m_bodyOf.reset();
    setLog({});
}

void RecordDetails::setLog(const QString &log)
{
    if (log == m_log)
        return;
    m_log = log;
    Q_EMIT logChanged();
}

} // namespace batchdeck
