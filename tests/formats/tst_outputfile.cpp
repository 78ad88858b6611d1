#include "formats/outputfile.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <thread>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace batchdeck;
using namespace Qt::StringLiterals;
using Existing = OutputFile::Existing;

// A file is there whole or not at all.
class TestOutputFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void isNotThereBeforeItIsWhole();
    void isGoneWhereItWasNotFinished();
    void leavesNothingHoweverItEnds();
    void leavesWhatExists();
    void replacesWhatExists();
    void followsLinks();
    void keepsWhoMayReadIt();
    void replacesNothingThatIsOpen();
    void losesARace();
    void mayBeFollowed();
    void isAsOthersAre();
    void writesStraightIntoADevice();
    void waitsForASlowReader();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();

private:
    QString path(const QString &name = u"out"_s) const { return m_folder->filePath(name); }
    QByteArray content() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("none");
    }
    void put(const QByteArray &bytes) const
    {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }
    qsizetype files() const { return QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden).size(); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestOutputFile::isNotThereBeforeItIsWhole()
{
    auto file = OutputFile::create(path(), Existing::Keep);
    QVERIFY(file);
    QVERIFY(file->write("one "));
    QVERIFY(!QFile::exists(path()));
    QVERIFY(file->write("two"));
    QVERIFY(file->finish());
    QCOMPARE(content(), QByteArray("one two"));
    QCOMPARE(files(), 1);
}

void TestOutputFile::isGoneWhereItWasNotFinished()
{
    {
        auto file = OutputFile::create(path(), Existing::Keep);
        QVERIFY(file && file->write("one"));
        OutputFile moved = *std::move(file);
        QVERIFY(files() <= 1);
    }
    QCOMPARE(files(), 0);
}

void TestOutputFile::leavesNothingHoweverItEnds()
{
    const int nameless = ::open(m_folder->path().toUtf8().constData(), O_WRONLY | O_TMPFILE, 0600);
    if (nameless < 0)
        QSKIP("This file system knows no files without a name.");
    ::close(nameless);
    for (const Existing existing : {Existing::Keep, Existing::Replace}) {
        const pid_t child = ::fork();
        if (child == 0) {
            auto file = OutputFile::create(path(), existing);
            ::_exit(file && file->write("one") ? 0 : 1);
        }
        int status = -1;
        QCOMPARE(::waitpid(child, &status, 0), child);
        QCOMPARE(status, 0);
        QCOMPARE(files(), 0);
    }
}

void TestOutputFile::leavesWhatExists()
{
    put("old");
    const auto file = OutputFile::create(path(), Existing::Keep);
    QVERIFY(!file);
    QCOMPARE(file.error().message, u"“%1” exists already; --force replaces it."_s.arg(path()));
    QVERIFY(QFile::link(u"/nowhere/at/all"_s, path(u"link"_s)));
    QVERIFY(!OutputFile::check(path(u"link"_s), Existing::Keep));
    QCOMPARE(content(), QByteArray("old"));
}

void TestOutputFile::replacesWhatExists()
{
    put("old");
    auto file = OutputFile::create(path(), Existing::Replace);
    QVERIFY(file && file->write("new"));
    QCOMPARE(content(), QByteArray("old"));
    QVERIFY(file->finish());
    QCOMPARE(content(), QByteArray("new"));
}

void TestOutputFile::followsLinks()
{
    put("old");
    QVERIFY(QFile::link(u"out"_s, path(u"link"_s)));
    QVERIFY(QFile::link(u"link"_s, path(u"to the link"_s)));
    auto file = OutputFile::create(path(u"to the link"_s), Existing::Replace);
    QVERIFY(file && file->write("new") && file->finish());
    QCOMPARE(content(), QByteArray("new"));
    QVERIFY(QFileInfo(path(u"link"_s)).isSymLink());
    QVERIFY(QFileInfo(path(u"to the link"_s)).isSymLink());
}

void TestOutputFile::keepsWhoMayReadIt()
{
    put("old");
    QCOMPARE(::chmod(path().toUtf8().constData(), 0600), 0);
    auto file = OutputFile::create(path(), Existing::Replace);
    QVERIFY(file && file->finish());
    struct stat status = {};
    QCOMPARE(::stat(path().toUtf8().constData(), &status), 0);
    QCOMPARE(status.st_mode & 0777, 0600U);
}

