#pragma once

#include "core/runpast.h"
#include "journal/journalentry.h"

namespace batchdeck {

// What the entries of one record come to, in their order: how it stands when its journal is opened again.
// Without a file, so that every case is a row of a test.
inline const QString heldKind = QStringLiteral("held"); // of the error of what took the program down too often

class RecordFold {
public:
    static constexpr int mostInterruptions = 3; // a record that had so many is held

    void add(const JournalEntry &entry, quint16 errorKind = 0);

    // Its attempt may have begun and has no end: what is to be written of it before anything else happens.
    // In doubt, or queued where running it twice does no harm, then as now, unless it took the program down too often.
    std::optional<JournalEntry> interruption(bool isIdempotent, qint64 now) const;

    const PastRecord &record() const { return m_record; } // without the interruption
    bool isClaimed() const { return m_claim != 0; }
    bool isEdited() const { return m_isEdited; }
    bool isRepaired() const { return m_isRepaired; } // its entry in the file is no record

private:
    PastRecord m_record;
    quint32 m_claim = 0; // the number of the attempt that may have begun
    bool m_isHarmless = false; // to run it twice, as it was claimed
    int m_interruptions = 0;
    bool m_isEdited = false;
    bool m_isRepaired = false;
};

} // namespace batchdeck
