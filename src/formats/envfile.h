#pragma once

#include "core/error.h"

#include <optional>

namespace batchdeck {

// What a file .env says of a variable; nothing where it does not. Its lines are NAME=value, with or without
// "export" before; a value may stand in quotes, '…' as it is or "…" with \n, \", \\ and \$. Nothing is
// filled in. Lines that begin with # say nothing. An error names the line, never what stands there.
Expected<std::optional<QString>> variableIn(const QByteArray &envFile, const QString &name);

} // namespace batchdeck
