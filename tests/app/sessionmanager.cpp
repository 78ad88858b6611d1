#include "sessionmanager.h"

#include <X11/ICE/ICElib.h>
#include <X11/SM/SMlib.h>

#include <array>
#include <cstdlib>

extern "C" int _IceTransNoListen(const char *transport); // which no header declares, and every session manager calls

namespace batchdeck {

namespace {

Bool letEverybodyIn(char *)
{
    return True;
}

} // namespace

// What the library tells of the client.
struct SessionManager::Callbacks {
    static SessionManager *of(SmPointer manager) { return static_cast<SessionManager *>(manager); }

    static Status join(SmsConn client, SmPointer manager, unsigned long *mask, SmsCallbacks *callbacks, char **)
    {
        of(manager)->m_client = client;
        *mask = SmsRegisterClientProcMask | SmsInteractRequestProcMask | SmsInteractDoneProcMask
            | SmsSaveYourselfRequestProcMask | SmsSaveYourselfP2RequestProcMask | SmsSaveYourselfDoneProcMask
            | SmsCloseConnectionProcMask | SmsSetPropertiesProcMask | SmsDeletePropertiesProcMask
            | SmsGetPropertiesProcMask;
        *callbacks = {};
        callbacks->register_client = {&take, manager};
        callbacks->interact_request = {[](SmsConn asking, SmPointer, int) { SmsInteract(asking); }, manager};
        callbacks->interact_done = {[](SmsConn, SmPointer, Bool) {}, manager};
        callbacks->save_yourself_request = {[](SmsConn, SmPointer, int, Bool, int, Bool, Bool) {}, manager};
        callbacks->save_yourself_phase2_request = {[](SmsConn asking, SmPointer) { SmsSaveYourselfPhase2(asking); },
                                                   manager};
        callbacks->save_yourself_done = {&saved, manager};
        callbacks->close_connection = {[](SmsConn, SmPointer self, int count, char **reasons) {
                                           SmFreeReasons(count, reasons);
                                           of(self)->m_isLeft = true;
                                       },
                                       manager};
        callbacks->set_properties = {[](SmsConn, SmPointer, int count, SmProp **properties) {
                                         for (int i = 0; i < count; ++i)
                                             SmFreeProperty(properties[i]);
                                         std::free(properties);
                                     },
                                     manager};
        callbacks->delete_properties = {[](SmsConn, SmPointer, int, char **) {}, manager};
        callbacks->get_properties = {[](SmsConn asking, SmPointer) { SmsReturnProperties(asking, 0, nullptr); },
                                     manager};
        return True;
    }

    static Status take(SmsConn client, SmPointer, char *before)
    {
        if (before) { // it knows of another session
            std::free(before);
            return False;
        }
        char *id = SmsGenerateClientID(client);
        SmsRegisterClientReply(client, id);
        std::free(id);
        SmsSaveYourself(client, SmSaveLocal, False, SmInteractStyleNone, False); // as the protocol has it
        return True;
    }

    static void saved(SmsConn client, SmPointer manager, Bool)
    {
        SmsSaveComplete(client);
        ++of(manager)->m_saves;
        of(manager)->m_isSaved = true;
    }
};

SessionManager::SessionManager()
{
    _IceTransNoListen("tcp"); // only this computer's programs
    IceSetIOErrorHandler([](IceConn) {}); // else whoever leaves without a word ends the test
    std::array<char, 256> error{};
    IceListenObj *listeners = nullptr;
    if (!SmsInitialize("Batchdeck", "1", &Callbacks::join, this, &letEverybodyIn, int(error.size()), error.data())
        || !IceListenForConnections(&m_count, &listeners, int(error.size()), error.data()))
        qFatal("no session can be managed: %s", error.data());
    m_listeners = listeners;
    for (int i = 0; i < m_count; ++i) {
        IceSetHostBasedAuthProc(listeners[i], &letEverybodyIn);
        m_listening.push_back(
            std::make_unique<QSocketNotifier>(IceGetListenConnectionNumber(listeners[i]), QSocketNotifier::Read));
        connect(m_listening.back().get(), &QSocketNotifier::activated, this, [this, i] { accept(i); });
    }
    char *address = IceComposeNetworkIdList(m_count, listeners);
    m_address = address;
    std::free(address);
}

SessionManager::~SessionManager()
{
    close();
    m_listening.clear();
    IceFreeListenObjs(m_count, static_cast<IceListenObj *>(m_listeners));
}

void SessionManager::save(Save save)
{
    m_isSaved = false;
    const bool isEnd = save == Save::BeforeTheEnd;
    SmsSaveYourself(m_client, SmSaveBoth, isEnd, isEnd ? SmInteractStyleAny : SmInteractStyleNone, False);
}

void SessionManager::end()
{
    SmsDie(m_client);
}

void SessionManager::accept(int listener)
{
    close();
    m_saves = 0;
    m_isLeft = false;
    IceAcceptStatus status = IceAcceptFailure;
    m_connection = IceAcceptConnection(static_cast<IceListenObj *>(m_listeners)[listener], &status);
    if (!m_connection)
        return;
    m_reading = std::make_unique<QSocketNotifier>(IceConnectionNumber(m_connection), QSocketNotifier::Read);
    connect(m_reading.get(), &QSocketNotifier::activated, this, &SessionManager::process);
}

void SessionManager::process()
{
    if (IceProcessMessages(m_connection, nullptr, nullptr) != IceProcessMessagesSuccess)
        m_isLeft = true;
    if (m_isLeft)
        close();
}

void SessionManager::close()
{
    m_reading.reset();
    if (m_client)
        SmsCleanUp(m_client);
    m_client = nullptr;
    if (m_connection) {
        IceSetShutdownNegotiation(m_connection, False);
        IceCloseConnection(m_connection);
    }
    m_connection = nullptr;
}

} // namespace batchdeck
