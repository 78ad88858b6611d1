#include "core/recordresult.h"
#include "formats/outputfile.h"
#include "formats/resultfiles.h"
#include "formats/resultline.h"

#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

using namespace batchdeck;
using namespace Qt::StringLiterals;

// What came of the records, for other programs.
class TestResultFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aLine();
    void aLineOfWhatNeverBegan();
    void tables_data();
    void tables();
    void refusesATableThatIsTooWide();
    void arrays();
    void objects();

private:
    using Write = std::function<Expected<void>(const ResultSource &, OutputFile &)>;
    QByteArray written(const QByteArrayList &entries, const QByteArrayList &results, const Write &write);

    QTemporaryDir m_folder;
    Error m_error;
};

static RecordResult resultOf(quint32 row, const QByteArray &result)
{
    RecordResult made;
    made.row = row;
    made.id = QString::number(row);
    made.label = u"label"_s;
    made.operation = u"op"_s;
    made.state = result.isEmpty() ? State::Failed : State::Succeeded;
    made.result = result;
    if (result.isEmpty())
        made.error = {u"kind"_s, u"no \"table\",\nno rows"_s, false};
    return made;
}

QByteArray TestResultFiles::written(const QByteArrayList &entries, const QByteArrayList &results, const Write &write)
{
    Batch::Content content;
    for (const QByteArray &entry : entries) {
        if (entry.startsWith('!'))
            content.flaws.push_back({static_cast<quint32>(content.offsets.size()), 0, FlawKind::NotJson});
        content.offsets.push_back(static_cast<quint64>(content.bytes.size()));
        content.lengths.push_back(static_cast<quint32>(entry.size()));
        content.bytes += entry;
    }
    const Batch batch(std::move(content));
    const ResultSource source{batch, [&](quint32 row) { return resultLine(resultOf(row, results.at(row))); }};
    const QString path = m_folder.filePath(u"out"_s);
    auto file = OutputFile::create(path, OutputFile::Existing::Replace);
    const auto done = file ? write(source, *file) : file.error();
    m_error = done ? Error() : done.error();
    if (!done || !file->finish())
        return {};
    QFile read(path);
    return read.open(QIODevice::ReadOnly) ? read.readAll() : QByteArray();
}

void TestResultFiles::aLine()
{
    RecordResult result = resultOf(3, "{\n \"a b\": 1.10\n}");
    result.attempts = 2;
    result.started = QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5, 6), Qt::UTC);
    result.elapsed = std::chrono::milliseconds(1500);
    QCOMPARE(resultLine(result),
             QByteArray(R"({"row": 3, "id": "3", "label": "label", "operation": "op", "state": "succeeded", )"
                        R"("attempts": 2, "started": "2026-01-02T03:04:05.006Z", "elapsed": 1.500000, )"
                        R"("result": {"a b":1.10}, "error": null})"
                        "\n"));
}

void TestResultFiles::aLineOfWhatNeverBegan()
{
    RecordResult result = resultOf(0, {});
    result.state = State::TimedOut;
    QCOMPARE(resultLine(result),
             QByteArray(R"({"row": 0, "id": "0", "label": "label", "operation": "op", "state": "timedOut", )"
                        R"("attempts": 0, "started": null, "elapsed": null, "result": null, )"
                        R"("error": {"type": "kind", "message": "no \"table\",\nno rows"}})"
                        "\n"));
}

