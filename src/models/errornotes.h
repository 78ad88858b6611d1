#pragma once

#include "core/feedreaders.h"
#include "core/recordresult.h"
#include "models/growinglist.h"
#include "models/rowdetails.h"

#include <QHash>

#include <vector>

namespace batchdeck {

// Keeps, of all that a run writes down, how each record last went wrong: what a table shows beside it. Whoever shows a
// row waits for nobody.
// For operations whose ends need not be on disk before they are shown: here nothing ever is.
class ErrorNotes final : public RunJournal, public EndsReader, public RowDetails {
public:
    explicit ErrorNotes(quint32 records);

    void open(Durable) override { }
    void write(std::vector<HistoryItem> items) override { read(items); }
    void read(std::span<const HistoryItem> items) override;
    void recall(const RecordResult &past); // of a run that is opened again, before it starts, or only looked at

    QString error(quint32 row) const override { return lastError(row).message; }
    Error lastError(quint32 row) const; // its message on one line
    void addErrors(const std::function<bool(const QString &)> &passes, RowBits &rows) const override;

private:
    void note(quint32 row, const Error &error);
    quint32 numberOf(const Error &error);

    QHash<std::pair<QString, QString>, quint32> m_numbers; // whoever writes: many records fail alike
    GrowingList<Error> m_notes; // each once, from number 1 on
    std::vector<std::atomic<quint32>> m_noteOf; // by row: the number of its note; 0 where there is none
};

} // namespace batchdeck
