#pragma once

#include "formats/batchloader.h"
#include "formats/incomingtext.h"

#include <memory>

namespace batchdeck {

// Where a batch's bytes come from, and how they become text.
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
    bool wasMistaken() const { return false; }

private:
    std::unique_ptr<QIODevice> m_device;
    QString m_name;
};

} // namespace batchdeck
