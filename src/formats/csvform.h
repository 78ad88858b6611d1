#pragma once

#include "core/batchform.h"

namespace batchdeck {

// A table's rows. A record is an object of the header's names and the row's cells, in their order; a row that has fewer
// cells than the header lacks the last names. Of equal names the second is called name_2, and one that is
// empty column_3, after its place.
class CsvForm final : public BatchForm {
public:
    CsvForm(const QByteArrayList &header, char delimiter);

    QString name() const override;
    QByteArray body(QByteArrayView entry) const override;
    Expected<QByteArray> entryWith(QByteArrayView entry, QByteArrayView body) const override;
    QStringList columns() const override { return m_columns; }

    char delimiter() const { return m_delimiter; }

private:
    const char m_delimiter;
    QStringList m_columns;
    QByteArrayList m_keys; // as JSON writes them
};

} // namespace batchdeck
