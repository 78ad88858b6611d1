#pragma once

#include "core/error.h"

namespace batchdeck {

// An entry of the desktop's keychain, under the service “batchdeck”. May wait for a person to unlock it: not for the
// GUI thread.
Expected<QString> keychainEntry(const QString &entry);
Expected<void> storeInKeychain(const QString &entry, const QString &secret); // likewise

} // namespace batchdeck
