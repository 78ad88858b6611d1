#pragma once

#include "core/error.h"

#include <chrono>
#include <functional>

namespace batchdeck {

// Where a secret is kept. A plan never holds one itself.
struct SecretReference {
    enum class Keeper : std::uint8_t {
        Environment, // a variable, else a line of the file .env beside the plan
        Keychain, // an entry of the desktop's
    };

    static constexpr std::chrono::seconds unlocking{60}; // that a keychain waits for a person

    Keeper keeper = Keeper::Environment;
    QString name;

    bool operator==(const SecretReference &) const = default;

    // With who keeps it.
    std::chrono::seconds patience() const { return keeper == Keeper::Keychain ? unlocking : std::chrono::seconds(0); }
};

// The secret itself. May take a while; its errors never hold it.
using SecretSource = std::function<Expected<QString>(const SecretReference &reference)>;

} // namespace batchdeck
