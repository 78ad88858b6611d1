#include "core/flaw.h"

namespace batchdeck {

QString flawText(FlawKind kind, QByteArrayView, quint32)
{
    switch (kind) {
    case FlawKind::NotJson:
        return QStringLiteral("this is no JSON.");
    case FlawKind::NotAnObject:
        return QStringLiteral("this is no JSON object, as a record must be.");
    case FlawKind::Missing:
        return QStringLiteral("an entry is missing here.");
    case FlawKind::CutShort:
        return QStringLiteral("the file ends in the middle of this entry or right after it; records may be missing.");
    case FlawKind::EndsEarly:
        return QStringLiteral("the file ends here, before its JSON array does; records may be missing.");
    }
    return {};
}

} // namespace batchdeck
