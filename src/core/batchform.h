#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace batchdeck {

// How the entries of a file hold their records. Any thread may ask.
class BatchForm {
public:
    virtual ~BatchForm() = default;

    virtual QString name() const = 0; // "JSON Lines"

    // The record's fields, as JSON: the entry itself, or what it holds. Null where the entry is none.
    virtual QByteArray body(QByteArrayView entry) const = 0;
    virtual QString messageId(QByteArrayView) const { return {}; } // of a queue's message
    virtual QStringList columns() const { return {}; } // of a table
};

} // namespace batchdeck
