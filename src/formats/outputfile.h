#pragma once

#include "core/error.h"

#include <QByteArray>
#include <QString>

#include <stop_token>

namespace batchdeck {

// A file that is there whole or not at all: written without a name, or beside its place where the file system knows no
// such files, made durable, then put in its place. What is no ordinary file (a pipe, a device, "-" for the standard
// output) is written straight into.
class OutputFile final {
    Q_DISABLE_COPY(OutputFile)

public:
    enum class Existing { Keep, Replace };

    // The same for paths by which the same file, or what is open already, is written; empty where it is neither, such
    // as a pipe, or no folder is there.
    static QString identityOf(const QString &path);

    // Whether it could be written there, before anybody works for it. Nothing is touched.
    static Expected<void> check(const QString &path, Existing existing);
    static Expected<OutputFile> create(const QString &path, Existing existing);

    OutputFile(OutputFile &&other) noexcept;
    OutputFile &operator=(OutputFile &&other) noexcept;
    ~OutputFile(); // what was not put in place is gone

    void stopBy(std::stop_token stop) { m_stop = std::move(stop); } // then nothing more is written, which is an error
    Expected<void> write(QByteArrayView bytes);
    Expected<void> place(); // now; what is written after that goes on into it
    Expected<void> finish(); // on disk, in its place, and closed

private:
    OutputFile(QString path, Existing existing)
        : m_path(std::move(path))
        , m_existing(existing)
    {
    }
    Error failed(int why) const;

    QString m_path;
    QByteArray m_beside; // until it is in its place, where it has a name
    bool m_isNameless = false;
    Existing m_existing;
    int m_file = -1;
    std::stop_token m_stop;
};

} // namespace batchdeck
