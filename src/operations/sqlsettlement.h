#pragma once

#include "core/settlement.h"
#include "operations/sqldoubts.h"
#include "operations/sqltarget.h"

#include <stop_token>

namespace batchdeck {

// What became of an attempt in doubt, as its database has it: on a connection of its own, which changes
// nothing. A transaction that is still under way is waited for, until the token says stop.
Settlement settledByMark(const SqlTarget &target, const SqlMark &mark, const std::stop_token &stop);
Settlement settledByNumber(const SqlTarget &target, const std::optional<LostCommit> &commit,
                           const std::stop_token &stop);

} // namespace batchdeck
