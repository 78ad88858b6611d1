#include "session/entryedit.h"

#include "core/batchform.h"
#include "core/flaw.h"
#include "core/jsontext.h"
#include "formats/jsoncheck.h"

namespace batchdeck {

namespace {

Error refused(const QString &why)
{
    return {QStringLiteral("edit"), why, false};
}

Expected<void> checkJson(const QByteArray &body)
{
    const JsonFinding finding = JsonCheck().check(body);
    const bool hasMore = finding.isSound() && !body.sliced(finding.end).trimmed().isEmpty();
    if (finding.isSound() && !hasMore)
        return {};
    const qsizetype at = hasMore ? finding.end : finding.at;
    const QByteArray before = body.first(std::min(at, body.size()));
    const qsizetype column = QString::fromUtf8(before.sliced(before.lastIndexOf('\n') + 1)).size() + 1;
    return refused(QStringLiteral("Line %1, column %2: %3")
                       .arg(before.count('\n') + 1)
                       .arg(column)
                       .arg(hasMore ? QStringLiteral("there is more after the record.")
                                    : flawText(finding.flaw.value_or(FlawKind::NotJson), body, quint32(at))));
}

// A row that only says what is wrong with the file.
bool isNoEntry(FlawKind flaw)
{
    return flaw == FlawKind::EndsEarly || flaw == FlawKind::Damaged || flaw == FlawKind::TextAfterEnd;
}

// By what the engine tells records apart.
struct Kin {
    const PlannedOperation *operation;
    QList<std::optional<QByteArray>> keys;

    bool operator==(const Kin &) const = default;
};

Kin kinOf(const Plan &plan, const Record &record)
{
    const RecordValues values = RecordValues::of(record);
    Kin kin{plan.operation(operationOf(values)), {}};
    const auto add = [&](const Template &by) { kin.keys += by.key(values); };
    if (plan.target)
        add(*plan.target);
    for (const PlannedLimit &limit : plan.limits)
        add(limit.by);
    if (plan.coalesce)
        add(*plan.coalesce);
    return kin;
}

// Then it does not matter what a record holds: there is one place for all.
bool isOfOneKind(const Plan &plan)
{
    return plan.operations.size() == 1 && plan.operations.front().name == u"*" && !plan.target && plan.limits.empty()
        && !plan.coalesce;
}

// Where it is so broken that nobody can tell which part of it are the fields.
bool isEntryItself(const Batch &batch, quint32 row)
{
    const Flaw *flaw = batch.flaw(row);
    const bool isTable = batch.form() && !batch.form()->columns().isEmpty();
    return flaw && !isTable && flaw->kind != FlawKind::HoldsNoJson && flaw->kind != FlawKind::BodyHoldsNoJson;
}

} // namespace

bool EntryEdit::isPossible(State state)
{
    return StateSet{State::Invalid, State::Failed, State::TimedOut, State::Cancelled, State::Skipped}.contains(state);
}

QByteArray EntryEdit::body(const Session &session, quint32 row)
{
    const Record record = session.batch()->record(row);
    return isEntryItself(*session.batch(), row) ? record.entry() : record.body();
}

Expected<QByteArray> EntryEdit::entry(const Session &session, quint32 row, const QByteArray &body)
{
    const Batch &batch = *session.batch();
    const Flaw *flaw = batch.flaw(row);
    if (flaw && isNoEntry(flaw->kind))
        return refused(QStringLiteral("This is no record: it says what is wrong with the file."));
    if (const auto checked = checkJson(body); !checked)
        return checked.error();
    const BatchForm *form = batch.form();
    const bool isItself = !form || isEntryItself(batch, row);
    const Expected<QByteArray> entry = isItself ? onOneLine(body) : form->entryWith(batch.entry(row), body);
    if (!entry)
        return entry;
    const Record record(row, *entry, form);
    if (!checkJson(record.body()))
        return refused(QStringLiteral("What it holds is no JSON."));
    const Plan &plan = session.plan();
    if (flaw ? !isOfOneKind(plan) : kinOf(plan, record) != kinOf(plan, batch.record(row)))
        return refused(flaw ? QStringLiteral("What could not be read has no place among this plan's records: mend the "
                                             "file, and open it again.")
                            : QStringLiteral("Its operation, target, limits and what it shares with others must stay "
                                             "as they are: by them it has its place in the run."));
    return entry;
}

Expected<void> EntryEdit::run(Session &session, quint32 row, const QByteArray &body)
{
    const Expected<QByteArray> entry = EntryEdit::entry(session, row, body);
    if (!entry)
        return entry.error();
    const State state = session.run().record(row).state;
    if (!isPossible(state))
        return refused(QStringLiteral("It is no longer in a state for this."));
    if (SessionJournal *journal = session.journal())
        journal->edited(row, *entry, state);
    session.batch()->edit(row, *entry);
    if (state == State::Invalid) {
        session.run().repair(row);
        session.run().start(RowSet::of({row})); // where no round is under way
    } else {
        session.run().retry(RowSet::of({row}));
    }
    return {};
}

} // namespace batchdeck
