#include "core/record.h"

#include "core/batchform.h"

namespace batchdeck {

QByteArray Record::body() const
{
    return m_form ? m_form->body(m_entry) : m_entry;
}

QString Record::messageId() const
{
    return m_form ? m_form->messageId(m_entry) : QString();
}

} // namespace batchdeck
