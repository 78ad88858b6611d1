#pragma once

#include <QString>

#include <optional>

namespace batchdeck {

// Which file it is, whatever it is called.
struct FileIdentity {
    quint64 device = 0;
    quint64 number = 0;

    bool operator==(const FileIdentity &) const = default;
};

std::optional<FileIdentity> fileAt(const QString &path); // nothing where there is none

} // namespace batchdeck
