#pragma once

#include "core/error.h"

#include <functional>

namespace batchdeck {

// Where a secret is kept. A plan never holds one itself.
struct SecretReference {
    enum class Keeper : std::uint8_t {
        Environment, // a variable, else a line of the file .env beside the plan
        Keychain, // an entry of the desktop's
    };

    Keeper keeper = Keeper::Environment;
    QString name;

    bool operator==(const SecretReference &) const = default;
};

// The secret itself. May take a while; its errors never hold it.
using SecretSource = std::function<Expected<QString>(const SecretReference &reference)>;

} // namespace batchdeck
