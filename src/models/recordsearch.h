#pragma once

#include "models/needle.h"
#include "models/rowjob.h"
#include "models/rowsearch.h"

namespace batchdeck {

class RecordModel;

// Leaves of a model's rows those that hold a text: first where it stands in their entries, then also where it
// stands in what they are called and in what went wrong, which takes longer.
class RecordSearch final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RecordSearch)

public:
    explicit RecordSearch(RecordModel &model, QObject *parent = nullptr);

    void find(const QString &text); // empty: all rows
    const QString &text() const { return m_needle.text(); }
    bool isSearching() const { return m_inEntries.isRunning() || m_inTexts.isRunning(); }
    double fraction() const // reading what stands beside the entries takes longer
    {
        constexpr double entries = 0.25;
        return m_inEntries.isRunning() ? entries * m_inEntries.fraction()
                                       : entries + (1 - entries) * m_inTexts.fraction();
    }

Q_SIGNALS:
    void altered();

private:
    void show(OtherMatches matches, bool isPart);

    RecordModel &m_model;
    Needle m_needle;
    QThreadPool m_pool;
    Background<RowBits> m_inEntries{m_pool};
    Background<OtherMatches> m_inTexts{m_pool};
};

} // namespace batchdeck
