#pragma once

#include "core/error.h"

#include <QFuture>

namespace batchdeck {

// Of the desktop's keychain, under the service “batchdeck”; either may wait for a person to unlock it.
Expected<QString> keychainEntry(const QString &entry); // a minute at most: not for the GUI thread
QFuture<Expected<void>> storeInKeychain(const QString &entry, const QString &secret);

} // namespace batchdeck
