#pragma once

#include "formats/loadwatch.h"

#include <QByteArray>
#include <QIODevice>

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

namespace batchdeck {

// A text that is read while it comes in. It stays where it is, and 64 bytes behind its end can be read.
class IncomingText {
    Q_DISABLE_COPY_MOVE(IncomingText)

public:
    // What looks at each piece as it comes; false where the text is not what it seemed and reading must end.
    using Look = std::function<bool(QByteArrayView)>;

    explicit IncomingText(QByteArray whole, bool isCut = false);
    // `size` bytes, which a thread of its own reads. The device is its alone until then.
    IncomingText(QIODevice &device, qsizetype size, Look look);
    ~IncomingText();

    // Waits until as many bytes are there, or no more come, and says how many are.
    qsizetype waitFor(qsizetype wanted);
    QByteArrayView whole() { return {data(), waitFor(m_bytes.size())}; }
    QByteArrayView there(qsizetype wanted) { return {data(), waitFor(wanted)}; }
    const char *data() const { return m_bytes.constData(); }
    qsizetype expected() const { return m_bytes.size() - padding; }

    bool isCut() const { return m_isCut; } // what it comes from was damaged or cut short
    QString problem() const { return m_problem; } // of the device; once all is there
    QByteArray take(); // all of it

    static constexpr qsizetype padding = 64;

private:
    void read(QIODevice &device, const Look &look, const std::stop_token &stop);
    void publish(qsizetype size, bool isComplete);

    QByteArray m_bytes; // and the padding
    std::mutex m_mutex;
    std::condition_variable m_change;
    std::atomic<qsizetype> m_size = 0;
    bool m_isComplete = false;
    bool m_isCut = false;
    QString m_problem;
    std::jthread m_reader;
};

} // namespace batchdeck
