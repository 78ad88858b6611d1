#include "session/secrets.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace batchdeck;
using namespace Qt::StringLiterals;

namespace {

void write(const QString &path, const QByteArray &text, bool isProgram = false)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(text);
    if (isProgram)
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

QString shown(const Expected<QString> &secret)
{
    return secret ? *secret : QString(u"! "_s + secret.error().message);
}

} // namespace

class TestSecrets : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder.emplace(); }
    void cleanup() { qunsetenv("BATCHDECK_TEST_SECRET"); }
    void theEnvironmentGoesFirst();
    void aMistakeIsToldByItsLine();
    void theKeychain_data();
    void theKeychain();

private:
    QString path(const QString &file) const { return m_folder->filePath(file); }

    std::optional<QTemporaryDir> m_folder;
};

void TestSecrets::theEnvironmentGoesFirst()
{
    const SecretSource secrets = secretsOf(m_folder->path());
    const SecretReference reference{SecretReference::Keeper::Environment, u"BATCHDECK_TEST_SECRET"_s};
    QCOMPARE(shown(secrets(reference)),
             u"! BATCHDECK_TEST_SECRET is not set: set that variable in the environment, or write the line "
             "BATCHDECK_TEST_SECRET=… into “%1”."_s.arg(path(u".env"_s)));
    write(path(u".env"_s), "BATCHDECK_TEST_SECRET=from the file\n");
    QCOMPARE(shown(secrets(reference)), u"from the file"_s);
    qputenv("BATCHDECK_TEST_SECRET", "from the environment");
    QCOMPARE(shown(secrets(reference)), u"from the environment"_s);
}

void TestSecrets::aMistakeIsToldByItsLine()
{
    const SecretReference reference{SecretReference::Keeper::Environment, u"BATCHDECK_TEST_SECRET"_s};
    const SecretSource secrets = secretsOf(m_folder->path());
    write(path(u".env"_s), "# mine\nBATCHDECK_TEST_SECRET='hunter2\n");
    QCOMPARE(shown(secrets(reference)), u"! “%1”, line 2: a quote is never closed."_s.arg(path(u".env"_s)));
    write(path(u".env"_s), QByteArray(1 << 20, '\n') + "BATCHDECK_TEST_SECRET=x\n");
    QCOMPARE(shown(secrets(reference)), u"! “%1” is longer than 1 MiB, which no such file is."_s.arg(path(u".env"_s)));
}

void TestSecrets::theKeychain_data()
{
    QTest::addColumn<QByteArray>("tool"); // empty: there is none
    QTest::addColumn<QString>("secret");
    QTest::newRow("found") << QByteArray("test \"$*\" = 'lookup batchdeck an entry' && printf 'p w'") << u"p w"_s;
    QTest::newRow("no such entry")
        << QByteArray("exit 1")
        << u"! The entry “an entry” of the keychain is not to be had: there is none. Store it "
           "by: secret-tool store --label='an entry' batchdeck 'an entry'"_s;
    QTest::newRow("no keychain") << QByteArray("echo 'Cannot autolaunch D-Bus' >&2; exit 1")
                                 << u"! The entry “an entry” of the keychain is not to be had: no keychain is to be "
                                    "reached (Cannot autolaunch D-Bus)."_s;
    QTest::newRow("no tool")
        << QByteArray()
        << u"! The entry “an entry” of the keychain is not to be had: the program secret-tool is "
           "missing (Debian's package libsecret-tools). A variable of the environment needs no keychain."_s;
}

void TestSecrets::theKeychain()
{
    QFETCH(const QByteArray, tool);
    if (!tool.isEmpty())
        write(path(u"secret-tool"_s), "#!/bin/sh\n" + tool + "\n", true);
    const QByteArray before = qgetenv("PATH");
    qputenv("PATH", m_folder->path().toLocal8Bit());
    const auto secret = secretsOf({})({SecretReference::Keeper::Keychain, u"an entry"_s});
    qputenv("PATH", before);
    QTEST(shown(secret), "secret");
}

QTEST_GUILESS_MAIN(TestSecrets)
#include "tst_secrets.moc"
