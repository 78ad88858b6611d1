#include "session/recordtitle.h"

#include "core/jsontext.h"

#include <nlohmann/json.hpp>

namespace batchdeck {

namespace {

// A text or a number, as it is written; empty for all else.
QString field(const Record &record, const nlohmann::ordered_json &body, const char *key)
{
    const auto found = body.is_object() ? body.find(key) : body.end();
    if (found == body.end())
        return {};
    if (found->is_string())
        return QString::fromStdString(found->get_ref<const std::string &>());
    return found->is_number() ? QString::fromUtf8(memberText(record.body(), key).value_or(QByteArray())) : QString();
}

} // namespace

RecordTitle RecordTitle::of(const Record &record)
{
    const nlohmann::ordered_json body = record.fields();
    const auto first = [&](std::initializer_list<const char *> keys, const QString &otherwise) {
        for (const char *key : keys) {
            if (QString text = field(record, body, key); !text.isEmpty())
                return text;
        }
        return otherwise;
    };
    RecordTitle title;
    title.id = first({"messageId", "id"}, QString::number(record.row()));
    title.label = first({"label"}, title.id);
    title.operation = first({"operation"}, QStringLiteral("simulate"));
    return title;
}

} // namespace batchdeck
