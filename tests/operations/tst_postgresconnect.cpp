#include "postgresserver.h"
#include "sqlfixture.h"

#include "operations/postgresoptions.h"
#include "operations/sqlcheck.h"

#include <QDir>
#include <QScopeGuard>

#include <netinet/in.h>
#include <netinet/tcp.h>

using namespace batchdeck;
using namespace Qt::StringLiterals;

// Ways to a server of PostgreSQL: encrypted ones, and those that people have set up for all their programs.
class TestPostgresConnect : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_server.stop(); }
    void isEncrypted_data();
    void isEncrypted();
    void noticesAServerThatIsGone();
    void findsWhatPeopleHaveSetUp_data();
    void findsWhatPeopleHaveSetUp();
    void refusesAUrlThatIsNone_data();
    void refusesAUrlThatIsNone();
    void tellsRefusalsApart_data();
    void tellsRefusalsApart();
    void triesAgainWhereThereAreTooMany();
    void goesOnWithThoseThatItGets();
    void waitsForWhoUnlocksAKeychain();

private:
    QString file(const QString &name) const { return m_folder.filePath(name); }
    QByteArray certify(const QString &name);
    void write(const QString &name, const QByteArray &text) const;

    QTemporaryDir m_folder;
    PostgresServer m_server;
    int m_port = 0;
};

// A certificate of its own making, and its key.
QByteArray TestPostgresConnect::certify(const QString &name)
{
    QProcess openssl;
    openssl.setProcessChannelMode(QProcess::MergedChannels);
    openssl.start(u"openssl"_s,
                  {u"req"_s, u"-x509"_s, u"-newkey"_s, u"rsa:2048"_s, u"-nodes"_s, u"-days"_s, u"2"_s, u"-subj"_s,
                   u"/CN=localhost"_s, u"-addext"_s, u"subjectAltName=DNS:localhost"_s, u"-keyout"_s,
                   file(name + u".key"_s), u"-out"_s, file(name + u".crt"_s)});
    if (openssl.waitForFinished(60000) && openssl.exitCode() == 0)
        return {};
    return openssl.error() == QProcess::FailedToStart ? "there is no openssl" : openssl.readAll();
}

void TestPostgresConnect::write(const QString &name, const QByteArray &text) const
{
    QFile out(file(name));
    QVERIFY(out.open(QFile::WriteOnly | QFile::Truncate));
    QVERIFY(out.setPermissions(QFile::ReadOwner | QFile::WriteOwner)); // libpq reads no password that others could
    out.write(text);
}

// One that nobody listens at just now.
static int freePort()
{
    const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(listener, reinterpret_cast<const sockaddr *>(&address), size) != 0
        || ::getsockname(listener, reinterpret_cast<sockaddr *>(&address), &size) != 0)
        qFatal("there is no port");
    ::close(listener);
    return ntohs(address.sin_port);
}

void TestPostgresConnect::initTestCase()
{
    for (const QString &name : {u"own"_s, u"other"_s}) {
        if (const QByteArray why = certify(name); !why.isEmpty())
            QSKIP(why.constData());
    }
    QVERIFY(QFile::setPermissions(m_folder.path(), QFile::Permissions(0x7755)));
    QVERIFY(PostgresCluster::give(file(u"own.key"_s)));
    m_port = freePort();
    const QString why =
        m_server.start({u"listen_addresses=localhost"_s, u"ssl=on"_s, u"ssl_cert_file="_s + file(u"own.crt"_s),
                        u"ssl_key_file="_s + file(u"own.key"_s)},
                       m_port);
    if (!why.isEmpty())
        QSKIP(qPrintable(why));
    m_server.sql(u"create role guarded login password 'correct; horse'"_s);
}

void TestPostgresConnect::isEncrypted_data()
{
    QTest::addColumn<QByteArray>("more");
    QTest::addColumn<QString>("says"); // or why not
    QTest::newRow("whoever it is") << QByteArray(R"("sslmode": "require")") << u"TLSv1.3"_s;
    QTest::newRow("verified") << QByteArray(R"("sslmode": "verify-full", "sslrootcert": "own.crt")") << u"TLSv1.3"_s;
    QTest::newRow("another's certificate") << QByteArray(R"("sslmode": "verify-full", "sslrootcert": "other.crt")")
                                           << u"certificate verify failed. The plan's sslrootcert says"_s;
    QTest::newRow("no certificate to verify by")
        << QByteArray(R"("sslmode": "verify-full", "sslrootcert": "none.crt")") << u"none.crt"_s;
    QTest::newRow("another name") << QByteArray(
        R"("sslmode": "verify-full", "sslrootcert": "own.crt", "host": "127.0.0.1")")
                                  << u"does not match host name"_s;
    QTest::newRow("not at all") << QByteArray(R"("sslmode": "disable")") << u"no pg_hba.conf entry"_s;
}

