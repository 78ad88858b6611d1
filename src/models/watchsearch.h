#pragma once

#include "core/batch.h"
#include "core/recordnames.h"
#include "models/errornotes.h"
#include "models/needle.h"
#include "models/rowjob.h"

namespace batchdeck {

class WatchModel;

// Looks for a text in the records of a run that is only looked at, away from the thread that shows them.
class WatchSearch final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WatchSearch)

public:
    // Without the batch only errors can be looked through.
    WatchSearch(WatchModel &model, std::shared_ptr<const Batch> batch, RecordNames names,
                std::shared_ptr<const ErrorNotes> errors, QObject *parent = nullptr);

    void find(const QString &text);
    void lookAgain(); // at errors, which come and go
    bool isSearching() const { return m_inTexts.isRunning(); }

private:
    void show();

    WatchModel &m_model;
    const std::shared_ptr<const Batch> m_batch;
    const RecordNames m_names;
    const std::shared_ptr<const ErrorNotes> m_errors;
    Needle m_needle;
    std::optional<RowBits> m_found; // in what does not change
    QThreadPool m_pool;
    Background<RowBits> m_inTexts{m_pool};
    Background<RowBits> m_inErrors{m_pool}; // which come as the run is looked at
};

} // namespace batchdeck
