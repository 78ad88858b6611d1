#pragma once

#include "core/template.h"

namespace batchdeck {

// JSON whose texts are templates: {"id": "{id}", "tags": ["new", "{kind}"], "n": 1.10}. Keys and all
// that is no text stand as they are written.
class ValueTemplate {
public:
    static Expected<ValueTemplate> parse(QByteArrayView json, const QString &where = {}); // the JSON must be some
    ValueTemplate() = default; // null

    const QByteArray &source() const { return m_source; }
    bool isConstant() const;
    Expected<QByteArray> json(const RecordValues &record) const;

    bool operator==(const ValueTemplate &other) const { return m_source == other.m_source; }

private:
    struct Piece {
        QByteArray text;
        Template place; // after it
    };

    QByteArray m_source = "null";
    std::vector<Piece> m_pieces;
    QByteArray m_rest = "null";
};

} // namespace batchdeck
