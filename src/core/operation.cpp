#include "core/operation.h"

namespace batchdeck {

Expected<QString> Operation::preview(const Record &) const
{
    return QStringLiteral("what this does cannot be told before it is done");
}

Settlement Operation::settle(const DoubtfulAttempt &, std::stop_token)
{
    return Settlement::nothing(QStringLiteral("What became of it cannot be found out by looking."));
}

} // namespace batchdeck