// Such as /dev/stdout, where the shell opened a file for it.
void TestOutputFile::replacesNothingThatIsOpen()
{
    QFile open(path());
    QVERIFY(open.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
    open.write("before ");
    for (const Existing existing : {Existing::Keep, Existing::Replace}) {
        auto file = OutputFile::create(u"/dev/fd/"_s + QString::number(open.handle()), existing);
        QVERIFY2(file, file ? "" : qPrintable(file.error().message));
        QVERIFY(file->write("x") && file->finish());
    }
    QCOMPARE(content(), QByteArray("before xx"));
}

void TestOutputFile::losesARace()
{
    auto file = OutputFile::create(path(), Existing::Keep);
    QVERIFY(file && file->write("new"));
    put("somebody else's");
    const auto finished = file->finish();
    QVERIFY(!finished);
    QVERIFY(finished.error().message.contains(u"exists already"));
    QCOMPARE(content(), QByteArray("somebody else's"));
}

void TestOutputFile::mayBeFollowed()
{
    auto file = OutputFile::create(path(), Existing::Keep);
    QVERIFY(file && file->place());
    QVERIFY(file->write("a line\n"));
    QCOMPARE(content(), QByteArray("a line\n"));
    QVERIFY(file->finish());
}

void TestOutputFile::isAsOthersAre()
{
    const mode_t mask = ::umask(027);
    auto file = OutputFile::create(path(), Existing::Keep);
    QVERIFY(file && file->finish());
    ::umask(mask);
    struct stat status = {};
    QCOMPARE(::stat(path().toUtf8().constData(), &status), 0);
    QCOMPARE(status.st_mode & 0777, 0640U);
}

void TestOutputFile::writesStraightIntoADevice()
{
    auto file = OutputFile::create(u"/dev/null"_s, Existing::Keep);
    QVERIFY(file && file->write("gone") && file->finish());
    auto full = OutputFile::create(u"/dev/full"_s, Existing::Keep);
    QVERIFY(full);
    const auto written = full->write("gone");
    QVERIFY(!written);
    QCOMPARE(written.error().message, u"“/dev/full” cannot be written: no space left on device."_s);
}

// Also where somebody else has made the pipe one that does not wait.
void TestOutputFile::waitsForASlowReader()
{
    int ends[2] = {-1, -1};
    QCOMPARE(::pipe2(ends, O_CLOEXEC), 0);
    QCOMPARE(::fcntl(ends[1], F_SETFL, O_NONBLOCK), 0);
    const QByteArray text = QByteArray("a line\n").repeated(100'000);
    QByteArray read;
    std::thread reader([&] {
        std::array<char, 4096> piece;
        for (ssize_t size; (size = ::read(ends[0], piece.data(), piece.size())) > 0;)
            read.append(piece.data(), size);
    });
    auto file = OutputFile::create(u"/dev/fd/"_s + QString::number(ends[1]), Existing::Keep);
    const auto written = file ? file->write(text) : Expected<void>(file.error());
    const auto finished = file ? file->finish() : Expected<void>(file.error());
    ::close(ends[1]);
    reader.join();
    ::close(ends[0]);
    QVERIFY2(written, written ? "" : qPrintable(written.error().message));
    QVERIFY(finished);
    QCOMPARE(read.size(), text.size());
    QVERIFY(read == text);
}

void TestOutputFile::saysWhatIsWrong_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("message");
    QTest::newRow("a folder") << u"/tmp"_s << u"“/tmp” cannot be written: it is a folder."_s;
    QTest::newRow("in no folder") << u"/nowhere/at/all"_s
                                  << u"“/nowhere/at/all” cannot be written: there is no folder “/nowhere/at”."_s;
    QTest::newRow("nothing") << u""_s << u"“” cannot be written: it has no name."_s;
}

void TestOutputFile::saysWhatIsWrong()
{
    QFETCH(const QString, path);
    for (const Existing existing : {Existing::Keep, Existing::Replace}) {
        const auto file = OutputFile::create(path, existing);
        QVERIFY(!file);
        QTEST(file.error().message, "message");
    }
}

QTEST_APPLESS_MAIN(TestOutputFile)
#include "tst_outputfile.moc"
