#include "formats/queuemessage.h"

#include "core/jsontext.h"
#include "formats/jsonstring.h"

namespace batchdeck {

std::optional<QueueMessage> QueueMessage::of(QByteArrayView object)
{
    QueueMessage message;
    if (!object.startsWith('{'))
        return {};
    for (qsizetype at = 1; at < object.size();) {
        const qsizetype colon = nextAtTop(object, at, ":");
        if (colon == object.size())
            break;
        const qsizetype end = nextAtTop(object, colon + 1, ",}");
        const QByteArray name = decodedJsonString(withoutMargins(object.sliced(at, colon - at)));
        const QByteArrayView value = withoutMargins(object.sliced(colon + 1, end - colon - 1));
        if (name == "messageId")
            message.id = value;
        else if (name == "body")
            message.body = value;
        at = end + 1;
    }
    if (!message.id.startsWith('"') || !(message.body.startsWith('"') || message.body.startsWith('{')))
        return {};
    return message;
}

} // namespace batchdeck
