#include "session/session.h"

#include "core/concurrentlauncher.h"
#include "core/unknownoperation.h"
#include "core/workloadbuilder.h"
#include "formats/planwriter.h"
#include "formats/textencoding.h"
#include "journal/journalfolder.h"
#include "journal/recordfold.h"
#include "operations/kinds.h"
#include "operations/sqlconnections.h"
#include "operations/sqltarget.h"
#include "session/marks.h"
#include "session/planchoice.h"
#include "session/runhistory.h"
#include "session/secrets.h"

#include <QFileInfo>

#include <random>

namespace batchdeck {

namespace {

// By the plan's numbers, and one more for what it does not have.
Expected<std::vector<std::unique_ptr<Operation>>> operationsOf(const Plan &plan, Effect effect,
                                                               const std::shared_ptr<SqlConnections> &connections)
{
    const SecretSource secrets = secretsOf(plan.folder);
    std::vector<std::unique_ptr<Operation>> operations;
    for (const PlannedOperation &planned : plan.operations) {
        auto operation = makeOperation(planned, plan, secrets, connections, effect);
        if (!operation)
            return operation.error();
        operations.push_back(*std::move(operation));
    }
    operations.push_back(std::make_unique<UnknownOperation>(plan));
    return operations;
}

} // namespace

Expected<std::unique_ptr<Session>> Session::open(const SessionRequest &request, LoadWatch &watch)
{
    Expected<std::optional<ChosenPlan>> chosen = request.isTrial ? std::optional(ChosenPlan{Plan::trial(), {}, {}})
        : request.chosen                                         ? request.chosen
                                                                 : choosePlan(request.batch.path, request.plan);
    if (!chosen)
        return chosen.error();
    std::optional<ChosenPlan> &plan = *chosen;
    if (plan && request.adjust) {
        if (auto adjusted = request.adjust(plan->plan.settings); !adjusted) // before a long file is read for nothing
            return adjusted.error();
    }
    const Expected<Template> key = Template::parse(request.resultKey);
    if (!key)
        return key.error();
    Expected<std::shared_ptr<const Batch>> batch = request.loaded;
    if (!request.loaded)
        batch = loadBatch(request.batch, watch);
    if (!batch)
        return batch.error();
    if (!plan)
        return noPlan(request.batch.path, **batch);

    std::unique_ptr<Session> session(new Session(*std::move(batch), std::move(plan->plan), request.effect));
    session->m_path = request.batch.path == u"-" ? QString() : QFileInfo(request.batch.path).canonicalFilePath();
    session->m_isTrial = request.isTrial;
    session->m_planFile = plan->file;
    session->m_planPath = plan->path;
    session->m_resultKey = *key;
    session->m_failures = request.failures;
    const Plan &own = session->m_plan;
    const auto connections = std::make_shared<SqlConnections>(own, secretsOf(own.folder), request.effect);
    auto operations = operationsOf(own, request.effect, connections); // what cannot be is known before anything is run
    if (!operations)
        return operations.error();
    session->m_previewed = *std::move(operations);
    return session;
}

Session::Session(std::shared_ptr<const Batch> batch, Plan plan, Effect effect)
    : m_batch(std::move(batch))
    , m_plan(std::move(plan))
    , m_effect(effect)
    , m_names(m_plan)
{
}

Session::~Session() = default;

QStringList Session::databaseFiles() const
{
    QStringList files;
    for (const PlannedConnection &connection : m_plan.connections) {
        const auto target = SqlTarget::of(connection, m_plan);
        if (target && target->dialect == SqlDialect::SQLite)
            files << target->database;
    }
    return files;
}

QString Session::secretsFile() const
{
    return m_planPath.isEmpty() ? QString() : m_plan.path(QStringLiteral(".env"));
}

QString Session::description() const
{
    const QString records =
        m_batch->size() == 1 ? QStringLiteral("1 record") : QStringLiteral("%L1 records").arg(m_batch->size());
    const QString encoding = QString::fromLatin1(nameOf(m_batch->frame().encoding));
    const QString form =
        m_batch->form() ? QStringLiteral(" (%1, %2)").arg(m_batch->form()->name(), encoding) : QString();
    if (m_effect == Effect::Undone)
        return QStringLiteral("A check: %1%2, as “%3” says, %4 at once; databases roll back what each of them does.")
            .arg(records, form, m_planFile)
            .arg(m_plan.settings.concurrency);
    if (m_isTrial)
        return QStringLiteral("A trial: %1%2, simulated, %3 at once; nothing else is touched.")
            .arg(records, form)
            .arg(m_plan.settings.concurrency);
    return QStringLiteral("%1%2, as “%3” says, %4 at once.")
        .arg(records, form, m_planFile)
        .arg(m_plan.settings.concurrency);
}

bool Session::hasMessages() const
{
    for (quint32 row = 0; row < m_batch->size(); ++row) {
        if (!m_batch->record(row).messageId().isEmpty())
            return true;
    }
    return false;
}

Expected<QString> Session::preview(quint32 row)
{
    if (m_batch->isInvalid(row))
        return m_batch->problem(row);
    const Record record = m_batch->record(row);
    const PlannedOperation *planned = m_plan.operation(operationOf(RecordValues::of(record)));
    const std::size_t number = planned ? planned - m_plan.operations.data() : m_plan.operations.size();
    return m_previewed[number]->preview(record);
}

QString Session::resultKey(quint32 row) const
{
    const Record record = m_batch->record(row);
    const QString key = m_resultKey.label(RecordValues::of(record));
    return key.isEmpty() ? m_names.of(record).id : key;
}

Expected<EndsReader *> Session::keepHistory()
{
    auto history = std::make_unique<RunHistory>();
    if (auto opened = history->open(m_batch->size()); !opened)
        return opened.error();
    EndsReader *reader = history.get();
    m_history = std::move(history);
    return reader;
}

const RecordHistory *Session::history() const
{
    return m_journal ? m_journal.get() : m_history.get();
}

Expected<void> Session::openJournal(const JournalChoice &choice, RunJournal *reader, Workload &workload)
{
    JournalRequest request;
    request.path = choice.file;
    request.folder = journalFolder();
    request.run.batch = BatchIdentity::of(*m_batch, m_path);
    request.run.plan = writePlan(m_plan);
    request.reopen = choice.reopen;
    request.wanted = choice.run;
    request.chosen = choice.chosen;
    request.kept = choice.kept;
    request.isIdempotent = [&](quint32 row) {
        const quint32 group = workload.groupOf.empty() ? 0 : workload.groupOf[row];
        return workload.operations[workload.groups[group].operation].idempotent;
    };
    request.isInvalid = [this](quint32 row) { return m_batch->isInvalid(row); };
    auto opened = ::batchdeck::openJournal(request, m_found);
    if (!opened)
        return opened.error();
    m_told = opened->told;
    m_journal = std::make_unique<SessionJournal>(*std::move(opened), reader);
    for (const auto &[row, entry] : m_journal->pastEdits())
        m_batch->edit(row, entry);
    std::erase_if(workload.invalid, [this](quint32 row) { return !m_batch->isInvalid(row); });
    // The program may have ended because of a record: from now on it is known which were at work.
    for (Workload::OperationTraits &operation : workload.operations)
        operation.claimed |= operation.idempotent && m_journal->goesOn();
    return {};
}

Expected<void> Session::eachPastResult(const SessionJournal::TakeResult &take)
{
    const auto lost = m_journal->eachPastResult(take);
    if (!lost)
        return lost.error();
    if (*lost > 0)
        m_told += *lost == 1
            ? QStringLiteral("The journal was damaged: how 1 record ended stands, but its result and log are lost.")
            : QStringLiteral("The journal was damaged: how %L1 records ended stands, but their results and logs are "
                             "lost.")
                  .arg(*lost);
    return {};
}

void Session::lookUpDoubts()
{
    std::vector<State> states(m_batch->size());
    m_run->copyStates(0, states);
    std::vector<quint32> rows;
    for (quint32 row = 0; row < states.size(); ++row) {
        if (states[row] == State::InDoubt && m_run->status(row).errorKind != heldKind)
            rows.push_back(row);
    }
    m_run->settle(RowSet::of(std::move(rows)), true);
}

Expected<QString> Session::moveJournal(const QString &path)
{
    const auto moved = m_journal->moveTo(path);
    if (!moved)
        return moved.error();
    if (m_run)
        m_run->journalFound(moved->loss);
    return warningOf(*moved);
}

QString Session::newJournalPath() const
{
    const auto folder = JournalFolder::open(journalFolder());
    return folder ? folder->newPath(m_path) : QString();
}

Expected<void> Session::createRun(RunJournal *reader, const JournalChoice &choice)
{
    Expected<Workload> workload = workloadOf(*m_batch, m_plan, kinds());
    if (!workload)
        return workload.error();
    if (choice.where != JournalChoice::Where::Nowhere
        && m_effect == Effect::Kept) { // a check leaves nothing to go on from
        if (auto opened = openJournal(choice, reader, *workload); !opened)
            return opened;
    }
    m_connections = std::make_shared<SqlConnections>(m_plan, secretsOf(m_plan.folder), m_effect);
    if (m_journal)
        m_connections->setMayLackMarks(marksThatMayLack(m_plan, *m_journal));
    auto operations = operationsOf(m_plan, m_effect, m_connections);
    if (!operations)
        return operations.error();
    RunSetup setup;
    if (m_journal) {
        setup.past = m_journal->takePast();
        setup.id = m_journal->run().id;
    }
    setup.batch = m_batch;
    setup.workload = *std::move(workload);
    setup.settings = m_plan.settings;
    if (m_failures && !m_plan.saysFailures())
        setup.settings.failures = *m_failures;
    m_begun = setup.settings;
    setup.operations = *std::move(operations);
    setup.operations.resize(setup.workload.operations.size());
    for (const PlannedOperation &planned : m_plan.operations) { // a preview is no result
        const bool isPreview = m_effect == Effect::Undone && !canBeUndone(planned.kind);
        setup.success.push_back(isPreview ? std::nullopt : planned.success());
    }
    setup.success.resize(setup.operations.size());
    setup.launcher = std::make_unique<ConcurrentLauncher>();
    setup.journal = m_journal ? &m_journal->feed() : reader;
    setup.seed = std::random_device()();
    auto run = BatchRun::create(std::move(setup));
    if (!run)
        return run.error();
    m_run = *std::move(run);
    return {};
}

QStringList Session::servers() const
{
    return m_connections ? m_connections->servers() : QStringList();
}

void Session::endRun()
{
    noteStates();
    m_run.reset();
}

void Session::noteStates()
{
    m_states.resize(m_batch->size());
    for (quint32 row = 0; row < m_batch->size(); ++row)
        m_states[row] = m_run->record(row).state;
}

State Session::state(quint32 row) const
{
    if (!m_states.empty())
        return m_states[row];
    if (m_run)
        return m_run->record(row).state;
    return m_batch->isInvalid(row) ? State::Invalid : State::Queued;
}

} // namespace batchdeck
