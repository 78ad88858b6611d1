#include "console/program.h"

#include <QElapsedTimer>

#include <nlohmann/json.hpp>

using namespace batchdeck;
using namespace Qt::StringLiterals;

// The computer sleeps for eight hours while a run is at work. No computer that tests run on does: the program is
// stopped as everything is then, and finds the clocks as they are afterwards.
class TestSleep final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void noTimeCounts();

private:
    static constexpr std::int64_t night = 8 * 3600;

    QString file(const QString &name, const QByteArray &bytes) const
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::ReadWrite) || file.write(bytes) != bytes.size())
            qFatal("cannot write");
        return file.fileName();
    }

    QTemporaryDir m_folder;
};

void TestSleep::noTimeCounts()
{
#ifdef __SANITIZE_ADDRESS__
    QSKIP("its library would have to be loaded first");
#endif
    // One is at work until its timeout, and one for a while; one waits to be tried again, two for their turn.
    const QString batch = file(u"b.jsonl"_s,
                               R"({"seconds": 3600, "label": "too long", "cleanup": 1}
{"seconds": 2, "label": "long"}
{"seconds": 0, "label": "told"}
{"seconds": 0, "label": "again", "fail": "busy", "failTimes": 1, "transient": true}
{"seconds": 2, "label": "later"}
{"seconds": 0.2, "label": "last"}
)");
    file(u"b.plan.json"_s,
         R"({"concurrency": 3, "timeout": 6, "cleanup": 60, "deadline": 600,
             "retry": {"attempts": 2, "delay": 2, "jitter": false},
             "operations": {"*": {"kind": "simulate", "idempotent": false}}})");
    std::int64_t slept = 0;
    const QString clock = file(u"slept"_s, QByteArray(reinterpret_cast<const char *>(&slept), sizeof slept));
    const QString results = m_folder.filePath(u"out.jsonl"_s);
    qputenv("LD_PRELOAD", SLEPT_CLOCKS);
    qputenv("SLEPT", clock.toLocal8Bit());
    QElapsedTimer time;
    time.start();
    Program program({u"--results"_s, results, batch});
    qunsetenv("LD_PRELOAD");
    const qint64 before = QDateTime::currentSecsSinceEpoch();
    const auto hasBegun = [&] {
        QFile file(results);
        return file.open(QIODevice::ReadOnly) && file.readAll().contains("told");
    };
    QTRY_VERIFY_WITH_TIMEOUT(hasBegun() || !program.isRunning(), 60'000);
    QVERIFY2(program.isRunning(), program.errors().constData());
    program.send(SIGSTOP);
    slept = night;
    file(u"slept"_s, QByteArray(reinterpret_cast<const char *>(&slept), sizeof slept));
    program.send(SIGCONT);
    QCOMPARE(program.end(), 1);

    QMap<QString, QString> states;
    QFile file(results);
    QVERIFY(file.open(QIODevice::ReadOnly));
    while (!file.atEnd()) {
        const QByteArray line = file.readLine();
        const auto result = nlohmann::json::parse(line.begin(), line.end());
        const auto text = [&](const char *key) { return QString::fromStdString(result[key].get<std::string>()); };
        states[text("label")] = text("state");
        QVERIFY2(result["elapsed"].get<double>() < 60, line.constData());
        if (text("label") == u"last"_s) // it did sleep
            QVERIFY2(QDateTime::fromString(text("started"), Qt::ISODateWithMs).toSecsSinceEpoch() >= before + night,
                     line.constData());
    }
    QCOMPARE(states,
             (QMap<QString, QString>{{u"too long"_s, u"timedOut"_s},
                                     {u"long"_s, u"succeeded"_s},
                                     {u"again"_s, u"succeeded"_s},
                                     {u"told"_s, u"succeeded"_s},
                                     {u"later"_s, u"succeeded"_s},
                                     {u"last"_s, u"succeeded"_s}}));
    QVERIFY(time.elapsed() >= 7000); // what timed out had its six seconds, and one for its clean-up
}

QTEST_GUILESS_MAIN(TestSleep)
#include "tst_sleep.moc"
