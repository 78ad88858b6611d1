#include "console/program.h"
#include "operations/postgresserver.h"

#include <QDirIterator>

#include <algorithm>

using namespace batchdeck;
using namespace Qt::StringLiterals;

// What a plan refers to as a secret stands nowhere afterwards: not in the journal or its log, in results, in what
// failed, in what is told, in a process list, in settings.
//
// BATCHDECK_FAULT_SECRETS: how many are planted.
class TestPlantedSecrets final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void areWrittenNowhere();
    void cleanupTestCase() { m_server.stop(); }

private:
    // At least one that is right and one that is wrong.
    const int m_count = std::max(2,
                                 qEnvironmentVariableIsSet("BATCHDECK_FAULT_SECRETS")
                                     ? qEnvironmentVariableIntValue("BATCHDECK_FAULT_SECRETS")
                                     : 8);
    static QByteArray core(int number) { return "Tr0ub4dor&" + QByteArray::number(100'000 + number * 7919); }
    // Some are such as whoever puts them together with other text has trouble with.
    static QByteArray secret(int number) { return core(number) + (number % 4 == 2 ? "' \"\\=%00 x" : "!x"); }
    QString path(const QString &name) const { return m_folder.filePath(name); }
    void write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    }
    QStringList found(const QByteArray &bytes, const QString &where) const
    {
        QStringList places;
        for (int number = 0; number < m_count; ++number) {
            const QString text = QString::fromLatin1(core(number));
            const QByteArray wide(reinterpret_cast<const char *>(text.utf16()), text.size() * 2);
            const QByteArray percent = core(number).toPercentEncoding();
            for (const QByteArray &form : {core(number), wide, percent, secret(number).toBase64()}) {
                if (bytes.contains(form))
                    places << u"%1 in %2"_s.arg(text, where);
            }
        }
        return places;
    }
    QStringList foundAnywhere() const
    {
        QStringList places;
        int files = 0;
        for (const QString &folder : {m_folder.path(), Program::dataFolder()}) {
            QDirIterator all(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
            while (all.hasNext()) {
                QFile file(all.next());
                if (all.fileName() == u".env" || !file.open(QIODevice::ReadOnly))
                    continue;
                ++files;
                places << found(file.readAll(), file.fileName());
            }
        }
        if (files == 0)
            places << u"nothing to look into"_s;
        for (const QString &process : QDir(u"/proc"_s).entryList({u"[0-9]*"_s}, QDir::Dirs)) {
            QFile arguments(u"/proc/%1/cmdline"_s.arg(process));
            if (arguments.open(QIODevice::ReadOnly))
                places << found(arguments.readAll(), arguments.fileName());
        }
        return places;
    }

    PostgresServer m_server;
    QTemporaryDir m_folder;
};

void TestPlantedSecrets::initTestCase()
{
    if (const QString why = m_server.start(); !why.isEmpty())
        QSKIP(qPrintable(why));
    m_server.sql(u"create role guarded login password '%1'"_s.arg(QString::fromLatin1(secret(0))));
    for (const char *name : {"XDG_CONFIG_HOME", "XDG_CACHE_HOME"})
        qputenv(name, QFile::encodeName(path(QString::fromLatin1(name))));
}

void TestPlantedSecrets::areWrittenNowhere()
{
    // Half of them in the environment, half in a file beside the plan. One is right.
    QByteArray env;
    QByteArrayList connections;
    QByteArray lines;
    for (int number = 0; number < m_count; ++number) {
        const QByteArray name = "SECRET_" + QByteArray::number(number);
        if (number % 2)
            env += name + "=" + secret(number) + "\n";
        else
            qputenv(name, secret(number));
        connections += R"("c)" + QByteArray::number(number) + R"(": {"driver": "postgresql", "host": ")"
            + QFile::encodeName(m_server.folder())
            + R"(", "user": "guarded", "database": "postgres", "password": {"env": ")" + name + R"("}})";
        lines += R"({"to": "c)" + QByteArray::number(number) + "\", \"for\": 0}\n";
    }
    lines += "{\"to\": \"c0\", \"for\": 3600}\n";
    write(u".env"_s, env);
    write(u"b.jsonl"_s, lines);
    write(u"b.plan.json"_s,
          R"({"concurrency": 4, "connections": {)" + connections.join(',')
              + R"(}, "operations": {"*": {"kind": "sql", "connection": "{to}",
                  "statement": "select pg_sleep(:n), current_user", "bind": {"n": "{for:number}"}}}})");

    const QStringList files{u"--results"_s, path(u"out.jsonl"_s), u"--failed"_s, path(u"again.jsonl"_s),
                            path(u"b.jsonl"_s)};
    const auto keepTold = [&](const Program &program, const QString &name) {
        write(name, program.errors() + program.output());
    };
    Program first(QStringList{u"--progress"_s, u"json"_s} + files);
    QVERIFY(first.waitFor("password authentication failed", m_count - 1));
    QCOMPARE(foundAnywhere(), QStringList());
    first.send(SIGKILL);
    first.end();
    keepTold(first, u"told first"_s);
    QCOMPARE(foundAnywhere(), QStringList());

    Program second(QStringList{u"--resume"_s, u"--in-doubt"_s, u"again"_s, u"--timeout"_s, u"0.1"_s} + files);
    QCOMPARE(second.end(), 1);
    keepTold(second, u"told second"_s);
    QFile results(path(u"out.jsonl"_s));
    QVERIFY(results.open(QIODevice::ReadOnly));
    const QByteArray text = results.readAll();
    QCOMPARE(text.count("sql.28P01"), m_count - 1);
    QVERIFY2(text.contains("guarded"), text.constData());
    QVERIFY(QFile::exists(path(u"again.jsonl"_s)));
    QCOMPARE(QDir(Program::dataFolder() + u"/batchdeck/journals"_s).entryList({u"*.journal"_s}).size(), 1);
    QCOMPARE(foundAnywhere(), QStringList());
}

QTEST_GUILESS_MAIN(TestPlantedSecrets)
#include "tst_plantedsecrets.moc"
