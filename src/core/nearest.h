#pragma once

#include <QStringList>

#include <optional>

namespace batchdeck {

// The known name that somebody who wrote another may have meant.
std::optional<QString> nearest(const QString &written, const QStringList &known);

// What to say of a name that nobody knows: “Did you mean “x”?”, else which there are.
QString nearestHint(const QString &written, const QStringList &known);

// The names, quoted, as a sentence lists them; the first few where there are many.
QString listed(const QStringList &names);

} // namespace batchdeck
