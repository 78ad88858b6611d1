#pragma once

#include "core/feedreaders.h"
#include "core/recordresult.h"
#include "models/rowdetails.h"

#include <QHash>
#include <QSet>

#include <mutex>

namespace batchdeck {

// Keeps, of all that a run writes down, how each record last went wrong: what a table shows beside it.
// For operations whose ends need not be on disk before they are shown: here nothing ever is.
class ErrorNotes final : public RunJournal, public EndsReader, public RowDetails {
public:
    void open(Durable) override { }
    void write(std::vector<HistoryItem> items) override { read(items); }
    void read(std::span<const HistoryItem> items) override;
    void recall(const RecordResult &past); // of a run that is opened again, before it starts, or only looked at

    QString error(quint32 row) const override;
    void addErrors(const std::function<bool(const QString &)> &passes, RowBits &rows) const override;

private:
    mutable std::mutex m_mutex;
    QHash<quint32, QString> m_notes;
    QSet<QString> m_texts; // many records fail alike: each text is kept once
};

} // namespace batchdeck
