#include "formats/batchfile.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace batchdeck;

// From a path to a batch, or to one sentence.
class TestBatchFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void loads();
    void refuses_data();
    void refuses();

private:
    QString path(const QString &name) const { return m_folder.filePath(name); }
    void write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }

    QTemporaryDir m_folder;
};

void TestBatchFile::loads()
{
    write(QStringLiteral("good.json"), "[{\"a\": 1}, 2]");
    const Expected<std::shared_ptr<const Batch>> batch = loadBatch(path(QStringLiteral("good.json")));
    QVERIFY(batch);
    QCOMPARE((*batch)->size(), 2U);
    QCOMPARE((*batch)->entry(0), QByteArray("{\"a\": 1}"));
    QVERIFY((*batch)->isInvalid(1));
}

void TestBatchFile::refuses_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("message"); // %1 is the path

    QTest::newRow("missing") << "none.json"
                             << "There is no file “%1”.";
    QTest::newRow("a folder") << "."
                              << "“%1” is a folder, not a batch file.";
    QTest::newRow("empty") << "empty.json"
                           << "“%1” is no batch: it is empty, where a JSON array of objects should be.";
    QTest::newRow("text") << "text.json"
                          << "“%1” is no batch: it does not begin as a JSON array does, with “[”. (line 1, column 1)";
}

void TestBatchFile::refuses()
{
    QFETCH(const QString, name);
    QFETCH(const QString, message);
    write(QStringLiteral("empty.json"), {});
    write(QStringLiteral("text.json"), "hello");
    const Expected<std::shared_ptr<const Batch>> batch = loadBatch(path(name));
    QVERIFY(!batch);
    QCOMPARE(batch.error().message, message.arg(path(name)));
}

QTEST_APPLESS_MAIN(TestBatchFile)
#include "tst_batchfile.moc"
