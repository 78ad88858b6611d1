#include "batchlook.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace batchdeck;

// From a path to a batch, or to one sentence.
class TestBatchLoader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void loads();
    void refuses_data();
    void refuses();
    void refusesWhatNeverEnds();
    void knowsByName();
    void takesLinesByTheirName_data();
    void takesLinesByTheirName();
    void guessesFromLongLines();
    void limitsEntries();
    void canBeStopped();
    void tellsHowFarItIs();

private:
    QString path(const QString &name) const { return QDir(m_folder.path()).absoluteFilePath(name); }
    QString written(const QString &name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("%s", qPrintable(file.errorString()));
        return path(name);
    }

    QTemporaryDir m_folder;
};

void TestBatchLoader::loads()
{
    const LoadedBatch batch = loadBatch(written(QStringLiteral("good.json"), "[{\"a\": 1}, 2]"));
    QVERIFY(batch);
    QCOMPARE(entriesOf(**batch), (QByteArrayList{"{\"a\": 1}", "2"}));
    QVERIFY((*batch)->flaws().empty());
}

void TestBatchLoader::refuses_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("message"); // %1 is the path

    QTest::newRow("missing") << QStringLiteral("none.json") << QStringLiteral("There is no file “%1”.");
    QTest::newRow("a folder") << QStringLiteral(".") << QStringLiteral("“%1” is a folder, not a batch file.");
    QTest::newRow("empty") << QStringLiteral("empty.json")
                           << QStringLiteral("“%1” is empty, where a batch of records should be.");
    QTest::newRow("text") << QStringLiteral("text.json")
                          << QStringLiteral("“%1” is no batch: it is a text that is neither JSON nor JSON Lines nor "
                                            "CSV.");
    QTest::newRow("not to be read") << QStringLiteral("/proc/self/mem")
                                    << QStringLiteral("“%1” could not be read: Input/output error.");
    QTest::newRow("another object") << QStringLiteral("object.json")
                                    << QStringLiteral("“%1” is no batch: it is a JSON object without an array "
                                                      "“Records”. A batch is {\"Records\": […]}, a JSON array, JSON "
                                                      "Lines or CSV.");
}

void TestBatchLoader::refuses()
{
    QFETCH(const QString, name);
    QFETCH(const QString, message);
    written(QStringLiteral("empty.json"), {});
    written(QStringLiteral("text.json"), "hello");
    written(QStringLiteral("object.json"), R"({"Records": null})");
    const LoadedBatch batch = loadBatch(path(name));
    QVERIFY(!batch);
    QCOMPARE(batch.error().message, message.arg(path(name)));
}

// What never ends is refused by its beginning; else only memory would end it.
void TestBatchLoader::refusesWhatNeverEnds()
{
    const auto stop = std::make_unique<std::stop_source>();
    LoadWatch watch;
    watch.stop = stop->get_token();
    watch.ticked = [&](LoadWatch &w) {
        if (w.done > 64U << 20)
            stop->request_stop();
    };
    const LoadedBatch batch = loadBatch({.path = QStringLiteral("/dev/zero")}, watch);
    QVERIFY(!batch);
    QCOMPARE(batch.error().message,
             QStringLiteral("“/dev/zero” is no batch: it is no text. A batch is JSON, JSON Lines or CSV."));
}

// What one object on one line is, its name says where its keys are those of another file.
void TestBatchLoader::knowsByName()
{
    const QByteArray plain = "{\"a\": 1}";
    const LoadedBatch line = loadBatch(written(QStringLiteral("again.json"), plain));
    QVERIFY(line);
    QCOMPARE(entriesOf(**line), QByteArrayList{plain});
    QVERIFY(loadBatch(written(QStringLiteral("again.json"), R"({"operation": "x", "data": [{"a": 1}]})")));
    QVERIFY(!loadBatch(written(QStringLiteral("again.json"), R"({"data": [{"a": 1}]})")));
    const QByteArray object = "{\"operations\": 1}\n";
    QVERIFY(!loadBatch(written(QStringLiteral("one.json"), object)));
    const LoadedBatch lines = loadBatch(written(QStringLiteral("one.jsonl"), object));
    QVERIFY(lines);
    QCOMPARE(entriesOf(**lines), QByteArrayList{"{\"operations\": 1}"});
    QCOMPARE((*lines)->form()->name(), QStringLiteral("JSON Lines"));
    QVERIFY(loadBatch(written(QStringLiteral("one.NDJSON"), object)));
}

