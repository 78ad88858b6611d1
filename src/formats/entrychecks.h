#pragma once

#include "formats/entrycheck.h"

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>

namespace batchdeck {

// Checks entries in threads, a chunk at a time. Results come in the order of the chunks, so that what is found does
// not depend on the threads.
class EntryChecks {
    Q_DISABLE_COPY_MOVE(EntryChecks)

public:
    struct Span {
        quint64 offset;
        quint32 length;
    };
    struct Chunk {
        quint32 firstRow = 0;
        std::vector<Span> entries;
        std::vector<Flaw> flaws; // once it is checked
        bool isDone = false;
    };

    // Behind each entry of the text 64 bytes can be read.
    EntryChecks(EntryKind kind, quint32 largestEntry, const char *text);
    ~EntryChecks();

    void add(std::unique_ptr<Chunk> chunk);
    void addLast(std::unique_ptr<Chunk> chunk); // a few entries that none follow are checked at once
    std::shared_ptr<const Chunk> oldest(); // waits until it is checked; null where none is left
    void drop(); // all that were added
    std::size_t count() const { return m_added.size(); }
    static std::size_t threadCount();

private:
    void work();
    void check(EntryCheck &check, Chunk &chunk) const;

    const EntryKind m_kind;
    const quint32 m_largestEntry;
    const char *const m_text;
    std::mutex m_mutex;
    std::condition_variable m_change;
    std::deque<std::shared_ptr<Chunk>> m_added; // the adding thread's own
    std::deque<std::shared_ptr<Chunk>> m_waiting;
    bool m_isOver = false;
    std::optional<EntryCheck> m_ownCheck;
    std::vector<std::jthread> m_threads;
};

} // namespace batchdeck
