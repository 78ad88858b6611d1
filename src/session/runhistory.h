#pragma once

#include "core/feedreaders.h"
#include "core/recordhistory.h"
#include "core/scratchfile.h"

namespace batchdeck {

// The history of a run without a journal: in a temporary file, of which eight bytes a record are in memory.
class RunHistory final : public EndsReader, public RecordHistory {
public:
    Expected<void> open(quint32 records);

    void read(std::span<const HistoryItem> items) override;

    Expected<std::vector<PastEnd>> ends(quint32 row) const override;
    Expected<PastBody> body(const PastEnd &end) const override;

private:
    ScratchFile m_file{QStringLiteral("The history of the run")};
    mutable std::mutex m_mutex; // for what follows
    std::vector<quint64> m_last; // by row: where its newest end stands, counted from 1; each names the one before
};

} // namespace batchdeck
