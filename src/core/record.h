#pragma once

#include <QByteArray>
#include <QString>

#include <nlohmann/json_fwd.hpp>

namespace batchdeck {

// One entry of a batch, read only when somebody looks.
class Record {
public:
    Record() = default;
    Record(quint32 row, QByteArray entry)
        : m_row(row)
        , m_entry(std::move(entry))
    {
    }

    quint32 row() const { return m_row; }
    const QByteArray &entry() const { return m_entry; }

    // The entry as JSON; null where it is none.
    nlohmann::ordered_json body() const;

private:
    quint32 m_row = 0;
    QByteArray m_entry;
};

} // namespace batchdeck
