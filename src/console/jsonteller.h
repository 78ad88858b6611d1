#pragma once

#include "console/teller.h"

namespace batchdeck {

// For scripts: an object a line, {"event": "progress", …}.
class JsonTeller final : public Teller {
public:
    std::chrono::milliseconds interval() const override { return std::chrono::seconds(1); }
    void note(const QString &sentence) override;
    void loading(quint64 bytes, quint64 all) override;
    void started(const QString &sentence, quint32 records, int jobs) override;
    void progress(const RunSummary &summary) override;
    void writing(quint32 lines, quint32 all) override;
    void problem(const RecordResult &result) override;
    void ended(const RunSummary &summary, int exitCode) override;
};

} // namespace batchdeck
