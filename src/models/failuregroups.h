#pragma once

#include "core/batch.h"
#include "core/feedreaders.h"
#include "core/recordresult.h"
#include "models/growinglist.h"

#include <QHash>

#include <atomic>
#include <vector>

namespace batchdeck {

// Records that went wrong in the same way.
struct FailureGroup {
    State state = State::Failed;
    QString kind;
    QString text; // their error, or what their errors have in common
    bool isOther = false; // all that there was no group left for
    quint32 count = 0; // of the records that stand so now
    qint64 first = 0; // milliseconds since 1970
    qint64 last = 0;
};

// Follows a run's ends and sorts what went wrong by what is alike about it. Two bytes a record are kept; past
// `mostGroups` errors that are like no other go by their kind alone, and past twice as many together.
class FailureGroups final : public EndsReader {
public:
    static constexpr int mostGroups = 1000;

    explicit FailureGroups(const Batch &batch); // whose flaws are there from the first; outlives it
    explicit FailureGroups(quint32 records); // of a batch that may not be there

    void read(std::span<const HistoryItem> items) override;
    void recall(const RecordResult &past); // of a run that is opened again, before it starts, or only looked at

    // Any thread may ask, and waits for nobody. A group keeps its number, also while it is empty.
    quint32 revision() const; // another one where something has changed
    std::vector<FailureGroup> groups() const;
    std::vector<quint32> rows(const std::vector<int> &groups) const; // in their order
    int groupOf(quint32 row) const; // below 0 where it did not go wrong
    quint32 countWith(quint32 row) const; // how many went wrong as it did, it included

private:
    struct Key {
        State state;
        QString kind;
        QString pattern;
        bool operator==(const Key &) const = default;
        friend size_t qHash(const Key &key, size_t seed)
        {
            return qHashMulti(seed, int(key.state), key.kind, key.pattern);
        }
    };

    // What is counted changes; of the rest but one thing, once.
    struct Group {
        State state = State::Failed;
        QString kind;
        QString message; // the first one's
        QString pattern;
        bool isOther = false;
        std::atomic<bool> differ = false; // their messages
        std::atomic<quint32> count = 0;
        std::atomic<qint64> first = 0;
        std::atomic<qint64> last = 0;
    };

    quint16 number(State state, const Error &error);
    quint16 make(Key key, const QString &message, bool isOther);
    void put(quint32 row, quint16 number, qint64 at);
    void remove(quint32 row);

    QHash<Key, quint16> m_numbers; // by pattern; whoever writes
    QHash<Key, quint16> m_known; // by message, which costs less to look up than its pattern to find; likewise
    GrowingList<Group> m_groups; // a number is its place and one
    std::vector<std::atomic<quint16>> m_groupOf; // by row; 0 for none
    std::atomic<quint32> m_revision = 0;
};

} // namespace batchdeck
