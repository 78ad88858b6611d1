#include "session/session.h"

#include "core/concurrentlauncher.h"
#include "core/unknownoperation.h"
#include "core/workloadbuilder.h"
#include "operations/kinds.h"
#include "operations/sqlconnections.h"
#include "session/planchoice.h"
#include "session/runhistory.h"
#include "session/secrets.h"

#include <random>

namespace batchdeck {

namespace {

// By the plan's numbers, and one more for what it does not have.
Expected<std::vector<std::unique_ptr<Operation>>> operationsOf(const Plan &plan)
{
    const SecretSource secrets = secretsOf(plan.folder);
    const auto connections = std::make_shared<SqlConnections>(plan, secrets);
    std::vector<std::unique_ptr<Operation>> operations;
    for (const PlannedOperation &planned : plan.operations) {
        auto operation = makeOperation(planned, plan, secrets, connections);
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
    Expected<std::optional<ChosenPlan>> chosen =
        request.isTrial ? std::optional(ChosenPlan{Plan::trial(), {}}) : choosePlan(request.batch.path, request.plan);
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
    Expected<std::shared_ptr<const Batch>> batch = loadBatch(request.batch, watch);
    if (!batch)
        return batch.error();
    if (!plan)
        return noPlan(request.batch.path, **batch);

    std::unique_ptr<Session> session(new Session(*std::move(batch), std::move(plan->plan)));
    session->m_planFile = plan->file;
    session->m_resultKey = *key;
    auto operations = operationsOf(session->m_plan); // what cannot be is known before anything is run
    if (!operations)
        return operations.error();
    session->m_previewed = *std::move(operations);
    return session;
}

Session::Session(std::shared_ptr<const Batch> batch, Plan plan)
    : m_batch(std::move(batch))
    , m_plan(std::move(plan))
    , m_names(m_plan)
{
}

Session::~Session() = default;

QString Session::description() const
{
    const QString records =
        m_batch->size() == 1 ? QStringLiteral("1 record") : QStringLiteral("%L1 records").arg(m_batch->size());
    const QString form = m_batch->form() ? QStringLiteral(" (%1)").arg(m_batch->form()->name()) : QString();
    if (m_planFile.isEmpty())
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
    return m_resultKey.label(RecordValues::of(m_batch->record(row)));
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

Expected<void> Session::createRun(RunJournal *journal)
{
    Expected<Workload> workload = workloadOf(*m_batch, m_plan, kinds());
    if (!workload)
        return workload.error();
    auto operations = operationsOf(m_plan);
    if (!operations)
        return operations.error();
    RunSetup setup;
    setup.batch = m_batch;
    setup.workload = *std::move(workload);
    setup.settings = m_plan.settings;
    setup.operations = *std::move(operations);
    setup.operations.resize(setup.workload.operations.size());
    for (const PlannedOperation &planned : m_plan.operations)
        setup.success.push_back(planned.success());
    setup.success.resize(setup.operations.size());
    setup.launcher = std::make_unique<ConcurrentLauncher>();
    setup.journal = journal;
    setup.seed = std::random_device()();
    auto run = BatchRun::create(std::move(setup));
    if (!run)
        return run.error();
    m_run = *std::move(run);
    return {};
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
