#pragma once

#include "core/temporaryfile.h"
#include "formats/outputfile.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace batchdeck {

// Writes lines to a file, or to somebody who reads them slowly: whoever appends does not wait, and what is not taken
// yet is in a temporary file but for a little.
class LineWriter final {
    Q_DISABLE_COPY_MOVE(LineWriter)

public:
    static constexpr qsizetype mostInMemory = 1 << 20;

    explicit LineWriter(OutputFile file);
    ~LineWriter(); // waits

    void append(const QByteArray &lines);
    void place(); // once what was appended so far is written
    Expected<void> finish(); // waits until all is written
    std::optional<Error> error() const; // what is appended after it is gone

    quint64 written() const; // lines that a kill does not take any more
    qsizetype inMemory() const; // not written yet

private:
    static constexpr qsizetype pieceSize = 1 << 16; // who reads slowly is told of by pieces

    void run();
    Expected<void> write(QByteArrayView lines);
    bool isEmpty() const { return m_pending.isEmpty() && m_taken == m_spilled; }
    Expected<QByteArray> take();

    OutputFile m_file; // the thread's

    mutable std::mutex m_mutex; // for what follows
    std::condition_variable m_changed;
    TemporaryFile m_waiting{QStringLiteral("Results that nobody has taken yet")};
    quint64 m_taken = 0; // of it
    quint64 m_spilled = 0; // its end
    QByteArray m_pending; // behind it
    quint64 m_lines = 0; // written
    std::optional<Error> m_error;
    bool m_placing = false;
    bool m_ending = false;
    std::thread m_thread;
};

} // namespace batchdeck
