#pragma once

#include "core/error.h"

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
    // An entry as this one, with another body, which is JSON; or why its form cannot hold that.
    virtual Expected<QByteArray> entryWith(QByteArrayView, QByteArrayView body) const { return body.toByteArray(); }
    virtual QString messageId(QByteArrayView) const { return {}; } // of a queue's message
    virtual QStringList columns() const { return {}; } // of a table
};

} // namespace batchdeck
