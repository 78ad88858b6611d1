#pragma once

#include <QByteArray>
#include <QString>

namespace batchdeck {

// A place in a text as an editor shows it. Goes forward only, so that many places cost one pass.
class Place {
public:
    explicit Place(QByteArrayView text)
        : m_text(text)
    {
    }

    void goTo(qsizetype at);
    QString text() const; // "line 3, column 7"

private:
    QByteArrayView m_text;
    qsizetype m_at = 0;
    qsizetype m_line = 1;
    qsizetype m_column = 1; // in characters
};

} // namespace batchdeck
