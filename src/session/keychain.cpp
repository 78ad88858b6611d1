#include "session/keychain.h"

#include "core/secret.h"

#include <QLibrary>
#include <QPromise>
#include <QThread>
#include <qt6keychain/keychain.h>

#include <chrono>
#include <functional>
#include <future>
#include <memory>

namespace batchdeck {

namespace {

QString service()
{
    return QStringLiteral("batchdeck");
}

Error failure(const QString &entry, const QString &why)
{
    return {QStringLiteral("secret"),
            QStringLiteral("The entry “%1” of the keychain is not to be had: %2").arg(entry, why), false};
}

Error failure(const QString &entry, const QKeychain::Job &job)
{
    switch (job.error()) {
    case QKeychain::NoError: // Plasma's says so too where it has none
    case QKeychain::EntryNotFound: // also where nobody unlocked it
        return failure(entry,
                       QStringLiteral("it is missing, or locked. The plan's form puts it there: Plan…, then Store…"));
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
        return failure(entry, QStringLiteral("access to it was denied."));
    default:
        return failure(entry,
                       QStringLiteral("no keychain is to be reached (%1). A variable of the environment needs none.")
                           .arg(job.errorString()));
    }
}

// The library wants an event loop, and keeps its queue without a lock: all that is asked of it is asked in one
// thread, which begins with the first question and ends with the program.
class KeychainThread final {
public:
    KeychainThread()
        : m_thread(new QThread)
    {
        m_inThread.moveToThread(m_thread);
        m_thread->start();
    }
    ~KeychainThread()
    {
        m_thread->quit();
        if (m_thread->wait(patienceAtTheEnd)) // else it asks a bus that does not answer
            delete m_thread;
    }
    Q_DISABLE_COPY_MOVE(KeychainThread)

    void post(const std::function<void()> &work) { QMetaObject::invokeMethod(&m_inThread, work); }

private:
    static constexpr int patienceAtTheEnd = 1000; // ms

    QThread *m_thread;
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

void inThread(const std::function<void()> &work)
{
    static KeychainThread thread;
    thread.post([work] {
        outlastBus();
        work();
    });
}

template <typename Job>
void start(Job *job, const QString &entry, const std::function<void(const Job &)> &then)
{
    job->setKey(entry);
    QObject::connect(job, &QKeychain::Job::finished, job, [job, then] { then(*job); });
    job->start();
}

void read(const QString &entry, const std::function<void(const Expected<QString> &)> &then)
{
    using Reading = QKeychain::ReadPasswordJob;
    start<Reading>(new Reading(service()), entry, [entry, then](const Reading &job) {
        then(job.error() == QKeychain::NoError && !job.textData().isEmpty() ? Expected<QString>(job.textData())
                                                                            : failure(entry, job));
    });
}

} // namespace

Expected<QString> keychainEntry(const QString &entry)
{
    const auto promise = std::make_shared<std::promise<Expected<QString>>>(); // nobody may wait for it any more
    auto found = promise->get_future();
    inThread([=] { read(entry, [promise](const Expected<QString> &secret) { promise->set_value(secret); }); });
    if (found.wait_for(SecretReference::unlocking) != std::future_status::ready)
        return failure(entry, QStringLiteral("the keychain did not answer within a minute; is it locked?"));
    return found.get();
}

QFuture<Expected<void>> storeInKeychain(const QString &entry, const QString &secret)
{
    const auto promise = std::make_shared<QPromise<Expected<void>>>();
    promise->start();
    const auto tell = [promise](const Expected<void> &stored) {
        promise->addResult(stored);
        promise->finish();
    };
    inThread([=] {
        using Writing = QKeychain::WritePasswordJob;
        auto *job = new Writing(service());
        job->setTextData(secret);
        start<Writing>(job, entry, [=](const Writing &written) {
            if (written.error() != QKeychain::NoError)
                return tell(failure(entry, written));
            // Plasma's may not have taken it, and not say so.
            read(entry, [=](const Expected<QString> &kept) {
                tell(kept && *kept == secret ? Expected<void>()
                                             : failure(entry, QStringLiteral("the keychain did not take it.")));
            });
        });
    });
    return promise->future();
}

} // namespace batchdeck
