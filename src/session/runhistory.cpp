#include "session/runhistory.h"

#include "journal/journalentry.h"

#include <algorithm>
#include <cstring>

namespace batchdeck {

namespace {

// An end as it stands in the file: this, then its kind, its message, its log and its result.
struct Written {
    quint64 before; // of the same record
    qint64 at;
    qint64 elapsed; // microseconds
    qint64 timeout; // likewise; -1 without one
    quint32 number;
    quint32 leader;
    quint32 kind; // sizes in bytes
    quint32 message;
    quint32 log;
    quint32 result;
    State became;
    Report report;
    StopReason reason;
    std::uint8_t flags; // a journal's
    quint32 padding;
};

QByteArrayView bytesOf(const QString &text)
{
    return {reinterpret_cast<const char *>(text.constData()), text.size() * qsizetype(sizeof(QChar))};
}

QString textOf(QByteArrayView bytes)
{
    return QString(reinterpret_cast<const QChar *>(bytes.data()), bytes.size() / qsizetype(sizeof(QChar)));
}

PastEnd endOf(const Written &written, QByteArrayView texts, quint64 place)
{
    PastEnd end;
    end.number = written.number;
    end.became = written.became;
    end.report = written.report;
    end.reason = written.reason;
    end.late = (written.flags & JournalEntry::Late) != 0;
    end.byHand = (written.flags & JournalEntry::ByHand) != 0;
    end.writtenOff = (written.flags & JournalEntry::WrittenOff) != 0;
    end.leader = written.leader;
    end.ended = written.at;
    if (end.number > 0)
        end.elapsed = std::chrono::microseconds(written.elapsed);
    if (written.timeout >= 0)
        end.timeout = std::chrono::microseconds(written.timeout);
    end.error = {textOf(texts.first(written.kind)), textOf(texts.sliced(written.kind, written.message)),
                 (written.flags & JournalEntry::Transient) != 0};
    end.hasResult = written.result > 0;
    end.hasLog = written.log > 0;
    end.place = place;
    return end;
}

} // namespace

Expected<void> RunHistory::open(quint32 records)
{
    m_last.resize(records);
    return m_file.open();
}

void RunHistory::read(std::span<const HistoryItem> items)
{
    const ClockPair clocks = ClockPair::now();
    QByteArray bytes;
    const std::lock_guard lock(m_mutex);
    for (const HistoryItem &item : items) {
        if (item.end.what != End::What::Ended)
            continue;
        const JournalEntry entry = journalEntry(item, clocks);
        const QByteArrayView kind = bytesOf(entry.errorKind);
        const QByteArrayView message = bytesOf(entry.errorMessage);
        const QByteArrayView log = bytesOf(entry.log);
        quint64 &last = m_last[entry.row];
        const Written written{
            .before = last,
            .at = entry.at,
            .elapsed = entry.elapsed,
            .timeout = entry.timeout,
            .number = entry.number,
            .leader = entry.leader,
            .kind = quint32(kind.size()),
            .message = quint32(message.size()),
            .log = quint32(log.size()),
            .result = quint32(entry.result.size()),
            .became = entry.became,
            .report = entry.report,
            .reason = entry.reason,
            .flags = entry.flags,
            .padding = 0,
        };
        bytes.resize(0);
        bytes.append(reinterpret_cast<const char *>(&written), sizeof written);
        for (const QByteArrayView part : {kind, message, log, QByteArrayView(entry.result)})
            bytes.append(part);
        last = m_file.append(bytes) + 1;
    }
}

Expected<std::vector<PastEnd>> RunHistory::ends(quint32 row) const
{
    quint64 next = 0;
    {
        const std::lock_guard lock(m_mutex);
        next = row < m_last.size() ? m_last[row] : 0;
    }
    std::vector<PastEnd> ends;
    while (next > 0) {
        const quint64 place = next - 1;
        const Expected<QByteArray> head = m_file.read(place, sizeof(Written));
        if (!head)
            return head.error();
        Written written;
        std::memcpy(&written, head->constData(), sizeof written);
        const Expected<QByteArray> texts =
            m_file.read(place + sizeof written, qsizetype(written.kind) + written.message);
        if (!texts)
            return texts.error();
        ends.push_back(endOf(written, *texts, place));
        next = written.before;
    }
    std::reverse(ends.begin(), ends.end());
    return ends;
}

Expected<PastBody> RunHistory::body(const PastEnd &end) const
{
    const Expected<QByteArray> head = m_file.read(end.place, sizeof(Written));
    if (!head)
        return head.error();
    Written written;
    std::memcpy(&written, head->constData(), sizeof written);
    const Expected<QByteArray> body = m_file.read(end.place + sizeof written + written.kind + written.message,
                                                  qsizetype(written.log) + written.result);
    if (!body)
        return body.error();
    return PastBody{body->sliced(written.log), textOf(QByteArrayView(*body).first(written.log))};
}

} // namespace batchdeck
