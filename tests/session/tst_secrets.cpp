#include "session/secrets.h"

#include "desktopbus.h"
#include "keyring.h"
#include "session/keychain.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <thread>
#include <vector>

using namespace batchdeck;
using namespace Qt::StringLiterals;

namespace {

void write(const QString &path, const QByteArray &text)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(text);
}

QString shown(const Expected<QString> &secret)
{
    return secret ? *secret : QString(u"! "_s + secret.error().message);
}

QString inKeychain(const QString &entry)
{
    return shown(secretsOf({})({SecretReference::Keeper::Keychain, entry}));
}

} // namespace

class TestSecrets : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder.emplace(); }
    void cleanup() { qunsetenv("BATCHDECK_TEST_SECRET"); }
    void theEnvironmentGoesFirst();
    void aMistakeIsToldByItsLine();
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

// On a real one.
void TestSecrets::theKeychain()
{
    const QString entry = u"an entry"_s;
    const QString missing = u"! The entry “an entry” of the keychain is not to be had: "_s;
    const QString none = missing + u"it is missing, or locked. The plan's form puts it there: Plan…, then Store…"_s;
    DesktopBus bus;
    Keyring::askOn(bus.address());
    const QString nowhere = inKeychain(entry);
    QVERIFY2(nowhere.startsWith(missing + u"no keychain is to be reached ("_s), qPrintable(nowhere));
    if (const QString problem = bus.start(); !problem.isEmpty())
        QSKIP(qPrintable(problem));
    const QString unanswered = inKeychain(entry);
    QVERIFY2(unanswered.startsWith(missing + u"no keychain is to be reached ("_s), qPrintable(unanswered));
    const Expected<void> unkept = storeInKeychain(entry, u"p w"_s).result();
    QVERIFY2(!unkept && unkept.error().message.startsWith(missing.mid(2) + u"no keychain is to be reached ("_s),
             qPrintable(unkept ? QString() : unkept.error().message));

    Keyring keyring;
    if (const QString problem = keyring.start(bus.address()); !problem.isEmpty())
        QSKIP(qPrintable(problem));
    QCOMPARE(inKeychain(entry), none);
    QVERIFY(storeInKeychain(entry, u"p w"_s).result());
    QCOMPARE(inKeychain(entry), u"p w"_s);
    QCOMPARE(inKeychain(u"another"_s), QString(none).replace(entry, u"another"_s));
    QVERIFY(storeInKeychain(entry, u"비밀 ' \n$"_s).result()); // in its place
    QCOMPARE(inKeychain(entry), u"비밀 ' \n$"_s);

    // Several runs at once ask from threads of their own, which none of them lives long in.
    std::atomic<int> found = 0;
    {
        std::vector<std::jthread> askers;
        for (int asker = 0; asker < 8; ++asker)
            askers.emplace_back([&] { found += inKeychain(entry) == u"비밀 ' \n$"_s; });
    }
    QCOMPARE(found, 8);

    QDBusMessage lock = QDBusMessage::createMethodCall(u"org.freedesktop.secrets"_s, u"/org/freedesktop/secrets"_s,
                                                       u"org.freedesktop.Secret.Service"_s, u"Lock"_s);
    lock << QVariant::fromValue(QList{QDBusObjectPath(u"/org/freedesktop/secrets/aliases/default"_s)});
    QCOMPARE(QDBusConnection::connectToBus(bus.address(), u"client"_s).call(lock).type(), QDBusMessage::ReplyMessage);
    QCOMPARE(inKeychain(entry), none); // there is nobody whom it could ask to unlock it

    bus.stop(); // as after the desktop session, which the program outlasts
    const QString gone = inKeychain(entry);
    QVERIFY2(gone.startsWith(missing + u"no keychain is to be reached ("_s), qPrintable(gone));
}

QTEST_GUILESS_MAIN(TestSecrets)
#include "tst_secrets.moc"
