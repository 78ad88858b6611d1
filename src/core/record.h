#pragma once

#include <QByteArray>
#include <QString>

namespace batchdeck {

class BatchForm;

// One entry of a batch, read only when somebody looks.
class Record {
public:
    Record() = default;
    Record(quint32 row, QByteArray entry, const BatchForm *form = nullptr)
        : m_row(row)
        , m_entry(std::move(entry))
        , m_form(form)
    {
    }

    quint32 row() const { return m_row; }
    const QByteArray &entry() const { return m_entry; } // as it stands in the file
    QByteArray body() const; // its fields, as JSON
    QString messageId() const; // of a queue's message

private:
    quint32 m_row = 0;
    QByteArray m_entry;
    const BatchForm *m_form = nullptr;
};

} // namespace batchdeck
