#include "operations/effect.h"

namespace batchdeck {

QByteArray markedUndone(QByteArray result)
{
    result.chop(1);
    return result + ", \"rolledBack\": true}";
}

Error endsItsTransaction()
{
    return {QStringLiteral("sql.25001"),
            QStringLiteral("The statement ends the transaction that it is checked in: it cannot be checked."), false};
}

} // namespace batchdeck
