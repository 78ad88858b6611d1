#pragma once

#include "models/needle.h"
#include "models/recordtexts.h"
#include "models/rowbits.h"

namespace batchdeck {

class RowJob;

// Rows in whose entry the text stands, as the file has it.
RowBits searchEntries(const Batch &batch, const Needle &needle, RowJob &job);

// Whether it stands in what went wrong, as that is shown or as it was said.
bool isInError(const Needle &needle, const QString &error);

// Rows that show the text in another way: in what they are called, or in what went wrong.
struct OtherMatches {
    RowBits names; // adds to what was found in entries
    RowBits errors;
};
OtherMatches searchTexts(const RecordTexts &texts, const Needle &needle, RowBits found, RowJob &job);

} // namespace batchdeck
