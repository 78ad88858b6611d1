#include "session/userfiles.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace batchdeck;
using namespace Qt::StringLiterals;

// Files that the program makes for whoever uses it.
class TestUserFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void anExampleComesWithItsPlan();
    void whatWasChangedStaysSo();
    void aFolderThatCannotBe();
    void pastedText();
    void pastedPath_data();
    void pastedPath();

private:
    QByteArray read(const QString &path) const
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
    }
    QString write(const QString &name, const QByteArray &content) const
    {
        QFile file(m_folder->filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write");
        return file.fileName();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestUserFiles::anExampleComesWithItsPlan()
{
    write(u"one.plan.json"_s, "the plan");
    const auto path = unpackExample(write(u"one.json"_s, "the batch"), m_folder->filePath(u"deep/down"_s));
    QVERIFY(path);
    QCOMPARE(*path, m_folder->filePath(u"deep/down/one.json"_s));
    QCOMPARE(read(*path), "the batch");
    QCOMPARE(read(m_folder->filePath(u"deep/down/one.plan.json"_s)), "the plan");
}

void TestUserFiles::whatWasChangedStaysSo()
{
    const QString example = write(u"one.json"_s, "the batch");
    const auto path = unpackExample(example, m_folder->filePath(u"mine"_s));
    write(u"mine/one.json"_s, "changed");
    QCOMPARE(*unpackExample(example, m_folder->filePath(u"mine"_s)), *path);
    QCOMPARE(read(*path), "changed");
}

void TestUserFiles::aFolderThatCannotBe()
{
    const QString file = write(u"one.json"_s, "a file, no folder");
    const auto path = unpackExample(file, file + u"/below"_s);
    QVERIFY(!path);
    QVERIFY(path.error().message.contains(file));
}

void TestUserFiles::pastedText()
{
    const QString folder = m_folder->filePath(u"pasted"_s);
    const auto path = keepPasted(u"[{\"name\": \"한국\"}]"_s, folder);
    QVERIFY(path);
    QCOMPARE(read(*path), QByteArray("[{\"name\": \"한국\"}]"));
    QCOMPARE(QFileInfo(*path).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    QCOMPARE(*keepPasted(u"[{\"name\": \"한국\"}]"_s, folder), *path);
    QVERIFY(*keepPasted(u"[]"_s, folder) != *path);
    QVERIFY(!keepPasted(u" \n"_s, folder));
}

void TestUserFiles::pastedPath_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::newRow("as it is") << QString() << QString();
    QTest::newRow("with a line's end") << QString() << u"\n"_s;
    QTest::newRow("an address") << u"file://"_s << QString();
}

void TestUserFiles::pastedPath()
{
    QFETCH(const QString, before);
    QFETCH(const QString, after);
    const QString file = write(u"one.json"_s, "the batch");
    QCOMPARE(*keepPasted(before + file + after, m_folder->filePath(u"pasted"_s)), file);
}

QTEST_GUILESS_MAIN(TestUserFiles)
#include "tst_userfiles.moc"
