#pragma once

#include "core/batchform.h"
#include "core/batchframe.h"
#include "core/flaw.h"
#include "core/record.h"
#include "core/textplaces.h"

#include <memory>

namespace batchdeck {

// The records of one file, in their order. Immutable once loaded, so that any thread may read it.
class Batch {
    Q_DISABLE_COPY_MOVE(Batch)

public:
    // What a loader found.
    struct Content {
        QByteArray bytes; // the file's text in UTF-8, or as much of it as can be read
        std::vector<quint64> offsets; // of the entries, in the bytes
        std::vector<quint32> lengths;
        std::vector<Flaw> flaws; // by row
        std::shared_ptr<const BatchForm> form; // without one each entry is JSON
        BatchFrame frame;
        quint32 largestEntry = largestEntryUsual; // in bytes; the flaws say so
    };

    Batch();
    explicit Batch(Content content);

    quint32 size() const { return static_cast<quint32>(m_content.lengths.size()); }
    // Both share the batch's memory: no longer than the batch.
    QByteArray entry(quint32 row) const;
    Record record(quint32 row) const { return {row, entry(row), m_content.form.get()}; }

    bool isInvalid(quint32 row) const { return flaw(row) != nullptr; }
    const std::vector<Flaw> &flaws() const { return m_content.flaws; }
    Error problem(quint32 row) const; // of an invalid entry: where and why

    const BatchForm *form() const { return m_content.form.get(); }
    const BatchFrame &frame() const { return m_content.frame; }

private:
    const Flaw *flaw(quint32 row) const;

    const Content m_content;
    const TextPlaces m_places;
};

} // namespace batchdeck
