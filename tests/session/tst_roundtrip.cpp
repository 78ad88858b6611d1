#include "session/exports.h"

#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace batchdeck;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// A file is loaded and run, what failed is written and loaded again: the same entries, in every form.
class TestRoundTrip : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsWhatFailed_data();
    void keepsWhatFailed();

private:
    QTemporaryDir m_folder;
};

using Make = std::function<QByteArray(const QByteArrayList &records)>; // each a JSON object
Q_DECLARE_METATYPE(Make)

namespace {

QByteArray inString(const QByteArray &json)
{
    QByteArray text = json;
    return '"' + text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n") + '"';
}

QByteArray records(const QByteArrayList &entries, const QByteArray &between)
{
    return "{\"source\": {\"Records\": [1]}, \"Records\": [" + entries.join(between) + "], \"after\": \"x\"}\n";
}

// Texts that are awkward to every form, "fail" first where the record is to fail.
QByteArray randomRecord(QRandomGenerator &dice)
{
    static const QByteArrayList texts{"plain",       "a,b",        "가나",   "\\ud55c\\uae00", "quote \\\" and \\\\",
                                      "line\\nfeed", "; drop -- ", "]}],{[", "\\t tab",        ""};
    QByteArray record = "{";
    if (dice.bounded(2))
        record += "\"fail\": \"" + texts[dice.bounded(9)] + "\", ";
    record += "\"n\": " + QByteArray::number(dice.bounded(1000)) + ".10";
    for (int field = dice.bounded(4); field > 0; --field)
        record += ", \"f" + QByteArray::number(field) + "\": \"" + texts[dice.bounded(10)] + '"';
    return record + '}';
}

} // namespace

void TestRoundTrip::keepsWhatFailed_data()
{
    QTest::addColumn<Make>("make");
    const auto row = [](const char *name, const Make &make) { QTest::newRow(name) << make; };
    row("an array", [](const auto &all) -> QByteArray { return "[" + all.join(", ") + "]"; });
    row("an array by lines",
        [](const auto &all) -> QByteArray { return "[\r\n  " + all.join(",\r\n  ") + "\r\n]\r\n"; });
    row("lines", [](const auto &all) -> QByteArray { return all.join('\n') + '\n'; });
    row("lines without an end", [](const auto &all) -> QByteArray { return all.join("\r\n"); });
    row("records", [](const auto &all) -> QByteArray { return records(all, ",\n  "); });
    row("records in strings", [](const auto &all) -> QByteArray {
        QByteArrayList entries;
        for (const QByteArray &record : all)
            entries << inString(record);
        return records(entries, ", ");
    });
    row("messages", [](const auto &all) -> QByteArray {
        QByteArrayList entries;
        for (const QByteArray &record : all)
            entries << "{\"messageId\": \"m" + QByteArray::number(entries.size()) + "\", \"body\": " + inString(record)
                    + '}';
        return records(entries, ",");
    });
    row("a table", [](const auto &all) -> QByteArray {
        QByteArray table = "fail,n,text\r\n";
        for (const QByteArray &record : all)
            table += (record.contains("fail") ? "\"no, \"\"no\"\"\nno\"" : QByteArray()) + ','
                + QByteArray::number(record.size()) + ",\"" + (record.size() % 2 ? "가, 나" : "") + "\"\r\n";
        return table;
    });
    row("tabs", [](const auto &all) -> QByteArray {
        QByteArray table = "n\tfail\n";
        for (const QByteArray &record : all)
            table += QByteArray::number(record.size()) + '\t' + (record.contains("fail") ? "no" : "") + '\n';
        return table;
    });
}

void TestRoundTrip::keepsWhatFailed()
{
    QFETCH(const Make, make);
    for (quint32 seed = 1; seed <= 40; ++seed) {
        QRandomGenerator dice(seed);
        QByteArrayList all;
        for (int count = dice.bounded(2, 30); count > 0; --count)
            all << randomRecord(dice);
        const QString path = m_folder.filePath(u"batch"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(make(all));
        file.close();

        SessionRequest request;
        request.batch.path = path;
        request.isTrial = true;
        LoadWatch watch;
        auto session = Session::open(request, watch);
        QVERIFY2(session, session ? "" : qPrintable(session.error().message));
        const Batch &batch = *(*session)->batch();
        QCOMPARE(batch.size(), static_cast<quint32>(all.size()));
        ResultRecorder recorder;
        QVERIFY((*session)->createRun(&recorder));
        (*session)->run().start();
        QVERIFY((*session)->run().wait(60s));

        QByteArrayList failed;
        for (quint32 row = 0; row < batch.size(); ++row) {
            if ((*session)->state(row) == State::Failed)
                failed << batch.entry(row);
        }
        QCOMPARE(failed.size(), std::count_if(all.begin(), all.end(), [](const QByteArray &record) {
                     return record.contains("fail");
                 }));
        if (failed.isEmpty())
            continue; // a file of no lines is no batch
        const QString again = m_folder.filePath(u"again"_s);
        QVERIFY(saveBatch(**session, {State::Failed}, {again, true}));
        const auto loaded = loadBatch(again);
        QVERIFY2(loaded, loaded ? "" : qPrintable(loaded.error().message));
        QByteArrayList entries;
        for (quint32 row = 0; row < (*loaded)->size(); ++row)
            entries << (*loaded)->entry(row);
        QCOMPARE(entries, failed);
        QVERIFY((*loaded)->flaws().empty());
    }
}

QTEST_GUILESS_MAIN(TestRoundTrip)
#include "tst_roundtrip.moc"
