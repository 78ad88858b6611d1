#pragma once

#include "core/runsummary.h"

#include <QCoreApplication>

namespace batchdeck {

class RecordModel;

// Why fewer records are at work than there are slots, where that is for a limit, a server or what does not stop, and
// not for want of records.
class HeldSlots {
    Q_DECLARE_TR_FUNCTIONS(batchdeck::HeldSlots)

public:
    struct Why {
        QString brief{}; // empty: nothing holds them back
        QString sentence{};
    };
    Why of(const RecordModel &records, const RunSummary &summary); // meant to be asked often

private:
    quint32 m_row = 0; // that waited when it was last asked
};

} // namespace batchdeck
