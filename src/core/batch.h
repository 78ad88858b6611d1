#pragma once

#include "core/batchform.h"
#include "core/batchframe.h"
#include "core/flaw.h"
#include "core/record.h"
#include "core/textplaces.h"

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <unordered_map>

namespace batchdeck {

// The records of one file, in their order. Immutable once loaded but for single entries that a person edits; any thread
// may ask.
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

    // What a person puts in an entry's place: from now on the row has that one, and no flaw. The file stays as it is.
    void edit(quint32 row, QByteArray entry) const;
    std::optional<QByteArray> edited(quint32 row) const;
    quint32 edits() const { return m_edits; } // so far

    // All share the batch's memory: no longer than the batch.
    QByteArray entry(quint32 row) const;
    QByteArray entryInFile(quint32 row) const; // whatever stands in its place
    Record record(quint32 row) const { return {row, entry(row), m_content.form.get()}; }

    bool isInvalid(quint32 row) const { return flaw(row) != nullptr; }
    const Flaw *flaw(quint32 row) const; // null where the entry is a record
    const std::vector<Flaw> &flaws() const { return m_content.flaws; } // of the file
    Error problem(quint32 row) const; // of an invalid entry: where and why

    const BatchForm *form() const { return m_content.form.get(); }
    const BatchFrame &frame() const { return m_content.frame; }

private:
    const Content m_content;
    const TextPlaces m_places;
    mutable std::atomic<quint32> m_edits = 0;
    mutable std::mutex m_editing; // for what follows
    mutable std::unordered_map<quint32, QByteArray> m_edited;
};

} // namespace batchdeck
