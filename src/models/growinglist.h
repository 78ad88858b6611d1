#pragma once

#include <array>
#include <atomic>
#include <bit>
#include <cstddef>
#include <memory>

namespace batchdeck {

// A list that one thread adds to while any other reads what is in it already: nobody waits for anybody, and what is in
// it stays where it is.
template <typename Value>
class GrowingList {
public:
    std::size_t size() const { return m_size.load(std::memory_order_acquire); }

    const Value &operator[](std::size_t at) const { return m_parts[partOf(at)][at - firstOf(partOf(at))]; }
    Value &operator[](std::size_t at) { return m_parts[partOf(at)][at - firstOf(partOf(at))]; }

    // It is there for others once it has been filled.
    template <typename Fill>
    void add(Fill fill)
    {
        const std::size_t at = m_size.load(std::memory_order_relaxed);
        auto &part = m_parts[partOf(at)];
        if (!part)
            part = std::make_unique<Value[]>(firstPart << partOf(at));
        fill(part[at - firstOf(partOf(at))]);
        m_size.store(at + 1, std::memory_order_release);
    }

private:
    // Each part is as long as all before it, and the first one's length.
    static constexpr std::size_t firstPart = 256;
    static std::size_t partOf(std::size_t at) { return std::size_t(std::bit_width(at / firstPart + 1)) - 1; }
    static std::size_t firstOf(std::size_t part) { return firstPart * ((std::size_t(1) << part) - 1); }

    std::array<std::unique_ptr<Value[]>, 32> m_parts;
    std::atomic<std::size_t> m_size = 0;
};

} // namespace batchdeck
