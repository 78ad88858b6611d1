#pragma once

#include "formats/batchloader.h"
#include "formats/incomingtext.h"
#include "formats/textencoding.h"

#include <memory>

namespace batchdeck {

// Where a batch's bytes come from, and how they become text: unpacked, and in UTF-8. A file of UTF-8 is read while it
// is scanned; anything else is text first.
class BatchSource {
public:
    static Expected<std::unique_ptr<BatchSource>> open(const QString &path); // "-" is the standard input
    BatchSource(std::unique_ptr<QIODevice> device, QString name)
        : m_device(std::move(device))
        , m_name(std::move(name))
    {
    }

    const QString &name() const { return m_name; } // as sentences begin with it

    // An error is the rest of a sentence that begins with the name.
    Expected<std::unique_ptr<IncomingText>> text(const LoadRequest &request, LoadWatch &watch);
    void describe(BatchFrame &frame) const; // how the text was written

    // Whether the text was read as UTF-8 and, far behind its beginning, turned out to be CP949: once it is all read.
    // Asked for again, it is that.
    bool wasMistaken() const { return m_isCp949 && m_encoding == TextEncoding::Utf8; }

private:
    Expected<std::unique_ptr<IncomingText>> wholeText(const LoadRequest &request, std::optional<TextEncoding> encoding,
                                                      QByteArray piece, LoadWatch &watch);
    QByteArray readPiece(LoadWatch &watch);
    Error unreadable() const;

    std::unique_ptr<QIODevice> m_device;
    QString m_name;
    QString m_problem; // of the device
    TextEncoding m_encoding = TextEncoding::Utf8;
    bool m_hasEnded = false; // a terminal would be asked for another end
    bool m_isPacked = false;
    bool m_isCp949 = false;
};

} // namespace batchdeck
