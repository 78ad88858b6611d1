#include "operations/sqlconnection.h"

#include "core/jsontext.h"
#include "operations/sqlvalue.h"

#include <QSqlDriver>
#include <QUuid>

#include <algorithm>

namespace batchdeck {

namespace {

// Qt 6.4 lists its drivers when it is first asked for one. Where two threads ask at once it cleans the list up twice
// when the program ends, and does not stop doing so: one asks before all others.
QSqlDatabase added(const QString &driver, const QString &name)
{
    static const QStringList drivers = QSqlDatabase::drivers();
    return QSqlDatabase::addDatabase(driver, name);
}

} // namespace

SqlConnection::SqlConnection(const QString &driver)
    : m_name(u"batchdeck-" + QUuid::createUuid().toString(QUuid::WithoutBraces))
    , m_database(added(driver, m_name))
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

namespace {

QByteArray formed(const QVariant &value, SqlResult::Form form)
{
    const QByteArray text = form == SqlResult::Form::Value || value.isNull() ? QByteArray() : value.toString().toUtf8();
    if (form == SqlResult::Form::Json && !text.isEmpty())
        return onOneLine(text);
    const bool isFinite =
        std::all_of(text.begin(), text.end(), [](char c) { return QByteArrayView("0123456789+-.e").contains(c); });
    return text.isEmpty() || !isFinite ? jsonOf(value) : text;
}

} // namespace

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
            text += quoted(QStringView(columns[column])) + ": "
                + formed(rows[at][column], forms.empty() ? Form::Value : forms[static_cast<std::size_t>(column)]);
        }
        text += '}';
    }
    text += ']';
    if (isCut)
        text += ", \"cut\": true";
    return text + '}';
}

} // namespace batchdeck
