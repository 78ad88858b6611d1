#pragma once

#include "journal/journalfile.h"

#include <chrono>
#include <vector>

namespace batchdeck {

// Where a user's journals are, each a file of its own, for nobody else's eyes.
class JournalFolder final {
public:
    static Expected<JournalFolder> open(const QString &path); // made where there is none

    // Between looking what there is and making one, so that no two programs make one of the same batch.
    Expected<FileLock> lock() const { return FileLock::await(m_path + QStringLiteral("/folder")); }
    QString newPath(const QString &batchPath) const; // that no journal has yet
    // Of the runs of this batch, by its entries or, where some are still the same, by its file's name, the latest:
    // of those in which something was begun, where there is any.
    // Nothing is touched; what is wrong with other batches' is told in `problems`.
    struct Unread {
        QString path;
        Error why;
    };
    struct Latest {
        QString path; // empty where there is none
        QDateTime filed; // the latest of all
        std::vector<Unread> unread; // of a batch of its name and later than it: they may be the latest
    };
    Latest latestOf(const BatchIdentity &batch, QStringList &problems) const;
    // Removes runs that are over and that nothing was written of for so long. One that is not finished stays, and is
    // looked at again when it is as old once more.
    void tidy(std::chrono::days age) const;

private:
    explicit JournalFolder(QString path)
        : m_path(std::move(path))
    {
    }
    QString m_path;
};

} // namespace batchdeck
