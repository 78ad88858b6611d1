#include "core/operation.h"

namespace batchdeck {

Expected<QString> Operation::preview(const Record &) const
{
    return Error{QStringLiteral("preview"), QStringLiteral("Nobody can say what this would do before it is done."),
                 false};
}

} // namespace batchdeck
