#pragma once

#include "core/runsummary.h"

#include <QDBusConnection>
#include <QDBusPendingCall>

#include <optional>

namespace batchdeck {

// What the desktop does for the program beside its window: a notification when a run has stopped, how far it has come
// on its icon in the task bar, and no sleep meanwhile. Waits for no answer; a desktop that does none of it is not
// missed.
class Desktop final {
public:
    // Without them the user's own ones, as soon as there is something to say: connecting takes a while.
    explicit Desktop(std::optional<QDBusConnection> bus = {}, std::optional<QDBusConnection> computer = {});

    void tellStop(const QString &batch, const RunSummary &summary);
    // Nothing where nothing runs; an urgent one wants to be looked at. What has been said already is not said again.
    void showProgress(std::optional<int> percent, bool isUrgent);
    void keepAwake(bool isWanted); // the computer

private:
    QDBusConnection &bus();
    QDBusConnection &computer();

    std::optional<QDBusConnection> m_bus;
    std::optional<QDBusConnection> m_computer;
    std::optional<QDBusPendingCall> m_awake; // holds what keeps it awake
    std::optional<int> m_percent;
    bool m_isUrgent = false;
};

} // namespace batchdeck
