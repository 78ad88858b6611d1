#pragma once

#include "core/template.h"

namespace batchdeck {

// What a place stands for, as JSON; nothing where the record has none. It may share the record's memory.
std::optional<QByteArray> valueOf(const Template::Place &place, const RecordValues &record);

// An empty text is no number, integer or boolean: it becomes a null, as an empty cell of a table is.
Expected<QByteArray> converted(const QByteArray &json, Template::Conversion conversion);

// A string's own text; all else as it is written, on one line.
QByteArray asText(QByteArrayView json, Template::Conversion conversion);

} // namespace batchdeck
