#pragma once

#include "core/batchrun.h"
#include "core/recordnames.h"

#include <QCoreApplication>

namespace batchdeck {

class RecordHistory;
class RowDetails;

// The texts of a run's rows, as a table shows, sorts and searches them. Any thread may ask.
class RecordTexts {
    Q_DECLARE_TR_FUNCTIONS(batchdeck::RecordTexts)

public:
    // The run, the details and the history outlive it; without details an error is told by its kind, without a
    // history there are no results. What has no target of its own has the other one.
    RecordTexts(const BatchRun &run, RecordNames names, const RowDetails *details, QString otherTarget = {},
                const RecordHistory *history = nullptr);

    const BatchRun &run() const { return m_run; }
    const RowDetails *details() const { return m_details; }
    const RecordHistory *history() const { return m_history; }

    RecordName names(quint32 row) const;
    QString label(quint32 row) const;
    QString id(quint32 row) const;
    QString operation(quint32 row) const;
    QString target(quint32 row) const;
    QString result(quint32 row) const; // reads a file
    QString error(quint32 row, const RecordStatus &status) const; // or why it stops or stopped

private:
    QString labelOf(const Record &record) const;
    QString orTheOther(const QString &target) const;

    const BatchRun &m_run;
    RecordNames m_names;
    const RowDetails *m_details;
    QString m_otherTarget;
    const RecordHistory *m_history;
};

} // namespace batchdeck
