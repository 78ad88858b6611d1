#include "core/record.h"

#include "core/batchform.h"

#include <nlohmann/json.hpp>

namespace batchdeck {

QByteArray Record::body() const
{
    return m_form ? m_form->body(m_entry) : m_entry;
}

nlohmann::ordered_json Record::fields() const
{
    const QByteArray text = body();
    auto fields = nlohmann::ordered_json::parse(text.begin(), text.end(), nullptr, false);
    return fields.is_discarded() ? nlohmann::ordered_json() : fields;
}

QString Record::messageId() const
{
    return m_form ? m_form->messageId(m_entry) : QString();
}

} // namespace batchdeck
