#pragma once

#include "core/runsummary.h"

#include <QDBusConnection>

namespace batchdeck {

// Has the desktop tell its user that a run has ended, and how. Waits for no answer; a desktop that shows no
// notifications is not missed.
class Desktop final {
public:
    explicit Desktop(QDBusConnection bus = QDBusConnection::sessionBus());

    void tellEnd(const QString &batch, const RunSummary &summary);

private:
    QDBusConnection m_bus;
};

} // namespace batchdeck
