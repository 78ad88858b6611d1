#include "consoleruns.h"

#include "journal/journalpast.h"
#include "journal/recordfold.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTest>

#include <nlohmann/json.hpp>

namespace batchdeck {

using namespace Qt::StringLiterals;

void ConsoleRuns::write(const QString &name, const QByteArray &bytes) const
{
    QFile file(path(name));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
}

void ConsoleRuns::begin(int records, bool isMarked)
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_records = records;
    m_isMarked = isMarked;
    m_inDoubt = 0;
    QVERIFY(QDir().mkpath(QFileInfo(journal()).path()));
    QByteArray lines;
    for (int record = 0; record < records; ++record)
        lines += "{\"n\": " + QByteArray::number(record) + "}\n";
    write(u"batch.jsonl"_s, lines);
    write(u"batch.plan.json"_s,
          R"plan({"concurrency": )plan" + QByteArray::number(slotCount) + R"plan(,
        "connections": {"ledger": {"driver": "sqlite", "database": "ledger.db"}},
        "operations": {"*": {"kind": "sql", "connection": "ledger", "statement": "insert into ledger values (:n)",
                             "marker": )plan"
              + QByteArray(isMarked ? "true" : "false") + "}}}");
    write(u"ledger.db"_s, {});
    auto ledger = SqliteFile::open(path(u"ledger.db"_s), SqliteFile::Access::Write);
    QVERIFY(ledger && ledger->execute("pragma journal_mode = wal; create table ledger(n integer)"));
}

QStringList ConsoleRuns::command(const QString &journal) const
{
    QStringList command{QStringLiteral(PROGRAM), u"--journal"_s,       journal,     u"--progress"_s, u"none"_s,
                        u"--results"_s,          path(u"out.jsonl"_s), u"--force"_s};
    if (JournalFile::read(journal)) // else it was killed before there was one
        command << u"--resume"_s;
    return command << path(u"batch.jsonl"_s);
}

// The exit code; -1 where it was killed.
int ConsoleRuns::run(const QStringList &command, const QProcessEnvironment &environment)
{
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(command.front(), command.mid(1));
    if (!process.waitForFinished(-1))
        qFatal("%s", qPrintable(process.errorString()));
    m_said = process.readAll();
    return process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
}

void ConsoleRuns::check()
{
    const std::map<int, int> happened = effects();
    for (const auto &[record, times] : happened)
        QVERIFY2(times == 1, qPrintable(u"record %1 happened %2 times"_s.arg(record).arg(times)));
    auto file = JournalFile::open(journal());
    if (!file) { // killed before it was one
        QVERIFY2(happened.empty(), qPrintable(file.error().message));
        return;
    }
    const auto past = pastOf(
        *file, [](quint32) { return false; }, 0);
    QVERIFY2(past, past ? "" : qPrintable(past.error().message));
    QVERIFY2(past->interrupted.size() <= 2 * slotCount, qPrintable(QString::number(past->interrupted.size())));
    m_mostAtOnce = std::max(m_mostAtOnce, past->interrupted.size());
    std::map<int, State> states;
    m_inDoubt = 0;
    m_held = 0;
    for (const PastRecord &record : past->run.records) {
        states[static_cast<int>(record.row)] = record.state;
        m_inDoubt += record.state == State::InDoubt;
        m_held += record.state == State::InDoubt && past->run.kinds[record.errorKind] == heldKind;
        if (record.state == State::Succeeded)
            QVERIFY2(happened.contains(static_cast<int>(record.row)),
                     qPrintable(u"record %1 never happened"_s.arg(record.row)));
    }
    for (const auto &[record, times] : happened)
        QVERIFY2(states.contains(record) && (states[record] == State::Succeeded || states[record] == State::InDoubt),
                 qPrintable(u"record %1 happened and is forgotten"_s.arg(record)));
}

// Each record once; what is told of it is true.
void ConsoleRuns::checkResults(bool isWhole) const
{
    const std::map<int, int> happened = effects();
    std::map<int, int> lines;
    QFile file(path(u"out.jsonl"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    while (!file.atEnd()) {
        const QByteArray line = file.readLine();
        const auto result = nlohmann::json::parse(line.begin(), line.end(), nullptr, false);
        QVERIFY2(result.is_object(), line.constData());
        const int row = result["row"].get<int>();
        QVERIFY2(++lines[row] == 1, line.constData());
        if (result["state"] == "succeeded")
            QVERIFY2(happened.contains(row), line.constData());
        else
            QVERIFY2(result["state"] == "inDoubt" || !isWhole, line.constData());
    }
    QVERIFY(!isWhole || lines.size() == std::size_t(m_records));
}

// All that can be done is done, once.
void ConsoleRuns::goesOn()
{
    const int code = run(command(journal()));
    check();
    QVERIFY2(code == (m_inDoubt > 0 ? 3 : 0), m_said.constData());
    checkResults(true);
    if (m_isMarked) {
        QCOMPARE(m_inDoubt, m_held);
        QVERIFY(effects().size() >= m_records - m_held);
    }
}

} // namespace batchdeck
