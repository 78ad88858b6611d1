#pragma once

#include "formats/batchloader.h"
#include "formats/entrylist.h"
#include "formats/incomingtext.h"

namespace batchdeck {

// From a text to a batch: finds out its form and has its entries scanned. The frame's encoding, mark and packing are
// the caller's.
class BatchText {
public:
    BatchText(IncomingText &text, const LoadRequest &request, LoadWatch &watch)
        : m_text(text)
        , m_request(request)
        , m_watch(watch)
    {
    }

    // An error is the rest of a sentence that begins with the file's name.
    Expected<Batch::Content> read();

private:
    QByteArrayView beginning();
    Expected<Batch::Content> read(FileForm form);
    void noteCut(EntryList &entries);
    Expected<Batch::Content> readArray(qsizetype from);
    Expected<Batch::Content> readRecords();
    Expected<Batch::Content> readLines();
    Expected<Batch::Content> readTable();

    IncomingText &m_text;
    const LoadRequest &m_request;
    LoadWatch &m_watch;
    qsizetype m_begin = 0; // behind the byte order mark
    bool m_isWhole = false; // the beginning is all of it
};

} // namespace batchdeck
