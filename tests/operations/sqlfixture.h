#pragma once

#include "core/workloadbuilder.h"
#include "formats/planreader.h"
#include "operations/kinds.h"
#include "operations/sqlconnections.h"

#include "core/runfixture.h"

#include <QTemporaryDir>

namespace batchdeck {

// Remembers what there was, and has nobody wait for a disk.
class ReadJournal final : public RunJournal {
public:
    void open(Durable durable) override { m_memory.open(std::move(durable)); }
    bool isDurable() const override { return false; }
    void write(std::vector<HistoryItem> items) override { m_memory.write(std::move(items)); }

    std::vector<HistoryItem> itemsOf(quint32 row) const { return m_memory.itemsOf(row); }

private:
    MemoryJournal m_memory;
};

// Records of one row each, whose column a counts them.
inline QByteArrayList rowsOf(int count, const std::function<QByteArray(int at)> &more = {})
{
    QByteArrayList records;
    for (int at = 0; at < count; ++at)
        records += "{\"data\": {\"a\": " + QByteArray::number(at) + (more ? ", " + more(at) : QByteArray()) + "}}";
    return records;
}

// A column b that is 1 in every fifth of them, from the third on.
inline QByteArray everyFifth(int at)
{
    return at % 5 == 2 ? "\"b\": 1" : "\"b\": 0";
}

// Records under a plan, run to their end.
class SqlRun {
public:
    // The plan is JSON; %1 in it stands for the folder.
    SqlRun(const QByteArray &plan, const QByteArrayList &records, const QString &folder = {},
           const SecretSource &secrets = {}, Effect effect = Effect::Kept)
    {
        const PlanReading reading = readPlan(plan, kinds(), folder);
        if (!reading.plan)
            qFatal("%s", qPrintable(reading.error(QStringLiteral("the plan")).message));
        RunSetup setup;
        setup.batch = batchOf(records);
        auto workload = workloadOf(*setup.batch, *reading.plan, kinds());
        if (!workload)
            qFatal("%s", qPrintable(workload.error().message));
        setup.workload = *std::move(workload);
        setup.settings = reading.plan->settings;
        connections = std::make_shared<SqlConnections>(*reading.plan, secrets, effect);
        for (const PlannedOperation &planned : reading.plan->operations) {
            auto operation = makeOperation(planned, *reading.plan, secrets, connections, effect);
            if (!operation)
                qFatal("%s", qPrintable(operation.error().message));
            setup.operations.push_back(*std::move(operation));
        }
        setup.launcher = testLauncher();
        setup.journal = &journal;
        run = runOf(std::move(setup));
    }

    SqlRun &toEnd()
    {
        run->start();
        if (!run->wait(120s))
            qFatal("the round does not end");
        return *this;
    }

    State state(quint32 row = 0) const { return run->record(row).state; }
    HistoryItem last(quint32 row = 0) const { return journal.itemsOf(row).back(); }
    QByteArray result(quint32 row = 0) const { return last(row).outcome.result; }
    Error error(quint32 row = 0) const { return last(row).outcome.error; }

    ReadJournal journal;
    std::shared_ptr<SqlConnections> connections;
    std::unique_ptr<BatchRun> run;
};

} // namespace batchdeck
