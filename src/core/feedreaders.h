#pragma once

#include "core/runjournal.h"

#include <span>

namespace batchdeck {

// Reads a run's ends as they are written down, and what a person asked for again.
class EndsReader {
public:
    virtual ~EndsReader() = default;

    // In order, one call at a time, from the threads that end attempts: must neither block nor throw.
    virtual void read(std::span<const HistoryItem> items) = 0;
};

// A run's feed for several readers, one after the other. They outlive it.
class FeedReaders final : public RunJournal {
public:
    explicit FeedReaders(std::vector<EndsReader *> readers)
        : m_readers(std::move(readers))
    {
    }

    void open(Durable) override { }
    bool keepsAll() const override { return true; }
    void write(std::vector<HistoryItem> items) override
    {
        for (EndsReader *reader : m_readers)
            reader->read(items);
    }

private:
    const std::vector<EndsReader *> m_readers;
};

} // namespace batchdeck