void TestPostgresConnect::isEncrypted()
{
    QFETCH(const QByteArray, more);
    QFETCH(const QString, says);
    const QByteArray host = more.contains("\"host\"") ? QByteArray() : QByteArray(R"("host": "localhost", )");
    const QByteArray plan =
        R"({"connections": {"pg": {"driver": "postgresql", "database": "postgres", "user": "postgres", )" + host
        + "\"port\": " + QByteArray::number(m_port) + ", " + more
        + R"(}}, "operations": {"*": {"kind": "sql", "connection": "pg", "statement": "select 1"}}})";
    const PlanReading reading = readPlan(plan, kinds(), m_folder.path());
    QVERIFY2(reading.plan, qPrintable(reading.plan ? QString() : reading.error(u"the plan"_s).message));
    const auto report = checkConnection(reading.plan->connections.front(), *reading.plan, {});
    if (says.startsWith(u"TLS")) {
        QVERIFY2(report, qPrintable(report ? QString() : report.error().message));
        QCOMPARE(report->tls, says);
        SqlRun run(plan, {"{}", "{}"}, m_folder.path());
        QCOMPARE(run.toEnd().run->summary().succeeded(), 2U);
        const QString server = report->server.section(u' ', 0, 1); // without whose package it is
        const QString told = u"Connected to “pg” (postgres at localhost:%1): %2, TLSv1.3."_s.arg(m_port).arg(server);
        QCOMPARE(run.connections->servers(), QStringList{told}); // however many connections there are
        QCOMPARE(run.last(0).log + run.last(1).log, told);
        return;
    }
    QVERIFY(!report);
    QVERIFY2(report.error().message.contains(says), qPrintable(report.error().message));
    QVERIFY(!report.error().transient);
}

// With its machine, or its network: the kernel asks, and says so after a minute.
void TestPostgresConnect::noticesAServerThatIsGone()
{
    SqlRun run(R"({"connections": {"pg": {"driver": "postgresql", "database": "postgres", "user": "postgres",
                   "host": "localhost", "port": )"
                   + QByteArray::number(m_port)
                   + R"(}}, "operations": {"*": {"kind": "sql", "connection": "pg", "statement": "select 1"}}})",
               {"{}"});
    QCOMPARE(run.toEnd().error().message, QString());
    int found = 0;
    const QStringList names = QDir(u"/proc/self/fd"_s).entryList(QDir::AllEntries | QDir::System);
    for (const QString &name : names) {
        sockaddr_storage peer{};
        socklen_t size = sizeof peer;
        const int descriptor = name.toInt();
        if (::getpeername(descriptor, reinterpret_cast<sockaddr *>(&peer), &size) != 0
            || (peer.ss_family != AF_INET && peer.ss_family != AF_INET6)
            || ntohs(reinterpret_cast<const sockaddr_in *>(&peer)->sin_port) != m_port) // at one place in both
            continue;
        const auto option = [&](int level, int which) {
            int value = 0;
            socklen_t length = sizeof value;
            return ::getsockopt(descriptor, level, which, &value, &length) == 0 ? value : -1;
        };
        ++found;
        QVERIFY(option(SOL_SOCKET, SO_KEEPALIVE) > 0);
        const int idle = option(IPPROTO_TCP, TCP_KEEPIDLE);
        const int turns = option(IPPROTO_TCP, TCP_KEEPINTVL) * option(IPPROTO_TCP, TCP_KEEPCNT);
        QVERIFY2(idle <= 60 && idle + turns <= 90, qPrintable(u"%1 and %2"_s.arg(idle).arg(turns)));
        QVERIFY(option(IPPROTO_TCP, TCP_USER_TIMEOUT) > 0);
    }
    QCOMPARE(found, 1);
}

void TestPostgresConnect::findsWhatPeopleHaveSetUp_data()
{
    QTest::addColumn<QByteArrayList>("environment");
    QTest::addColumn<QByteArray>("plan");
    QTest::newRow(".pgpass") << QByteArrayList{}
                             << QByteArray(R"(, "host": "@SERVER", "user": "guarded", "database": "postgres")");
    QTest::newRow("PGPASSFILE") << QByteArrayList{"HOME=/nowhere", "PGPASSFILE=@FILES/.pgpass", "PGHOST=@SERVER",
                                                  "PGUSER=guarded", "PGDATABASE=postgres"}
                                << QByteArray();
    QTest::newRow("PGSERVICE") << QByteArrayList{"PGSERVICE=mine", "PGSERVICEFILE=@FILES/services"} << QByteArray();
    QTest::newRow("PGSERVICE, and the plan says more")
        << QByteArrayList{"PGSERVICE=mine", "PGSERVICEFILE=@FILES/services", "PGDATABASE=nowhere"}
        << QByteArray(R"(, "database": "postgres")");
    QTest::newRow("DATABASE_URL") << QByteArrayList{
        "DATABASE_URL=postgresql://guarded:correct%3B%20horse@/postgres?host=@SERVER",
        "HOME=/nowhere"} << QByteArray();
    QTest::newRow("DATABASE_URL stands behind the plan")
        << QByteArrayList{"DATABASE_URL=postgresql://nobody@nowhere/nothing"}
        << QByteArray(R"(, "host": "@SERVER", "user": "guarded", "database": "postgres")");
}

