#pragma once

#include <QByteArray>

#include <optional>

namespace batchdeck {

// What a queue hands over: an object with a messageId and a body, which is an object or a string that
// holds JSON. Both as they are written.
struct QueueMessage {
    QByteArrayView id;
    QByteArrayView body;

    // Nothing where the object, which must be JSON, is none.
    static std::optional<QueueMessage> of(QByteArrayView object);
};

} // namespace batchdeck
