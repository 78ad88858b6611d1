#pragma once

#include "core/temporaryfile.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace batchdeck {

// Grows at its end and waits for no disk: a thread of its own writes, and what that has not come to yet is read
// from memory. Any thread may append and read. Where the disk fails what is there stays, and what comes is gone.
class ScratchFile final {
    Q_DISABLE_COPY_MOVE(ScratchFile)

public:
    explicit ScratchFile(QString what)
        : m_file(std::move(what))
    {
    }
    ~ScratchFile();

    Expected<void> open();

    quint64 append(QByteArrayView bytes); // where they begin
    Expected<QByteArray> read(quint64 at, qsizetype size) const;
    std::optional<Error> error() const; // of the disk

private:
    static constexpr qsizetype worthWriting = 64 * 1024;

    void run();

    TemporaryFile m_file;
    mutable std::mutex m_mutex; // for what follows
    std::condition_variable m_changed;
    quint64 m_written = 0; // on disk; behind it `m_writing`, then `m_pending`
    QByteArray m_writing; // untouched while the thread is at it
    QByteArray m_pending;
    std::optional<Error> m_error;
    bool m_ending = false;
    std::thread m_thread;
};

} // namespace batchdeck
