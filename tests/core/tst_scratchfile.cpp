#include "core/scratchfile.h"

#include <QTest>

#include <csignal>

#include <sys/resource.h>

using namespace batchdeck;
using namespace Qt::StringLiterals;

class TestScratchFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void givesBackWhatItWasGiven();
    void isReadWhileItGrows();
    void tellsWhereItCannotBe();
    void tellsThatTheDiskIsFull();
};

// From memory, from the disk and from both.
void TestScratchFile::givesBackWhatItWasGiven()
{
    ScratchFile file(u"All"_s);
    QVERIFY(file.open());
    QByteArray all;
    for (int i = 0; i < 20'000; ++i) {
        const QByteArray piece = QByteArray::number(i) + QByteArray(i % 37, 'x');
        QCOMPARE(file.append(piece), quint64(all.size()));
        all += piece;
    }
    for (qsizetype size : {qsizetype(1), qsizetype(1000), qsizetype(100'000), all.size()}) {
        for (qsizetype at = 0; at + size <= all.size(); at += std::max(size / 3, qsizetype(997))) {
            const auto read = file.read(quint64(at), size);
            QVERIFY(read);
            QVERIFY(*read == all.sliced(at, size));
        }
    }
    QVERIFY(!file.read(quint64(all.size()) - 1, 2)); // there is no more
}

void TestScratchFile::isReadWhileItGrows()
{
    ScratchFile file(u"All"_s);
    QVERIFY(file.open());
    constexpr qsizetype size = 1000;
    std::atomic<quint64> end = 0;
    std::thread writer([&] {
        for (char piece = 0; end < 20'000 * size; ++piece) {
            file.append(QByteArray(size, piece));
            end += size;
        }
    });
    const auto join = qScopeGuard([&] { writer.join(); });
    for (quint64 seen = 0; seen < 20'000 * size;) {
        seen = end;
        for (quint64 piece : {quint64(0), seen / size / 2, seen / size - 1}) {
            if (seen == 0)
                continue;
            const auto read = file.read(piece * size, size);
            QVERIFY(read);
            QVERIFY(*read == QByteArray(size, char(piece)));
        }
    }
}

void TestScratchFile::tellsWhereItCannotBe()
{
    const QByteArray before = qgetenv("TMPDIR");
    const auto restore = qScopeGuard([&] { before.isNull() ? qunsetenv("TMPDIR") : qputenv("TMPDIR", before); });
    qputenv("TMPDIR", "/proc");
    ScratchFile file(u"The history"_s);
    const Expected<void> opened = file.open();
    QVERIFY(!opened);
    QCOMPARE(opened.error().message, u"The history cannot be kept in “/proc”: no such file or directory."_s);
}

// What came before stays readable; what comes says why it does not.
void TestScratchFile::tellsThatTheDiskIsFull()
{
    constexpr qsizetype size = 256 * 1024;
    ScratchFile file(u"The history"_s);
    QVERIFY(file.open());
    rlimit before{};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
    const rlimit little{size, before.rlim_max};
    std::signal(SIGXFSZ, SIG_IGN);
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &little), 0);
    const auto restore = qScopeGuard([&] { ::setrlimit(RLIMIT_FSIZE, &before); });
    file.append(QByteArray(size, 'a'));
    QTRY_VERIFY((file.append(QByteArray(1000, 'b')), file.error().has_value()));
    QVERIFY(file.error()->message.startsWith(u"The history cannot be kept in"));
    const auto kept = file.read(0, size);
    QVERIFY(kept);
    QVERIFY(*kept == QByteArray(size, 'a'));
    const auto lost = file.read(file.append("c"), 1);
    QVERIFY(!lost);
    QCOMPARE(lost.error(), *file.error());
}

QTEST_GUILESS_MAIN(TestScratchFile)
#include "tst_scratchfile.moc"