void TestResultFiles::tables_data()
{
    QTest::addColumn<QByteArrayList>("entries");
    QTest::addColumn<QByteArrayList>("results");
    QTest::addColumn<bool>("isRaw");
    QTest::addColumn<QByteArray>("table");
    const auto row = [](const char *name, const QByteArrayList &entries, const QByteArrayList &results,
                        const QByteArray &table,
                        bool isRaw = false) { QTest::newRow(name) << entries << results << isRaw << table; };
    const QByteArray failed = "failed,\"no \"\"table\"\",\nno rows\"";

    row("nothing", {}, {}, "state,error\r\n");
    row("columns", {R"({"b": 1.10, "a": "x, y"})", R"({"c": null, "b": [1, 2]})"}, {R"({"n": 7})", R"({"m": "ok"})"},
        "b,a,c,state,error,n,m\r\n1.10,\"x, y\",,succeeded,,7,\r\n\"[1, 2]\",,,succeeded,,,ok\r\n");
    row("a failure", {"{}"}, {""}, "state,error\r\n" + failed + "\r\n");
    row("names that are taken", {R"({"state": "new", "n": 1})"}, {R"({"n": 2})"},
        "state,n,state (result),error,n (result)\r\nnew,1,succeeded,,2\r\n");
    row("values", {"3", R"("text")"}, {"[1]", "4"},
        "record,state,error,result\r\n3,succeeded,,[1]\r\ntext,succeeded,,4\r\n");
    row("unreadable", {R"({"a": 1})", "!"}, {"", ""}, "a,state,error\r\n1," + failed + "\r\n," + failed + "\r\n");
    row("escapes", {R"({"\uac00": "\ud55c \"글\"", "b": " x"})"}, {"null"},
        "가,b,state,error\r\n\"한 \"\"글\"\"\",\" x\",succeeded,\r\n");
    const QByteArray formulas =
        R"({"a": "=1+1", "b": "-cmd", "c": "@x", "d": "-1.5", "e": -2, "f": "+3", "g": "\t=1", "h": "\n=1"})";
    row("formulas", {formulas}, {"null"},
        "a,b,c,d,e,f,g,h,state,error\r\n'=1+1,'-cmd,'@x,-1.5,-2,+3,\"'\t=1\",\"'\n=1\",succeeded,\r\n");
    row("raw formulas", {formulas}, {"null"},
        "a,b,c,d,e,f,g,h,state,error\r\n=1+1,-cmd,@x,-1.5,-2,+3,\"\t=1\",\"\n=1\",succeeded,\r\n", true);
}

void TestResultFiles::tables()
{
    QFETCH(const QByteArrayList, entries);
    QFETCH(const QByteArrayList, results);
    QFETCH(const bool, isRaw);
    const QByteArray table = written(entries, results, [isRaw](const ResultSource &source, OutputFile &file) {
        return writeResultTable(source, isRaw, file);
    });
    QVERIFY(table.startsWith("\xEF\xBB\xBF"));
    QTEST(table.sliced(3), "table");
}

void TestResultFiles::refusesATableThatIsTooWide()
{
    QByteArray entry = "{";
    for (int column = 0; column < 20'000; ++column)
        entry += (column ? ",\"" : "\"") + QByteArray::number(column) + "\":0";
    written({entry + '}'}, {"1"},
            [](const ResultSource &source, OutputFile &file) { return writeResultTable(source, false, file); });
    QVERIFY2(m_error.message.contains(u"more than 16384 different fields"), qPrintable(m_error.message));
}

void TestResultFiles::arrays()
{
    const auto array = [&](const QByteArrayList &entries, const QByteArrayList &results) {
        const QByteArray bytes = written(entries, results, writeResultArray);
        return nlohmann::json::parse(bytes.begin(), bytes.end(), nullptr, false);
    };
    QVERIFY(array({}, {}) == nlohmann::json::array());
    const auto two = array({"1", "2"}, {"5", ""});
    QCOMPARE(two.size(), std::size_t(2));
    QCOMPARE(two[0]["result"].get<int>(), 5);
    QCOMPARE(two[1]["state"].get<std::string>(), "failed");
}

void TestResultFiles::objects()
{
    const auto key = [](quint32 row) { return row == 0 ? u"한 \"a\""_s : u"b"_s; };
    const QByteArray bytes =
        written({"1", "2", "3"}, {"5", "6", "7"},
                [&](const ResultSource &source, OutputFile &file) { return writeResultObject(source, key, file); });
    const auto object = nlohmann::json::parse(bytes.begin(), bytes.end(), nullptr, false);
    QCOMPARE(object.size(), std::size_t(3));
    QCOMPARE(object["한 \"a\""]["row"].get<int>(), 0);
    QCOMPARE(object["b"]["row"].get<int>(), 1);
    QCOMPARE(object["b (row 2)"]["row"].get<int>(), 2);
}

QTEST_APPLESS_MAIN(TestResultFiles)
#include "tst_resultfiles.moc"
