#include "console/teller.h"

#include "console/jsonteller.h"
#include "console/textteller.h"

namespace batchdeck {

std::unique_ptr<Teller> Teller::of(std::optional<ProgressForm> form)
{
    if (form == ProgressForm::Json)
        return std::make_unique<JsonTeller>();
    return std::make_unique<TextTeller>(form);
}

} // namespace batchdeck
