#include "formats/tableshape.h"

namespace batchdeck {

bool isTable(QByteArrayView, bool, bool)
{
    return false;
}

} // namespace batchdeck
