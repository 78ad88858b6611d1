#pragma once

#include "journal/journalfile.h"

#include <chrono>

namespace batchdeck {

// Where a user's journals are, each a file of its own, for nobody else's eyes.
class JournalFolder final {
public:
    static Expected<JournalFolder> open(const QString &path); // made where there is none

    // Between looking what there is and making one, so that no two programs make one of the same batch.
    Expected<FileLock> lock() const { return FileLock::await(m_path + QStringLiteral("/folder")); }
    QString newPath(const QString &batchPath) const; // that no journal has yet
    // Of the runs of this batch, by its entries or, where some are still the same, by its file's name, the latest.
    // What cannot be read is kept aside, and told in `problems`.
    struct Latest {
        QString path; // empty where there is none
        QDateTime filed;
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