void TestPostgresConnect::findsWhatPeopleHaveSetUp()
{
    QFETCH(const QByteArrayList, environment);
    QFETCH(QByteArray, plan);
    const QByteArray port = QByteArray::number(m_port);
    write(u".pgpass"_s, "*:" + port + ":*:guarded:correct; horse\n");
    write(u"services"_s, "[mine]\nhost=" + m_server.folder().toUtf8() + "\nuser=guarded\ndbname=postgres\n");
    QByteArrayList set{"HOME=@FILES", "PGPORT=" + port};
    set += environment;
    for (QByteArray variable : set) {
        variable.replace("@SERVER", m_server.folder().toUtf8()).replace("@FILES", m_folder.path().toUtf8());
        const qsizetype end = variable.indexOf('=');
        qputenv(variable.first(end).constData(), variable.sliced(end + 1));
    }
    SqlRun run(R"({"connections": {"pg": {"driver": "postgresql")" + plan.replace("@SERVER", m_server.folder().toUtf8())
                   + R"(}}, "operations": {"*": {"kind": "sql", "connection": "pg",
                      "statement": "select session_user::text as u, current_database()::text as d"}}})",
               {"{}"});
    run.toEnd();
    for (const char *name : {"HOME", "PGPORT", "PGHOST", "PGUSER", "PGDATABASE", "PGPASSFILE", "PGSERVICE",
                             "PGSERVICEFILE", "DATABASE_URL"})
        qunsetenv(name);
    QCOMPARE(run.error().message, QString());
    QCOMPARE(run.result(), QByteArray(R"({"rows": [{"u": "guarded", "d": "postgres"}]})"));
    QVERIFY2(run.last().log.endsWith(u", not encrypted."), qPrintable(run.last().log)); // at a socket
}

void TestPostgresConnect::refusesAUrlThatIsNone_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QString>("says");
    QTest::newRow("another library's") << QByteArray("postgresql+psycopg2://prod:s3cret@dbhost/prod")
                                       << u"must begin with postgresql://"_s;
    QTest::newRow("another database's") << QByteArray("mysql://prod:s3cret@dbhost/prod")
                                        << u"must begin with postgresql://"_s;
    QTest::newRow("a parameter mistyped") << QByteArray("postgresql://prod:s3cret@/prod?hst=dbhost") << u"\"hst\""_s;
    QTest::newRow("a percent sign in its password")
        << QByteArray("postgresql://prod:s3cret%zz@dbhost/prod") << u"cannot read it"_s;
    const auto mixed = [](const char *name, const char *url) {
        QTest::newRow(name) << QByteArray(url) << u"percent-encoded"_s;
    };
    mixed("an at sign in its password", "postgresql://prod:p@s3cret@dbhost/prod");
    mixed("a slash in its password", "postgresql://prod:s3cret/p@dbhost/prod");
    mixed("no host behind its password", "postgresql://prod:s3cret");
}

// Whatever else could be connected to: it would be another database.
void TestPostgresConnect::refusesAUrlThatIsNone()
{
    QFETCH(const QByteArray, url);
    QFETCH(const QString, says);
    const auto unset = qScopeGuard([] {
        for (const char *name : {"PGHOST", "PGPORT", "PGUSER", "PGDATABASE", "DATABASE_URL"})
            qunsetenv(name);
    });
    qputenv("PGHOST", m_server.folder().toUtf8());
    qputenv("PGPORT", QByteArray::number(m_port));
    qputenv("PGUSER", "postgres");
    qputenv("PGDATABASE", "postgres");
    const QByteArray plan = R"({"connections": {"pg": {"driver": "postgresql"}}, "operations": {"*": {"kind": "sql",
        "connection": "pg", "statement": "select 1"}}})";
    QCOMPARE(SqlRun(plan, {"{}"}).toEnd().state(), State::Succeeded);
    qputenv("DATABASE_URL", url);
    SqlRun run(plan, {"{}"});
    QCOMPARE(run.toEnd().state(), State::Failed);
    const QString message = run.error().message;
    QVERIFY2(message.startsWith(u"DATABASE_URL is no address of PostgreSQL: "), qPrintable(message));
    QVERIFY2(message.contains(says), qPrintable(message));
    QVERIFY(!message.contains(u"s3cret"));
    QVERIFY(!run.error().transient);
}

