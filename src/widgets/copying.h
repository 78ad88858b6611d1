#pragma once

#include "models/rowjob.h"

#include <QString>

namespace batchdeck {

// What is copied may be long, or stand in a file: it is read in a thread, and the clipboard has it then. The last thing
// that was asked for counts.
class Copying final {
    Q_DISABLE_COPY_MOVE(Copying)

public:
    Copying() = default;

    // What it reads outlives this.
    void copy(std::function<QString(RowJob &)> read);

private:
    QThreadPool m_pool;
    Background<QString> m_reading{m_pool};
};

} // namespace batchdeck
