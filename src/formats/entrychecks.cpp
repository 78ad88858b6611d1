#include "formats/entrychecks.h"

#include <algorithm>

namespace batchdeck {

namespace {

constexpr std::size_t worthAThread = 256; // entries

} // namespace

EntryChecks::EntryChecks(EntryKind kind, quint32 largestEntry, const char *text)
    : m_kind(kind)
    , m_largestEntry(largestEntry)
    , m_text(text)
{
}

EntryChecks::~EntryChecks()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isOver = true;
        m_waiting.clear();
    }
    m_change.notify_all();
}

std::size_t EntryChecks::threadCount()
{
    static const std::size_t count = std::clamp(std::thread::hardware_concurrency(), 1U, 16U); // asks the system
    return count;
}

void EntryChecks::add(std::unique_ptr<Chunk> chunk)
{
    const std::shared_ptr<Chunk> shared = std::move(chunk);
    m_added.push_back(shared);
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.push_back(shared);
    }
    if (m_threads.size() < threadCount()) // a small file needs no more than one
        m_threads.emplace_back([this] { work(); });
    m_change.notify_all();
}

std::shared_ptr<const EntryChecks::Chunk> EntryChecks::oldest()
{
    if (m_added.empty())
        return {};
    const std::shared_ptr<Chunk> chunk = m_added.front();
    m_added.pop_front();
    std::unique_lock lock(m_mutex);
    m_change.wait(lock, [&] { return chunk->isDone; });
    return chunk;
}

void EntryChecks::drop()
{
    m_added.clear();
    const std::lock_guard lock(m_mutex);
    m_waiting.clear();
}

void EntryChecks::addLast(std::unique_ptr<Chunk> chunk)
{
    if (!m_threads.empty() || chunk->entries.size() > worthAThread)
        return add(std::move(chunk));
    if (!m_ownCheck)
        m_ownCheck.emplace(m_kind, m_largestEntry);
    check(*m_ownCheck, *chunk);
    chunk->isDone = true;
    m_added.push_back(std::move(chunk));
}

void EntryChecks::check(EntryCheck &check, Chunk &chunk) const
{
    quint32 row = chunk.firstRow;
    for (const Span &span : chunk.entries) {
        if (auto flaw = check.flaw(QByteArrayView(m_text + span.offset, span.length))) {
            flaw->row = row;
            chunk.flaws.push_back(*flaw);
        }
        ++row;
    }
}

void EntryChecks::work()
{
    EntryCheck own(m_kind, m_largestEntry);
    for (;;) {
        std::shared_ptr<Chunk> chunk;
        {
            std::unique_lock lock(m_mutex);
            m_change.wait(lock, [this] { return m_isOver || !m_waiting.empty(); });
            if (m_isOver)
                return;
            chunk = std::move(m_waiting.front());
            m_waiting.pop_front();
        }
        check(own, *chunk);
        {
            const std::lock_guard lock(m_mutex);
            chunk->isDone = true;
        }
        m_change.notify_all();
    }
}

} // namespace batchdeck
