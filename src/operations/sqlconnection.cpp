#include "operations/sqlconnection.h"

#include "core/jsontext.h"
#include "operations/sqlvalue.h"

#include <QSqlDriver>
#include <QUuid>

namespace batchdeck {

SqlConnection::SqlConnection(const QString &driver)
    : m_name(u"batchdeck-" + QUuid::createUuid().toString(QUuid::WithoutBraces))
    , m_database(QSqlDatabase::addDatabase(driver, m_name))
{
}

SqlConnection::~SqlConnection()
{
    m_database.close();
    m_database = {};
    QSqlDatabase::removeDatabase(m_name);
}

QVariant SqlConnection::nativeHandle() const
{
    return m_database.isOpen() ? m_database.driver()->handle() : QVariant();
}

QByteArray SqlResult::json() const
{
    if (columns.isEmpty())
        return "{\"affected\": " + QByteArray::number(affected) + '}';
    QByteArray text = "{\"rows\": [";
    for (std::size_t at = 0; at < rows.size(); ++at) {
        text += at == 0 ? "{" : ", {";
        for (qsizetype column = 0; column < columns.size(); ++column) {
            if (column > 0)
                text += ", ";
            text += quoted(QStringView(columns[column])) + ": " + jsonOf(rows[at][column]);
        }
        text += '}';
    }
    text += ']';
    if (isCut)
        text += ", \"cut\": true";
    return text + '}';
}

} // namespace batchdeck
