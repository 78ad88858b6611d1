#pragma once

#include "console/teller.h"
#include "console/terminal.h"

namespace batchdeck {

// For people: a bar below the lines, lines alone, or nothing of the progress.
class TextTeller final : public Teller {
public:
    explicit TextTeller(std::optional<ProgressForm> form);

    std::chrono::milliseconds interval() const override;
    void note(const QString &sentence) override;
    void loading(quint64 bytes, quint64 all) override;
    void started(const QString &sentence, quint32 records, int jobs) override;
    void progress(const RunSummary &summary) override;
    void problem(const RecordResult &result) override;
    void ended(const RunSummary &summary, int exitCode) override;

private:
    Terminal m_terminal;
    ProgressForm m_form;
    QString m_lastLine;
};

} // namespace batchdeck
