#include "models/rowresults.h"

#include "core/jsontext.h"
#include "core/nothing.h"

#include <QtConcurrentRun>

#include <algorithm>

namespace batchdeck {

namespace {

using namespace std::chrono_literals;

constexpr int mostKnown = 2000; // a few screens
constexpr std::size_t mostWanted = 200; // the rest was scrolled away
constexpr qsizetype longest = 200; // characters
constexpr qsizetype longestBytes = 4 * longest;
constexpr auto soon = 200ms;
constexpr int mostLooks = 25;

QString shortened(QByteArrayView json)
{
    QString text = QString::fromUtf8(json.first(std::min(json.size(), longestBytes))).simplified();
    if (text.size() > longest || json.size() > longestBytes)
        text = text.left(longest) + QChar(0x2026);
    return text == QLatin1StringView("null") ? QString() : text;
}

} // namespace

RowResults::RowResults(const RecordHistory &history, QObject *parent)
    : QObject(parent)
    , m_history(history)
    , m_known(mostKnown)
{
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &RowResults::readWanted);
    connect(&m_reading, &QFutureWatcherBase::finished, this, [this] { take(*m_reading.result()); });
}

RowResults::~RowResults()
{
    m_reading.waitForFinished();
}

QString RowResults::of(quint32 row, quint32 attempts)
{
    const Known *known = m_known.object(row);
    if (known && known->attempts == attempts)
        return known->text;
    m_known.insert(row, new Known{.attempts = attempts, .text = {}, .isRead = false});
    if (m_wanted.size() == mostWanted) {
        m_known.remove(m_wanted.front().row);
        m_wanted.erase(m_wanted.begin());
    }
    m_wanted.push_back({.row = row, .attempts = attempts});
    if (!m_reading.isRunning())
        m_next.start(0); // with all that are painted now
    return {};
}

void RowResults::readWanted()
{
    if (m_reading.isRunning())
        return;
    std::move(m_late.begin(), m_late.end(), std::back_inserter(m_wanted));
    m_late.clear();
    if (m_wanted.empty())
        return;
    m_reading.setFuture(QtConcurrent::run([history = &m_history, wanted = std::exchange(m_wanted, {})] {
        auto found = std::make_shared<std::vector<Found>>();
        for (const Wanted &one : wanted)
            found->push_back({one, read(*history, one.row, one.attempts)});
        return found;
    }));
}

void RowResults::take(const std::vector<Found> &found)
{
    std::vector<quint32> rows;
    for (Found one : found) {
        Known *known = m_known.object(one.wanted.row);
        if (!known || known->isRead || known->attempts != one.wanted.attempts)
            continue; // it has been tried once more, or is out of sight
        if (!one.text && ++one.wanted.looks < mostLooks) {
            m_late.push_back(one.wanted);
            continue;
        }
        known->isRead = true;
        known->text = one.text.value_or(QString());
        if (!known->text.isEmpty())
            rows.push_back(one.wanted.row);
    }
    if (!m_wanted.empty())
        m_next.start(0);
    else if (!m_late.empty())
        m_next.start(soon);
    if (!rows.empty())
        Q_EMIT came(rows);
}

std::optional<QString> RowResults::read(const RecordHistory &history, quint32 row, quint32 attempts)
{
    const auto ends = history.ends(row);
    if (!ends)
        return QString();
    if (ends->empty() || ends->back().became != State::Succeeded)
        return {};
    const PastEnd &last = ends->back();
    if (last.number > 0 && last.number < attempts)
        return {}; // of a success before this one
    if (!last.hasResult && last.leader != nothing && last.leader != row)
        return read(history, last.leader, 0); // whose success it shares
    const auto body = last.hasResult ? history.body(last) : PastBody();
    return body ? shortened(body->result) : QString();
}

} // namespace batchdeck
