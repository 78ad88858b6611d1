#pragma once

#include <QString>

#include <memory>
#include <mutex>
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

    void set(quint32 row, quint64 key) { m_keys[row] = {key, row}; }
    std::vector<quint32> sorted(Qt::SortOrder order);

private:
    struct Key {
        quint64 value;
        quint32 row;
    };
    std::vector<Key> m_keys;
};

// Rows by a text, as above; an empty text is none.
class TextKeys {
    struct Key {
        quint64 prefix; // the first eight bytes: most comparisons need no more
        const char *rest;
        quint32 size; // of the rest
        quint32 row;
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
    static int compared(const Key &one, const Key &other);

    std::mutex m_mutex;
    std::vector<std::unique_ptr<const std::string>> m_bytes;
    std::vector<Key> m_keys; // by row
};

} // namespace batchdeck
