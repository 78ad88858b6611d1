#include "console/summarytext.h"

#include "console/displaywidth.h"

#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <numeric>
#include <utility>

namespace batchdeck {

namespace {

using namespace Qt::StringLiterals;

struct Word {
    State state;
    QString text;
};
const Word endings[] = {
    {State::Succeeded, u"succeeded"_s}, {State::Failed, u"failed"_s},       {State::TimedOut, u"timed out"_s},
    {State::InDoubt, u"in doubt"_s},    {State::Cancelled, u"cancelled"_s}, {State::Skipped, u"skipped"_s},
    {State::Invalid, u"unreadable"_s},  {State::Queued, u"not run"_s},
};
const Word doings[] = {
    {State::Running, u"running"_s},
    {State::Committing, u"committing"_s},
    {State::Stopping, u"stopping"_s},
    {State::Unresponsive, u"not answering"_s},
    {State::Backoff, u"waiting to try again"_s},
};
const Word troubles[] = {
    {State::Failed, u"failed"_s},
    {State::TimedOut, u"timed out"_s},
    {State::InDoubt, u"in doubt"_s},
    {State::Invalid, u"unreadable"_s},
};

QString number(quint32 value)
{
    return QLocale(QLocale::English).toString(value);
}

template <std::size_t Size>
QStringList counted(const RunSummary &summary, const Word (&words)[Size])
{
    QStringList texts;
    for (const Word &word : words) {
        if (const quint32 count = summary.count(word.state))
            texts << number(count) + u' ' + word.text;
    }
    return texts;
}

QString time(Duration duration)
{
    const double seconds = std::chrono::duration<double>(duration).count();
    if (seconds < 100)
        return QString::number(seconds, 'f', 1) + u" s"_s;
    if (seconds < 6000)
        return QString::number(seconds / 60, 'f', 0) + u" min"_s;
    return QString::number(seconds / 3600, 'f', 1) + u" h"_s;
}

QString rate(double perSecond)
{
    return perSecond < 100 ? QString::number(perSecond, 'f', 1) + u"/s"_s
                           : number(static_cast<quint32>(perSecond)) + u"/s"_s;
}

QString why(Halt halt)
{
    switch (halt) {
    case Halt::Failures:
        return u" · ended: too much went wrong"_s;
    case Halt::Deadline:
        return u" · ended: its time was over"_s;
    case Halt::Journal:
        return u" · stopped: the journal cannot be written"_s;
    case Halt::User: // and nobody answered
    case Halt::Quit:
    case Halt::None:
    case Halt::FirstSuccess:
    case Halt::FirstRecords:
        break;
    }
    return {};
}

} // namespace

QString recordsText(quint32 count)
{
    return number(count) + (count == 1 ? u" record"_s : u" records"_s);
}

QString stateText(State state)
{
    const auto found =
        std::find_if(std::begin(endings), std::end(endings), [&](const Word &word) { return word.state == state; });
    return found == std::end(endings) ? QString(name(state)) : found->text;
}

QString progressText(const RunSummary &summary, int room)
{
    QString text = u"%1 of %2"_s.arg(number(summary.inRound - summary.left), number(summary.inRound));
    QStringList parts = counted(summary, troubles);
    if (summary.eta)
        parts << u"about %1 left"_s.arg(time(*summary.eta));
    if (summary.perSecond > 0)
        parts << rate(summary.perSecond);
    parts += counted(summary, doings);
    // What matters most goes first, and what is too long makes room for the others.
    for (const QString &part : std::as_const(parts)) {
        if (const QString longer = text + u" · "_s + part; displayWidth(longer) <= room)
            text = longer;
    }
    return text;
}

QString endText(const RunSummary &summary, bool isInterrupted)
{
    const quint32 records = std::accumulate(summary.counts.begin(), summary.counts.end(), 0U);
    const QStringList parts = counted(summary, endings) + counted(summary, doings);
    return u"%1%2%3 · %4%5"_s.arg(recordsText(records), parts.isEmpty() ? QString() : u": "_s, parts.join(u", "_s),
                                  time(summary.elapsed), isInterrupted ? u" · interrupted"_s : why(summary.halt));
}

} // namespace batchdeck
