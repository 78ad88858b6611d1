#pragma once

#include "core/plan.h"
#include "core/record.h"

namespace batchdeck {

// How a record is called where people read of it.
struct RecordName {
    QString id;
    QString label;
    QString target; // empty where it has none
    QString operation; // what it asks for, else the kind that it gets
};

// What records are called under a plan, or without one.
class RecordNames {
public:
    RecordNames() = default;
    explicit RecordNames(const Plan &plan);

    // The plan's, else its messageId, else its field "id", else its row.
    QString id(const Record &record) const;

    // The plan's, else its field "label", else its id; empty where only its row is left. On one line, not
    // long, and never looks past the first 64 KiB of its fields.
    QString label(const Record &record) const;

    // Each by itself, for whoever asks a million records for one of them.
    QString target(const Record &record) const;
    QString operation(const Record &record) const;

    RecordName of(const Record &record) const;

private:
    QString ownId(const Record &record, const RecordValues &values) const;

    std::optional<Template> m_id;
    std::optional<Template> m_label;
    std::optional<Template> m_target;
    QString m_otherwise; // the kind of what asks for nothing
};

// What a record asks for: its field "operation", where that is a text; else empty.
QString operationOf(const RecordValues &record);

} // namespace batchdeck
