#include "console/program.h"
#include "journal/journalpast.h"

#include <QDir>
#include <QFile>

#include <nlohmann/json.hpp>

#include <map>

using namespace batchdeck;
using namespace Qt::StringLiterals;

// Somebody sets the computer's clock an hour forward and an hour back while a run is at work, is killed and goes on:
// nothing times out, is lost, happens twice or takes an hour.
class TestClockChanges final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whileItRuns();

private:
    static constexpr int records = 240;

    QString path(const QString &name) const { return m_folder.filePath(name); }
    void write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(path(name + u".new"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
        file.close();
        QVERIFY(::rename(qPrintable(file.fileName()), qPrintable(path(name)))
                == 0); // whoever reads sees one of the two
    }
    void setClock(const QByteArray &by) const { write(u"clock"_s, by + '\n'); }
    int ended() const
    {
        QFile file(path(u"out.jsonl"_s));
        return file.open(QIODevice::ReadOnly) ? static_cast<int>(file.readAll().count('\n')) : 0;
    }

    QTemporaryDir m_folder;
};

void TestClockChanges::initTestCase()
{
    QString library;
    for (const QString &folder : QDir(u"/usr/lib"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QString found = u"/usr/lib/%1/faketime/libfaketimeMT.so.1"_s.arg(folder);
        if (QFile::exists(found))
            library = found;
    }
    if (library.isEmpty())
        QSKIP("libfaketime is not installed");
#ifdef __SANITIZE_ADDRESS__
    QSKIP("its library would have to be loaded first");
#endif
    qputenv("BATCHDECK_FAKETIME", library.toUtf8());
}

void TestClockChanges::whileItRuns()
{
    QByteArray lines;
    for (int record = 0; record < records; ++record)
        lines += R"({"seconds": 0.02, "fail": "busy", "failTimes": 1, "transient": true, "n": )"
            + QByteArray::number(record) + "}\n";
    write(u"b.jsonl"_s, lines);
    write(u"b.plan.json"_s,
          R"({"concurrency": 4, "timeout": 600, "deadline": 1800, "retry": {"attempts": 3, "delay": 0.02},
                               "operations": {"*": {"kind": "simulate"}}})");
    setClock("+0");
    const QStringList command{u"--journal"_s, path(u"run.journal"_s), u"--results"_s, path(u"out.jsonl"_s),
                              path(u"b.jsonl"_s)};
    const auto start = [&](const QStringList &options) {
        qputenv("LD_PRELOAD", qgetenv("BATCHDECK_FAKETIME"));
        qputenv("FAKETIME_TIMESTAMP_FILE", path(u"clock"_s).toUtf8());
        qputenv("FAKETIME_NO_CACHE", "1");
        qputenv("FAKETIME_DONT_FAKE_MONOTONIC", "1"); // which nobody can set
        qputenv("NO_FAKE_STAT", "1");
        auto program = std::make_unique<Program>(options + command);
        qunsetenv("LD_PRELOAD");
        return program;
    };
    {
        const auto program = start({});
        for (const auto &[from, clock] : {std::pair(20, "+1h"), std::pair(50, "-1h"), std::pair(80, "+1h")}) {
            QTRY_VERIFY_WITH_TIMEOUT(ended() >= from || !program->isRunning(), 60'000);
            QVERIFY2(program->isRunning(), program->errors().constData());
            setClock(clock);
        }
        QTRY_VERIFY_WITH_TIMEOUT(ended() >= 120 || !program->isRunning(), 60'000);
        program->send(SIGKILL);
        program->end();
    }
    const int before = ended();
    QVERIFY(before < records);
    setClock("-1h"); // it was begun an hour from now, and cut short in two
    {
        const auto program = start({u"--resume"_s});
        QTRY_VERIFY_WITH_TIMEOUT(ended() >= before + 30 || !program->isRunning(), 60'000);
        setClock("+1h");
        QVERIFY2(program->end() == 0, program->errors().constData());
    }

    std::map<int, int> times;
    QFile results(path(u"out.jsonl"_s));
    QVERIFY(results.open(QIODevice::ReadOnly));
    while (!results.atEnd()) {
        const QByteArray line = results.readLine();
        const auto result = nlohmann::json::parse(line.begin(), line.end());
        QVERIFY2(result["state"] == "succeeded" && ++times[result["row"].get<int>()] == 1, line.constData());
        QVERIFY2(result["elapsed"].get<double>() >= 0 && result["elapsed"].get<double>() < 60, line.constData());
    }
    QCOMPARE(times.size(), std::size_t(records));

    auto file = JournalFile::read(path(u"run.journal"_s));
    QVERIFY(file);
    qint64 first = std::numeric_limits<qint64>::max();
    qint64 last = 0;
    const auto read = file->eachRecord(~quint32(0), JournalFile::Trust::Whole, [&](auto &entries) -> Expected<void> {
        quint32 number = 0;
        for (const JournalEntry &entry : entries) {
            if (entry.what != JournalEntry::What::End)
                continue;
            first = std::min(first, entry.at);
            last = std::max(last, entry.at);
            const bool isSane = entry.reason == StopReason::None && entry.elapsed >= 0 && entry.elapsed < 60'000'000
                && (entry.number == 0 || entry.number >= number);
            if (!isSane)
                return Error{u"clock"_s, u"row %1, attempt %2"_s.arg(entry.row).arg(entry.number), false};
            number = std::max(number, entry.number);
        }
        return {};
    });
    QVERIFY2(read, qPrintable(read ? QString() : read.error().message));
    QVERIFY2(last - first > 90 * 60'000, "the clock was not set");
}

QTEST_GUILESS_MAIN(TestClockChanges)
#include "tst_clockchanges.moc"
