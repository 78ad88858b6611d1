#pragma once

#include <QString>

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace batchdeck {

class RowJob;

// Rows by a number. Those that have none come last, in both directions, and equal ones keep their order.
class NumberKeys {
public:
    static constexpr quint64 none = ~quint64(0);

    explicit NumberKeys(quint32 rows)
        : m_keys(rows)
    {
    }

    void set(quint32 row, quint64 key) { m_keys[row] = key; }
    std::vector<quint32> sorted(Qt::SortOrder order);

private:
    std::vector<quint64> m_keys; // by row
};

// Rows by a text, as above; an empty text is none. Sorted once.
class TextKeys {
    struct Key {
        quint64 prefix = 0; // the first eight bytes behind what all have in common: most comparisons need no more
        const char *bytes = nullptr;
        quint32 size = 0;
        quint32 row = 0;
    };

public:
    // Rows that follow each other, read by one thread.
    class Slice {
    public:
        Slice() = default;
        void add(quint32 row, QStringView text);

    private:
        friend class TextKeys;
        std::string m_bytes;
        std::vector<std::pair<quint32, quint32>> m_ends; // row, and where its bytes end
    };

    explicit TextKeys(quint32 rows);

    void add(Slice slice); // from any thread
    std::vector<quint32> sorted(Qt::SortOrder order, RowJob &job);

private:
    // Where they are a thousand at most; else nothing.
    std::optional<std::vector<quint32>> sortedFew(Qt::SortOrder order) const;
    int compared(const Key &one, const Key &other) const;

    std::mutex m_mutex;
    std::optional<std::string_view> m_common; // with what every text begins
    std::vector<std::unique_ptr<const std::string>> m_bytes;
    std::vector<Key> m_keys; // by row
};

} // namespace batchdeck
