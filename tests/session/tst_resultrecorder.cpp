#include "core/jsontext.h"
#include "core/plan.h"
#include "formats/batchloader.h"
#include "session/resultrecorder.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>

using namespace batchdeck;

// What came of records, from the threads that end them to a file.
class TestResultRecorder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void makesItsFileAsTheRunBegins();
    void takesEndsWhileOthersLook();

private:
    QString path() const { return m_folder.filePath(QStringLiteral("out.jsonl")); }

    const QTemporaryDir m_folder;
};

namespace {

std::shared_ptr<const Batch> batchOf(int records)
{
    return *readBatch('[' + QByteArray("{},").repeated(records - 1) + "{}]");
}

HistoryItem endOf(quint32 row)
{
    HistoryItem item;
    item.end.row = row;
    item.end.number = 1;
    item.end.became = row % 3 == 0 ? State::Failed : State::Succeeded;
    if (row % 3 == 0)
        item.outcome.error = {QStringLiteral("test"), QStringLiteral("no"), false};
    else
        item.outcome.result = QByteArray::number(row);
    return item;
}

} // namespace

void TestResultRecorder::makesItsFileAsTheRunBegins()
{
    ResultRecorder recorder;
    QVERIFY(recorder.prepare(batchOf(1), RecordNames(Plan::trial()), path(), false, false));
    QVERIFY(!QFile::exists(path()));
    QVERIFY(recorder.begin());
    QVERIFY(QFile::exists(path()));
}

void TestResultRecorder::takesEndsWhileOthersLook()
{
    constexpr quint32 records = 3'000;
    constexpr quint32 threads = 4;
    ResultRecorder recorder;
    QVERIFY(recorder.prepare(batchOf(records), RecordNames(Plan::trial()), path(), true, true));
    QVERIFY(recorder.begin());
    std::vector<std::thread> ending;
    for (quint32 first = 0; first < threads; ++first) {
        ending.emplace_back([&recorder, first] {
            for (quint32 row = first; row < records; row += threads) {
                std::vector<HistoryItem> items;
                items.push_back(endOf(row));
                recorder.write(std::move(items));
            }
        });
    }
    int problems = 0;
    quint32 before = 0;
    const auto look = [&] {
        const quint32 recorded = recorder.recorded();
        QVERIFY(recorded >= before);
        before = recorded;
        problems += static_cast<int>(recorder.takeProblems().size());
        QVERIFY(recorder.line(0, State::Queued));
    };
    while (recorder.recorded() < records)
        look();
    for (std::thread &thread : ending)
        thread.join();
    std::atomic<bool> isWritten = false;
    recorder.finish([&] { isWritten = true; });
    while (!isWritten)
        look();
    look();
    QCOMPARE(problems, ResultRecorder::mostProblems);
    QVERIFY(recorder.hasMoreProblems());
    QVERIFY(recorder.takeErrors().empty());

    QFile file(path());
    QVERIFY(file.open(QIODevice::ReadOnly));
    std::vector<int> seen(records);
    for (const QByteArray &line : file.readAll().trimmed().split('\n')) {
        const quint32 row = memberText(line, "row").value_or(QByteArray()).toUInt();
        ++seen.at(row);
        QCOMPARE(*recorder.line(row, State::Queued), QByteArray(line + '\n'));
        QCOMPARE(memberText(line, "result"), row % 3 == 0 ? QByteArray("null") : QByteArray::number(row));
    }
    QCOMPARE(std::count(seen.begin(), seen.end(), 1), std::ptrdiff_t(records));
}

QTEST_GUILESS_MAIN(TestResultRecorder)
#include "tst_resultrecorder.moc"
