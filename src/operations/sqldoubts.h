#pragma once

#include "operations/sqlmark.h"

#include <QHash>

#include <mutex>
#include <optional>

namespace batchdeck {

// A commit that was lost sight of: PostgreSQL knows its transaction by a number, for as long as it does.
struct LostCommit {
    QString number;
    QByteArray result; // of its record, where it was committed
};

// Those of a run, for as long as it is open.
class SqlDoubts {
public:
    void keep(const SqlMark &attempt, LostCommit commit)
    {
        const std::lock_guard lock(m_mutex);
        m_commits.insert({attempt.row, attempt.attempt}, std::move(commit));
    }
    std::optional<LostCommit> find(const SqlMark &attempt) const
    {
        const std::lock_guard lock(m_mutex);
        const auto found = m_commits.constFind({attempt.row, attempt.attempt});
        return found == m_commits.constEnd() ? std::optional<LostCommit>() : *found;
    }

private:
    mutable std::mutex m_mutex;
    QHash<std::pair<quint32, int>, LostCommit> m_commits;
};

} // namespace batchdeck
