#include "widgets/resources.h"

#include <QtGlobal>

static void initResources() // outside the namespace, as the macro wants it
{
    Q_INIT_RESOURCE(batchdeck);
}

namespace batchdeck {

void loadResources()
{
    initResources();
}

} // namespace batchdeck
