#include "formats/place.h"

namespace batchdeck {

void Place::goTo(qsizetype at)
{
    for (; m_at < at && m_at < m_text.size(); ++m_at) {
        const auto byte = static_cast<unsigned char>(m_text[m_at]);
        if (byte == '\n') {
            ++m_line;
            m_column = 1;
        } else if ((byte & 0xC0) != 0x80) { // the first of a character's bytes
            ++m_column;
        }
    }
}

QString Place::text() const
{
    return QStringLiteral("line %1, column %2").arg(m_line).arg(m_column);
}

} // namespace batchdeck
