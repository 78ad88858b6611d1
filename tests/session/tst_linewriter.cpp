#include "session/linewriter.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace batchdeck;

// Lines for somebody who reads slowly.
class TestLineWriter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void waitsForNobody();
    void tellsOfAFullDisk();
};

void TestLineWriter::waitsForNobody()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("pipe"));
    QCOMPARE(::mkfifo(QFile::encodeName(path).constData(), 0600), 0);
    const int reader = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    auto file = OutputFile::create(path, OutputFile::Existing::Keep);
    QVERIFY(file);
    LineWriter writer(*std::move(file));
    QByteArray all;
    for (int line = 0; line < 200'000; ++line) {
        const QByteArray text = "line " + QByteArray::number(line) + QByteArray(line % 100, 'x') + '\n';
        all += text;
        writer.append(text);
    }
    QVERIFY2(writer.inMemory() <= LineWriter::mostInMemory, qPrintable(QString::number(writer.inMemory())));

    QByteArray read;
    std::thread slow([&] {
        ::fcntl(reader, F_SETFL, 0);
        char bytes[1 << 14];
        for (ssize_t size = 0; (size = ::read(reader, bytes, sizeof(bytes))) > 0;)
            read.append(bytes, size);
    });
    writer.append("the last\n");
    const auto finished = writer.finish();
    slow.join();
    ::close(reader);
    QVERIFY(finished);
    QVERIFY(read == all + "the last\n");
}

void TestLineWriter::tellsOfAFullDisk()
{
    auto file = OutputFile::create(QStringLiteral("/dev/full"), OutputFile::Existing::Keep);
    QVERIFY(file);
    LineWriter writer(*std::move(file));
    writer.append("gone\n");
    QTRY_VERIFY(writer.error());
    writer.append("gone as well\n");
    QCOMPARE(writer.inMemory(), 0);
    QVERIFY(!writer.finish());
}

QTEST_GUILESS_MAIN(TestLineWriter)
#include "tst_linewriter.moc"
