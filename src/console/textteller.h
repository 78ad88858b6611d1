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
    void loaded() override { m_terminal.hideBar(); }
    void started(const QString &sentence, quint32 records, int jobs) override;
    void progress(const RunSummary &summary) override;
    void writing(quint32 lines, quint32 all) override;
    void problem(const RecordResult &result) override;
    void ended(const RunSummary &summary, int exitCode) override;

private:
    void show(double fraction, const QString &text);

    Terminal m_terminal;
    ProgressForm m_form;
    QString m_lastLine;
};

} // namespace batchdeck
