#pragma once

#include "core/batch.h"
#include "core/recordhistory.h"
#include "core/recordnames.h"
#include "core/recordresult.h"
#include "core/runpast.h"
#include "journal/journalfile.h"

#include <array>
#include <mutex>

namespace batchdeck {

// A run as its journal has it, whoever is at work with it: only looked at.
class WatchedRun final : public RecordHistory {
    Q_DISABLE_COPY_MOVE(WatchedRun)

public:
    // Of the batch, where it is there and has its records still, is told what its entries are.
    static Expected<std::shared_ptr<WatchedRun>> open(const QString &journal, std::shared_ptr<const Batch> batch);

    const QString &path() const { return m_file.path(); }
    const JournalledRun &run() const { return m_file.run(); }
    const std::shared_ptr<const Batch> &batch() const { return m_batch; } // null where it is another one by now
    const RecordNames &names() const { return m_names; }
    QString label(quint32 row) const; // empty where nothing names it

    struct Stand {
        std::shared_ptr<const std::vector<PastRecord>>
            records; // all; Running is what may be at work: it is that, or next
        bool isAtWork = false; // some program has it open
    };
    // Nothing where it stands as it did. Reads all of it, which may take long: for one thread at a time. What has gone
    // wrong since the last look, or does so no more, is told one by one, without its names and its result.
    using Tell = std::function<void(const RecordResult &result)>;
    Expected<std::optional<Stand>> look(const Tell &tell);

    Expected<std::vector<PastEnd>> ends(quint32 row) const override;
    Expected<PastBody> body(const PastEnd &end) const override;

private:
    // Of the file and its log: bytes, and when they were written.
    using Mark = std::array<qint64, 4>;

    WatchedRun(JournalFile file, JournalFile reader, std::shared_ptr<const Batch> batch);
    Mark mark() const;
    Expected<void> tellProblems(const std::vector<PastRecord> &records, std::span<const JournalEntry> interrupted,
                                const Tell &tell);
    RecordResult resultOf(const PastRecord &record, std::span<const JournalEntry> entries) const;
    Expected<std::vector<JournalEntry>> history(quint32 row) const;

    JournalFile m_file; // look()'s
    const std::shared_ptr<const Batch> m_batch;
    RecordNames m_names;
    std::optional<Mark> m_mark; // when it was last read
    std::shared_ptr<const std::vector<PastRecord>> m_last; // as they stood then
    bool m_wasAtWork = false;
    mutable std::mutex m_mutex; // for what follows
    mutable JournalFile m_reader;
};

} // namespace batchdeck
