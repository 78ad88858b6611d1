#include "session/keychain.h"

#include <QLibrary>
#include <QThread>
#include <qt6keychain/keychain.h>

#include <chrono>
#include <functional>
#include <future>
#include <memory>

namespace batchdeck {

namespace {

using namespace std::chrono_literals;

constexpr auto patience = 60s; // for whoever is asked to unlock it

QString service()
{
    return QStringLiteral("batchdeck");
}

Error failure(const QString &entry, const QString &why)
{
    return {QStringLiteral("secret"),
            QStringLiteral("The entry “%1” of the keychain is not to be had: %2").arg(entry, why), false};
}

Error failure(const QString &entry, QKeychain::Error error, const QString &complaint)
{
    switch (error) {
    case QKeychain::EntryNotFound: // also where nobody unlocked it
        return failure(entry,
                       QStringLiteral("there is none, or it is locked. Store it by: "
                                      "secret-tool store --label='%1' server %2 user '%1' type plaintext")
                           .arg(entry, service()));
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
        return failure(entry, QStringLiteral("access to it was denied."));
    default:
        return failure(entry,
                       QStringLiteral("no keychain is to be reached (%1). A variable of the environment needs none.")
                           .arg(complaint));
    }
}

// The library wants an event loop, and keeps its queue without a lock: all that is asked of it is asked in one
// thread, which begins with the first question and ends with the program.
class KeychainThread final {
public:
    KeychainThread()
    {
        m_inThread.moveToThread(&m_thread);
        m_thread.start();
    }
    ~KeychainThread()
    {
        m_thread.quit();
        m_thread.wait();
    }
    Q_DISABLE_COPY_MOVE(KeychainThread)

    void post(const std::function<void()> &work) { QMetaObject::invokeMethod(&m_inThread, work); }

private:
    QThread m_thread;
    QObject m_inThread;
};

// QtKeychain goes by GLib to GNOME's keychain, and GLib ends the program by SIGTERM when the bus closes, as it does
// with the desktop session. A run may outlast that: told to the connection that both of them share. It is looked for at
// run time, as the library itself looks for what it needs.
void outlastBus()
{
    QLibrary gio(QStringLiteral("gio-2.0"), 0);
    const auto get = reinterpret_cast<void *(*)(int, void *, void *)>(gio.resolve("g_bus_get_sync"));
    const auto set = reinterpret_cast<void (*)(void *, int)>(gio.resolve("g_dbus_connection_set_exit_on_close"));
    const auto drop = reinterpret_cast<void (*)(void *)>(gio.resolve("g_object_unref"));
    constexpr int sessionBus = 2;
    void *bus = get && set && drop ? get(sessionBus, nullptr, nullptr) : nullptr;
    if (!bus)
        return;
    set(bus, false);
    drop(bus);
}

using Asked = std::function<QKeychain::Job *()>;
using Answered = std::function<QString(const QKeychain::Job &)>;

// What a job found, once it is over.
Expected<QString> ask(const QString &entry, const Asked &makeJob, const Answered &answer)
{
    static KeychainThread thread;
    const auto promise = std::make_shared<std::promise<Expected<QString>>>(); // nobody may wait for it any more
    auto future = promise->get_future();
    thread.post([=] {
        outlastBus();
        QKeychain::Job *job = makeJob();
        job->setKey(entry);
        QObject::connect(job, &QKeychain::Job::finished, job, [=] {
            promise->set_value(job->error() == QKeychain::NoError ? Expected<QString>(answer(*job))
                                                                  : failure(entry, job->error(), job->errorString()));
        });
        job->start();
    });
    if (future.wait_for(patience) != std::future_status::ready)
        return failure(entry, QStringLiteral("the keychain did not answer within a minute; is it locked?"));
    return future.get();
}

} // namespace

Expected<QString> keychainEntry(const QString &entry)
{
    return ask(
        entry, [] { return new QKeychain::ReadPasswordJob(service()); },
        [](const QKeychain::Job &job) { return static_cast<const QKeychain::ReadPasswordJob &>(job).textData(); });
}

Expected<void> storeInKeychain(const QString &entry, const QString &secret)
{
    const auto stored = ask(
        entry,
        [secret] {
            auto *job = new QKeychain::WritePasswordJob(service());
            job->setTextData(secret);
            return job;
        },
        [](const QKeychain::Job &) { return QString(); });
    return stored ? Expected<void>() : stored.error();
}

} // namespace batchdeck
