#pragma once

#include "core/error.h"
#include "core/recordvalues.h"

#include <QByteArrayList>
#include <QStringList>

#include <optional>
#include <vector>

namespace batchdeck {

// A text with places that each record fills: "{mallid} · {qty:number}". What a place becomes depends
// on what the template stands for, and who uses it says so by the function they call.
class Template {
public:
    enum class Source : std::uint8_t { Field, Record, Row, Attempt };
    enum class Conversion : std::uint8_t { None, Text, Number, Integer, Boolean, Json };
    struct Place {
        Source source = Source::Field;
        QByteArrayList path; // of a field
        Conversion conversion = Conversion::None;
        QString written; // without the braces
    };
    struct Piece {
        QByteArray text; // as it stands
        std::optional<Place> place; // after it
    };

    // `where` it stands, for those who read of its errors: "operations.touch.bind.id".
    static Expected<Template> parse(const QString &text, const QString &where = {});
    Template() = default; // the empty text

    const QString &source() const { return m_source; } // as it was written
    const std::vector<Piece> &pieces() const { return m_pieces; }
    bool isConstant() const;
    bool isEmpty() const { return m_source.isEmpty(); }
    bool uses(Source source) const;
    QStringList fields() const; // that a record must have, as paths

    // Each fails where the record lacks a field, and says which and where; a null is no text either.
    Expected<QString> text(const RecordValues &record) const;
    Expected<QString> identifier(const RecordValues &record) const; // never empty, an object or an array
    Expected<QString> url(const RecordValues &record) const; // what records fill in is percent-encoded
    Expected<QByteArray> json(const RecordValues &record) const; // a lone field as it stands, else a string

    // For those who only look: what is missing is nothing.
    QString label(const RecordValues &record) const;
    // What records have in common: nothing where a field is missing or null.
    std::optional<QByteArray> key(const RecordValues &record) const;

    bool operator==(const Template &other) const { return m_source == other.m_source; }

private:
    enum class Use : std::uint8_t { Text, Identifier, Url };
    Error failure(const Place &place, const QString &why) const;
    Expected<QByteArray> value(const Place &place, const RecordValues &record) const;
    Expected<QByteArray> textOf(const Place &place, const RecordValues &record, Use use) const;
    Expected<QString> rendered(const RecordValues &record, Use use) const;

    QString m_source;
    QString m_where;
    std::vector<Piece> m_pieces;
};

} // namespace batchdeck
