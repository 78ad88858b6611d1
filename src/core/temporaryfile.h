#pragma once

#include "core/error.h"

#include <QByteArray>

namespace batchdeck {

// A file without a name, gone with the program however that ends. Any thread may read while one writes.
class TemporaryFile final {
    Q_DISABLE_COPY_MOVE(TemporaryFile)

public:
    explicit TemporaryFile(QString what) // that is kept in it, for its errors: "The results"
        : m_what(std::move(what))
    {
    }
    ~TemporaryFile();

    Expected<void> open();
    bool isOpen() const { return m_file >= 0; }

    Expected<void> write(quint64 at, QByteArrayView bytes);
    Expected<QByteArray> read(quint64 at, qsizetype size) const;

private:
    Error failed(int why) const;

    const QString m_what;
    int m_file = -1;
};

} // namespace batchdeck
