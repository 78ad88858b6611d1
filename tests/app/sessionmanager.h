#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <memory>
#include <vector>

struct _IceConn;
struct _SmsConn;

namespace batchdeck {

// Manages the desktop session of one program, by X11's protocol for that (XSMP), as Plasma's, Xfce's and MATE's do.
class SessionManager final : public QObject {
    Q_OBJECT

public:
    SessionManager();
    ~SessionManager() override;

    QByteArray address() const { return m_address; } // for SESSION_MANAGER in the program's environment
    bool isJoined() const { return m_saves > 0; }

    enum class Save {
        ToComeBack, // somebody presses “Save Session”
        BeforeTheEnd,
    };
    void save(Save save);
    bool isSaved() const { return m_isSaved; } // since save()
    void end(); // the program is to go
    bool isLeft() const { return m_isLeft; }

    struct Callbacks;

private:
    void accept(int listener); // the one before has left
    void process();
    void close();

    std::vector<std::unique_ptr<QSocketNotifier>> m_listening;
    std::unique_ptr<QSocketNotifier> m_reading;
    QByteArray m_address;
    int m_count = 0;
    void *m_listeners = nullptr; // of IceListenObj
    _IceConn *m_connection = nullptr;
    _SmsConn *m_client = nullptr;
    int m_saves = 0;
    bool m_isSaved = false;
    bool m_isLeft = false;
};

} // namespace batchdeck
