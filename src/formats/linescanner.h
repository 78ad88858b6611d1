#pragma once

#include "formats/entrylist.h"

namespace batchdeck {

// Finds the entries of JSON Lines: one on each line that is not blank.
class LineScanner {
public:
    LineScanner(IncomingText &text, quint32 largestEntry);

    bool scan(qsizetype from, LoadWatch &watch); // false where the watch stopped it
    EntryList &entries() { return m_entries; }

private:
    qsizetype endOfLine(qsizetype from);
    void addLine(qsizetype from, qsizetype to);
    void acceptChecked(bool all);

    IncomingText &m_text;
    EntryList m_entries;
};

} // namespace batchdeck
