#include "console/doubts.h"

#include <algorithm>

namespace batchdeck {

namespace {

using namespace Qt::StringLiterals;

std::optional<std::pair<quint32, quint32>> rangeOf(const QString &text)
{
    const QStringList ends = text.split(u'-');
    bool isFirst = false;
    bool isLast = false;
    const quint32 first = ends.front().toUInt(&isFirst);
    const quint32 last = ends.back().toUInt(&isLast);
    if (ends.size() > 2 || !isFirst || !isLast || last < first)
        return {};
    return std::pair(first, last);
}

QString counted(std::size_t count, const QString &one, const QString &more)
{
    return (count == 1 ? u"1 record %1."_s : u"%L1 records %2."_s.arg(count)).arg(count == 1 ? one : more);
}

} // namespace

std::optional<DoubtVerdict> DoubtVerdict::read(const QString &text)
{
    const qsizetype colon = text.indexOf(u':');
    const QStringList words{u"done"_s, u"failed"_s, u"again"_s};
    const qsizetype word = words.indexOf(text.left(colon));
    if (word < 0)
        return {};
    DoubtVerdict verdict;
    verdict.how = How(word);
    if (colon < 0)
        return verdict;
    for (const QString &piece : text.sliced(colon + 1).split(u',')) {
        const auto range = rangeOf(piece);
        if (!range)
            return {};
        verdict.rows.push_back(*range);
    }
    return verdict;
}

bool DoubtVerdict::covers(quint32 row) const
{
    return rows.empty() || std::any_of(rows.begin(), rows.end(), [row](const auto &range) {
               return range.first <= row && row <= range.second;
           });
}

DecidedDoubts decideDoubts(const std::vector<DoubtVerdict> &verdicts, BatchRun &run)
{
    std::vector<State> states(run.batch().size());
    run.copyStates(0, states);
    std::vector<quint32> rows[3];
    for (quint32 row = 0; row < states.size(); ++row) {
        if (states[row] != State::InDoubt)
            continue;
        const auto verdict = std::find_if(verdicts.rbegin(), verdicts.rend(),
                                          [row](const DoubtVerdict &each) { return each.covers(row); });
        if (verdict != verdicts.rend())
            rows[int(verdict->how)].push_back(row);
    }
    auto &[done, failed, again] = rows;
    DecidedDoubts decided;
    if (!done.empty())
        decided.told << counted(done.size(), u"that was in doubt is done, as you say"_s,
                                u"that were in doubt are done, as you say"_s);
    if (!failed.empty())
        decided.told << counted(failed.size(), u"that was in doubt has failed, as you say"_s,
                                u"that were in doubt have failed, as you say"_s);
    if (!again.empty())
        decided.told << counted(again.size(), u"that was in doubt runs again, as you say"_s,
                                u"that were in doubt run again, as you say"_s);
    if (!verdicts.empty() && decided.told.isEmpty())
        decided.told << u"Nothing that --in-doubt names is in doubt."_s;
    if (!done.empty())
        run.markAs(RowSet::of(std::move(done)), State::Succeeded);
    if (!failed.empty())
        run.markAs(RowSet::of(std::move(failed)), State::Failed);
    decided.again = std::move(again);
    return decided;
}

} // namespace batchdeck
