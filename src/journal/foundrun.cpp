#include "journal/foundrun.h"

#include <nlohmann/json.hpp>

namespace batchdeck {

namespace {

QString counted(quint32 count, const char *one, const char *more)
{
    return QStringLiteral("%L1 %2").arg(count).arg(QLatin1StringView(count == 1 ? one : more));
}

} // namespace

QString FoundRun::standing() const
{
    const QString counts =
        QStringLiteral("%L1 ended, %L2 of them in doubt, %L3 to run").arg(ended).arg(inDoubt).arg(left);
    return QStringLiteral("the run of %1: %2")
        .arg(created.toLocalTime().toString(QStringLiteral("yyyy-MM-dd hh:mm")),
             isDamaged ? QStringLiteral("as far as its journal can be read, ") + counts : counts);
}

QStringList FoundRun::changes() const
{
    QStringList sentences;
    if (!batch.sameOrder && batch.added == 0 && batch.gone == 0)
        sentences += QStringLiteral("The batch has its records in another order since.");
    else if (!batch.sameOrder)
        sentences += QStringLiteral("The batch has changed since: %1 the same, %2 new, %3 gone.")
                         .arg(counted(batch.same, "record is", "records are"))
                         .arg(counted(batch.added, "is", "are"), counted(batch.gone, "is", "are"));
    if (!batch.sameFrame)
        sentences += QStringLiteral("The batch's header has changed since: its records have other fields now.");
    if (!planKeys.isEmpty())
        sentences += QStringLiteral("The plan has changed since: %1.").arg(planKeys.join(QStringLiteral(", ")));
    return sentences;
}

FoundRun foundRun(const JournalFile &file, const JournalPast &past, const JournalledRun &now)
{
    FoundRun found;
    found.path = file.path();
    found.created = file.run().created;
    for (const PastRecord &record : past.run.records) {
        found.ended += isEnded(record.state) && !wasCutOff(record);
        found.failed += record.state == State::Failed || record.state == State::TimedOut;
        found.cancelled += record.state == State::Cancelled && !wasCutOff(record);
        found.skipped += record.state == State::Skipped && !wasCutOff(record);
        found.inDoubt += record.state == State::InDoubt;
    }
    found.hasBegun = !past.run.records.empty();
    const BatchIdentity &batch = file.run().batch;
    found.left = static_cast<quint32>(batch.entries.size()) - batch.invalid + past.repaired - found.ended;
    found.batch = BatchChange::between(batch, now.batch);
    found.planKeys = changedKeys(file.run().plan, now.plan);
    return found;
}

Expected<Opening> openingOf(const std::optional<FoundRun> &found, Reopen reopen)
{
    if (reopen == Reopen::Fresh)
        return Opening::Begin;
    const bool isSameBatch = found && (found->batch.sameOrder || found->batch.same > 0);
    if (!isSameBatch && reopen == Reopen::Resume)
        return Error{journalMissing, QStringLiteral("There is no earlier run of this batch to go on with."), false};
    if (!isSameBatch || (reopen == Reopen::Ask && !found->isUnfinished()))
        return Opening::Begin;
    if (reopen == Reopen::Ask) {
        const QStringList sentences{
            QStringLiteral("This batch has a run that is not finished, %1.").arg(found->standing())};
        return Error{found->isDamaged ? journalDamaged : journalUnfinished, (sentences + found->changes()).join(u' '),
                     false};
    }
    return found->batch.sameOrder ? Opening::GoOn : Opening::Carry;
}

QStringList changedKeys(const QByteArray &before, const QByteArray &now)
{
    if (before == now)
        return {};
    const auto parsed = [](const QByteArray &text) {
        return nlohmann::ordered_json::parse(text.begin(), text.end(), nullptr, false, true);
    };
    const nlohmann::ordered_json was = parsed(before);
    const nlohmann::ordered_json is = parsed(now);
    if (!was.is_object() || !is.is_object())
        return {QStringLiteral("all of it")};
    QStringList keys;
    for (const auto &[key, value] : was.items()) {
        if (const auto found = is.find(key); found == is.end() || *found != value)
            keys += QString::fromStdString(key);
    }
    for (const auto &[key, value] : is.items()) {
        if (!was.contains(key))
            keys += QString::fromStdString(key);
    }
    return keys;
}

} // namespace batchdeck