void TestPostgresConnect::tellsRefusalsApart_data()
{
    QTest::addColumn<QString>("why");
    QTest::addColumn<QString>("state");
    const auto row = [](const QString &why, const QString &state) { QTest::newRow(qPrintable(why)) << why << state; };
    row(u"FATAL: too many connections for role \"poor\""_s, u"53300"_s);
    row(u"FATAL: too many connections for database \"small\""_s, u"53300"_s);
    row(u"FATAL: sorry, too many clients already"_s, u"53300"_s);
    row(u"FATAL: remaining connection slots are reserved for roles with the SUPERUSER attribute"_s, u"53300"_s);
    row(u"FATAL: the database system is in recovery mode"_s, u"57P03"_s);
    row(u"FATAL: the database system is starting up"_s, u"57P03"_s);
    row(u"FATAL: role \"nobody\" does not exist"_s, u"28000"_s);
    row(u"FATAL: database \"nowhere\" does not exist"_s, u"3D000"_s);
    row(u"Connection refused"_s, u"08001"_s);
}

void TestPostgresConnect::tellsRefusalsApart()
{
    QFETCH(const QString, why);
    QTEST(refusal(why), "state");
}

// A role that may have one connection, which somebody else has.
void TestPostgresConnect::triesAgainWhereThereAreTooMany()
{
    m_server.sql(u"create role poor login connection limit 1"_s);
    const QByteArray plan = R"({"connections": {"pg": {"driver": "postgresql", "user": "poor", "database": "postgres",
        "host": ")"
        + m_server.folder().toUtf8() + R"(", "port": )" + QByteArray::number(m_port)
        + R"(}}, "retry": {"attempts": 1000, "delay": 0.01}, "concurrency": 1,
        "operations": {"*": {"kind": "sql", "connection": "pg", "statement": "select 1"}}})";
    SqlRun first(plan, {"{}"});
    QCOMPARE(first.toEnd().state(), State::Succeeded); // and keeps its connection
    SqlRun run(plan, {"{}"});
    run.run->start();
    QTRY_VERIFY_WITH_TIMEOUT(run.journal.itemsOf(0).size() > 1, 60000);
    const Error error = run.journal.itemsOf(0).front().outcome.error;
    QCOMPARE(error.kind, u"sql.53300"_s);
    QVERIFY(error.transient);
    first.run.reset();
    first.connections.reset();
    QVERIFY(run.run->wait(60s));
    QCOMPARE(run.state(), State::Succeeded);
}

// Where it wants more of them, nobody fails for that.
void TestPostgresConnect::goesOnWithThoseThatItGets()
{
    m_server.sql(u"create role modest login connection limit 3"_s);
    const QByteArray plan = R"({"connections": {"pg": {"driver": "postgresql", "user": "modest", "database": "postgres",
        "host": ")"
        + m_server.folder().toUtf8() + R"(", "port": )" + QByteArray::number(m_port) + R"sql(}}, "concurrency": 16,
        "operations": {"*": {"kind": "sql", "connection": "pg", "statement": "select pg_sleep(0.02)"}}})sql";
    SqlRun run(plan, QByteArrayList(200, "{}"));
    run.toEnd();
    for (quint32 row = 0; row < 200; ++row)
        QVERIFY2(run.state(row) == State::Succeeded, qPrintable(run.error(row).message));
}

// What a person does is no silence of the server.
void TestPostgresConnect::waitsForWhoUnlocksAKeychain()
{
    const QByteArray plan = R"({"connections": {"pg": {"driver": "postgresql", "user": "guarded",
        "password": {"keychain": "it"}, "database": "postgres", "host": "localhost", "port": )"
        + QByteArray::number(m_port)
        + R"(}}, "operations": {"*": {"kind": "sql", "connection": "pg", "statement": "select 1"}}})";
    constexpr auto silence = 50ms;
    const SecretSource secrets = [=](const SecretReference &) {
        std::this_thread::sleep_for(3 * silence);
        return Expected<QString>(u"correct; horse"_s);
    };
    const PlanReading reading = readPlan(plan, kinds());
    const auto report =
        checkConnection(reading.plan->connections.front(), *reading.plan, secrets, {}, {}, {.longest = silence});
    QVERIFY2(report, qPrintable(report ? QString() : report.error().message));
    SqlRun run(plan, {"{}"}, {}, secrets);
    run.connections->setSilence(silence);
    run.toEnd();
    QVERIFY2(run.state() == State::Succeeded, qPrintable(run.error().message));
}

QTEST_GUILESS_MAIN(TestPostgresConnect)
#include "tst_postgresconnect.moc"