// What is named so is lines, whatever stands in them, unless it is one text over several lines.
void TestBatchLoader::takesLinesByTheirName_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("form"); // none where it is refused
    const QString lines = QStringLiteral("JSON Lines");
    QTest::newRow("Records") << QByteArray("{\"Records\": [1, 2]}\n") << lines;
    QTest::newRow("Records of a record") << QByteArray("{\"id\": 1, \"Records\": [{\"id\": 7}]}\n") << lines;
    QTest::newRow("an array") << QByteArray("[{\"id\": 7}]") << lines;
    QTest::newRow("an array that does not end") << QByteArray("[{\"id\": \"b\"}\n") << lines;
    QTest::newRow("bad lines") << QByteArray("[1,\n{\"id\": 5}\n{\"id\": 6}\n") << lines;
    QTest::newRow("bad lines that join") << QByteArray("[\"id\":\n\"id\":]\n") << lines;
    QTest::newRow("Records that do not end") << QByteArray("{\"Records\": [\n{\"id\": 2}\n") << lines;
    QTest::newRow("an array over lines") << QByteArray("[\n{\"id\": 1},\n{\"id\": NaN}\n]\n")
                                         << QStringLiteral("JSON array");
    QTest::newRow("a long array over lines")
        << QByteArray('[' + QByteArray("{\"id\": 1},\n").repeated(120'000) + "{\"id\": 2}\n]\n")
        << QStringLiteral("JSON array");
    QTest::newRow("Records over lines") << QByteArray("{\"Records\": [\n1,\n2]}\n") << QStringLiteral("Records");
    QTest::newRow("a table") << QByteArray("a,b\n1,2\n") << QStringLiteral("CSV");
    QTest::newRow("events") << QByteArray("{\"Records\": [1]}\n{\"Records\": [2]}\n") << QString();
}

void TestBatchLoader::takesLinesByTheirName()
{
    QFETCH(const QByteArray, file);
    for (const QString &name : {QStringLiteral("x.jsonl"), QStringLiteral("x.NDJSON.gz")}) {
        const LoadedBatch batch = loadBatch(written(name, file));
        QTEST(batch ? (*batch)->form()->name() : QString(), "form");
    }
}

// However much of the file is there by the time.
void TestBatchLoader::guessesFromLongLines()
{
    for (const qsizetype size : {700'000, 9'000'000}) {
        const QByteArray line = "{\"a\": \"" + QByteArray(size, 'x') + "\"}\n";
        const QByteArray array = '[' + line.chopped(1) + "]\n";
        QCOMPARE((*loadBatch(written(QStringLiteral("long.txt"), line.repeated(3))))->form()->name(),
                 QStringLiteral("JSON Lines"));
        QCOMPARE((*loadBatch(written(QStringLiteral("long.txt"), array)))->form()->name(),
                 QStringLiteral("JSON array"));
    }
    const QByteArray arrays = '[' + QByteArray("\"x\",").repeated(180'000) + "1]\n";
    QCOMPARE((*loadBatch(written(QStringLiteral("long.txt"), arrays.repeated(3))))->size(), 3U);
}

void TestBatchLoader::limitsEntries()
{
    const QByteArray large = '"' + QByteArray(2000, 'x') + '"';
    LoadRequest request;
    request.largestEntry = 1024;
    for (const QByteArray &file : QByteArrayList{"[1, " + large + ", 2]", "1\n" + large + "\n2\n"}) {
        const LoadedBatch limited = readBatch(file, request);
        QVERIFY(limited);
        QCOMPARE(entriesOf(**limited), (QByteArrayList{"1", large, "2"}));
        QCOMPARE((*limited)->flaws().size(), std::size_t(1));
        QVERIFY((*limited)->problem(1).message.endsWith(
            u": this entry is larger than 1.00 KiB; batchdeck-run --largest-entry raises the limit."));
        QVERIFY((*readBatch(file))->flaws().empty());
    }
}

void TestBatchLoader::canBeStopped()
{
    const QString file = written(QStringLiteral("long.json"), '[' + QByteArray("1,").repeated(200'000) + "1]");
    std::stop_source stop;
    LoadWatch watch;
    watch.stop = stop.get_token();
    watch.ticked = [&](LoadWatch &w) {
        if (w.done > 0)
            stop.request_stop();
    };
    const LoadedBatch batch = loadBatch({.path = file}, watch);
    QVERIFY(!batch);
    QCOMPARE(batch.error().kind, QStringLiteral("cancelled"));
    QCOMPARE(batch.error().message, u'“' + file + QStringLiteral("” was not loaded: it was cancelled."));
}

void TestBatchLoader::tellsHowFarItIs()
{
    const QString file = written(QStringLiteral("long.json"), '[' + QByteArray("1,").repeated(200'000) + "1]");
    std::vector<quint64> seen;
    LoadWatch watch;
    watch.ticked = [&](LoadWatch &w) {
        QVERIFY(w.done <= w.total);
        seen.push_back(w.done);
    };
    QVERIFY(loadBatch({.path = file}, watch));
    QVERIFY(std::is_sorted(seen.begin(), seen.end()));
    QVERIFY(seen.back() > 200'000);
}

QTEST_GUILESS_MAIN(TestBatchLoader)
#include "tst_batchloader.moc"
