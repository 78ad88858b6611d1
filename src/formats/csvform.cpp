#include "formats/csvform.h"

#include "core/jsontext.h"
#include "formats/csvcells.h"
#include "formats/jsonstring.h"

#include <QHash>
#include <QSet>

namespace batchdeck {

CsvForm::CsvForm(const QByteArrayList &header, char delimiter)
    : m_delimiter(delimiter)
{
    QSet<QString> taken;
    for (const QByteArray &cell : header)
        taken << QString::fromUtf8(cell).trimmed();
    QSet<QString> used;
    QHash<QString, int> last; // number that was given to a name
    for (const QByteArray &cell : header) {
        QString column = QString::fromUtf8(cell).trimmed();
        if (column.isEmpty())
            column = QStringLiteral("column_%1").arg(m_columns.size() + 1);
        const QString wanted = column;
        int &number = last[wanted];
        while (used.contains(column) || (column != wanted && taken.contains(column)))
            column = QStringLiteral("%1_%2").arg(wanted).arg(++number + 1);
        used << column;
        m_columns << column;
        QByteArray key;
        appendJsonString(key, column.toUtf8());
        m_keys << key;
    }
}

QString CsvForm::name() const
{
    return m_delimiter == '\t' ? QStringLiteral("TSV") : QStringLiteral("CSV");
}

QByteArray CsvForm::body(QByteArrayView entry) const
{
    CsvCells row(m_delimiter, true);
    if (row.read(entry) == CsvCells::Row::GoesOn)
        row.finish();
    QByteArray object = "{";
    for (qsizetype column = 0; column < std::min(row.cells().size(), m_keys.size()); ++column) {
        object += column > 0 ? ", " : "";
        object += m_keys[column];
        object += ": ";
        appendJsonString(object, row.cells()[column]);
    }
    return object + '}';
}

Expected<QByteArray> CsvForm::entryWith(QByteArrayView, QByteArrayView body) const
{
    const auto refused = [](const QString &why) { return Error{QStringLiteral("edit"), why, false}; };
    if (!withoutMargins(body).startsWith('{'))
        return refused(QStringLiteral("A row of a table is an object of its columns."));
    QByteArrayList cells;
    for (const JsonMember &member : members(withoutMargins(body))) {
        const QString name = plainText(member.key);
        const qsizetype column = m_columns.indexOf(name);
        if (column < 0)
            return refused(QStringLiteral("The table has no column “%1”.").arg(name));
        QByteArray cell = plainText(member.value).toUtf8();
        const bool hasMargins = cell.trimmed().size() != cell.size();
        if (hasMargins || cell.contains('"') || cell.contains(m_delimiter) || cell.contains('\n')
            || cell.contains('\r'))
            cell = '"' + cell.replace('"', "\"\"") + '"';
        cells.resize(std::max(cells.size(), column + 1)); // a row may lack the last ones
        cells[column] = cell;
    }
    const QByteArray row = cells.join(m_delimiter);
    return row.isEmpty() ? QByteArray("\"\"") : row; // an empty line is no row
}

} // namespace batchdeck
