#pragma once

#include <QByteArray>
#include <QCryptographicHash>

#include <array>
#include <compare>
#include <cstring>

namespace batchdeck {

// Tells one text from another in 16 bytes: short ones as they are, long ones by a hash that nobody can
// make two of.
class ValueKey {
public:
    ValueKey() = default; // of nothing; no text has it
    explicit ValueKey(QByteArrayView text)
    {
        m_bytes[last] = static_cast<char>(text.size() < last ? text.size() + 1 : hashed);
        if (text.isEmpty())
            return;
        if (text.size() < last) {
            std::memcpy(m_bytes.data(), text.data(), static_cast<std::size_t>(text.size()));
            return;
        }
        const QByteArray hash = QCryptographicHash::hash(text.toByteArray(), QCryptographicHash::Blake2s_128);
        std::memcpy(m_bytes.data(), hash.data(), last);
    }

    bool isNothing() const { return m_bytes[last] == 0; }
    auto operator<=>(const ValueKey &) const = default;

    std::size_t hash() const
    {
        std::uint64_t halves[2];
        std::memcpy(halves, m_bytes.data(), sizeof halves);
        return halves[0] * 0x9E3779B97F4A7C15ULL ^ (halves[1] * 0xC2B2AE3D27D4EB4FULL >> 7);
    }

private:
    static constexpr qsizetype last = 15;
    static constexpr int hashed = 0x7F;

    std::array<char, 16> m_bytes{};
};

struct ValueKeyHash {
    std::size_t operator()(const ValueKey &key) const { return key.hash(); }
};

} // namespace batchdeck
