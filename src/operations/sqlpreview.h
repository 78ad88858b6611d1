#pragma once

#include "operations/sqltarget.h"
#include "operations/sqltask.h"

namespace batchdeck {

// What a record asks a database for: the statements and what is bound in them, as far as they are known
// without the database. Types are not known, nor is a key that the plan leaves to the table.
Expected<QString> previewOf(const SqlRequest &request, const SqlTarget &target);

} // namespace batchdeck
