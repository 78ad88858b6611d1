#pragma once

#include "core/error.h"

#include <QString>

namespace batchdeck {

// Says that one program writes to a file: held on a file beside it, and by the kernel, so that it is gone
// with its holder however that ends. The file beside it stays: removing it could let two in at once.
class FileLock final {
public:
    static Expected<FileLock> take(const QString &path); // "journal.locked" where somebody else has it
    static bool isTaken(const QString &path); // by somebody; who asks takes it from nobody
    static Expected<FileLock> await(const QString &path); // where it is never held for long

    bool isOf(const QString &path) const; // still: the file beside it may have been removed

    FileLock(FileLock &&other) noexcept;
    FileLock &operator=(FileLock &&other) noexcept;
    ~FileLock();

private:
    static Expected<FileLock> open(const QString &path);
    explicit FileLock(int file)
        : m_file(file)
    {
    }
    int m_file = -1;
};

} // namespace batchdeck
