#include "core/operation.h"

namespace batchdeck {

Expected<QString> Operation::preview(const Record &) const
{
    return QStringLiteral("what this does cannot be told before it is done");
}

} // namespace batchdeck
