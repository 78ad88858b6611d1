#include "operations/effect.h"

namespace batchdeck {

QByteArray markedUndone(QByteArray result)
{
    result.chop(1);
    return result + ", \"rolledBack\": true}";
}

Error endsItsTransaction()
{
    return {
        QStringLiteral("sql.25001"),
        QStringLiteral("The statement ends the transaction that it is put into: it can be neither checked nor marked."),
        false};
}

} // namespace batchdeck
