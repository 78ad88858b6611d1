#include "bench.h"

#include "core/batchrun.h"
#include "core/concurrentlauncher.h"
#include "core/workloadbuilder.h"
#include "formats/planreader.h"
#include "operations/kinds.h"
#include "operations/postgrescluster.h"
#include "operations/postgresconnection.h"
#include "operations/sqlconnections.h"

#include <QCoreApplication>
#include <QTemporaryDir>

#include <sqlite3.h>

#include <map>

using namespace batchdeck;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const QByteArray table = "create table t (a integer primary key, b integer, c text)";

// A row each, all of them new.
std::shared_ptr<const Batch> batchOf(int from, unsigned records)
{
    Batch::Content content;
    for (unsigned row = 0; row < records; ++row) {
        const QByteArray number = QByteArray::number(from + static_cast<int>(row));
        const QByteArray entry = "{\"data\": {\"a\": " + number + ", \"b\": " + number + ", \"c\": \"a text\"}}";
        content.offsets.push_back(static_cast<quint64>(content.bytes.size()));
        content.lengths.push_back(static_cast<quint32>(entry.size()));
        content.bytes += entry;
    }
    return std::make_shared<const Batch>(std::move(content));
}

// µs for all of them.
double run(const Plan &plan, const std::shared_ptr<SqlConnections> &connections, std::shared_ptr<const Batch> batch,
           int slots)
{
    const unsigned records = batch->size();
    RunSetup setup;
    setup.batch = std::move(batch);
    setup.workload = *workloadOf(*setup.batch, plan, kinds());
    setup.settings.concurrency = slots;
    setup.settings.timeout = 60s;
    setup.operations.push_back(*makeOperation(plan.operations.front(), plan, {}, connections));
    setup.launcher = std::make_unique<ConcurrentLauncher>();
    auto run = BatchRun::create(std::move(setup));
    if (!run)
        qFatal("%s", qPrintable(run.error().message));
    const auto since = bench::Clock::now();
    (*run)->start();
    if (!(*run)->wait(1h))
        qFatal("the round does not end");
    const double time = bench::microseconds(bench::Clock::now() - since);
    if ((*run)->summary().succeeded() != records)
        qFatal("not all succeeded");
    return time;
}

// The peers are connected before their time begins: so are we, all of the connections.
void measure(const bench::Case &c, const QByteArray &connection, int most)
{
    const PlanReading reading = readPlan(R"({"connections": {"c": )" + connection
                                             + R"(}, "operations": {"*": {"kind": "sql.upsert", "connection": "c",
                                                  "table": "t", "rows": "{data}", "key": ["a"]}}})",
                                         kinds());
    if (!reading.plan)
        qFatal("%s", qPrintable(reading.error(u"the plan"_s).message));
    const auto connections = std::make_shared<SqlConnections>(*reading.plan, SecretSource());
    for (int turn = 1; turn <= 8 || (*connections->pool(u"c"_s))->connections() < most; ++turn)
        run(*reading.plan, connections, batchOf(-turn * c.slots, static_cast<unsigned>(c.slots)), c.slots);
    bench::print({{"us", run(*reading.plan, connections, batchOf(0, c.records), c.slots) / c.records}});
}

// A file as a peer makes it: with a write-ahead log and a sync for each commit.
void sqlite(const bench::Case &c)
{
    const QTemporaryDir folder;
    const QByteArray path = folder.filePath(u"bench.db"_s).toUtf8();
    sqlite3 *database = nullptr;
    sqlite3_open(path, &database);
    sqlite3_exec(database, QByteArray("pragma journal_mode = wal; " + table), nullptr, nullptr, nullptr);
    sqlite3_close(database);
    measure(c, R"({"driver": "sqlite", "database": ")" + path + "\"}", 1);
}

void postgresql(const bench::Case &c)
{
    PostgresCluster cluster;
    if (const QString why = cluster.start(true); !why.isEmpty())
        qFatal("%s", qPrintable(why));
    SqlTarget target;
    target.dialect = SqlDialect::PostgreSQL;
    target.host = cluster.folder();
    target.user = target.database = u"postgres"_s;
    PostgresConnection admin(target);
    if (!QTest::qWaitFor([&] { return static_cast<bool>(admin.open()); }, 60000)
        || !admin.run(QString::fromUtf8(table)))
        qFatal("there is no server");
    measure(c,
            R"({"driver": "postgresql", "database": "postgres", "user": "postgres", "connections": )"
                + QByteArray::number(c.slots) + R"(, "host": ")" + cluster.folder().toUtf8() + "\"}",
            c.slots);
}

const std::map<std::string, void (*)(const bench::Case &)> cases = {{"sqlite", sqlite}, {"postgresql", postgresql}};

} // namespace

int main(int count, char **arguments)
{
    const QCoreApplication application(count, arguments);
    const bench::Case c = bench::caseOf(count, arguments);
    const auto found = cases.find(c.name);
    if (found == cases.end()) {
        std::fprintf(stderr, "There is no case \"%s\".\n", c.name.c_str());
        return 2;
    }
    found->second(c);
}
