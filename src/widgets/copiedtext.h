#pragma once

#include "models/recordtexts.h"
#include "widgets/recordactions.h"

namespace batchdeck {

class Session;

// What of a record goes to the clipboard; empty where it has none. A result may stand in a file: not for the window's
// thread.
QString copiedText(RecordActions::Copy what, const Session &session, const RecordTexts &texts, quint32 row);

bool hasCommandLine(const Session &session, quint32 row); // nobody else knows a plan that is in no file

} // namespace batchdeck
