#include "operations/mariadbconnection.h"

#include "operations/sqlerror.h"

#include <QDateTime>
#include <QHash>
#include <QSet>
#include <QSqlError>
#include <QSqlField>
#include <QSqlRecord>

#include <chrono>

namespace batchdeck {

namespace {

using namespace Qt::StringLiterals;

constexpr std::size_t mostPrepared = 64;

bool isLoss(int code)
{
    static const QSet<int> codes = {2006, 2013, 2055, 1927, 1053, 1152, 1158, 1159, 1160, 1161};
    return codes.contains(code);
}

// As JSON has it: a time as a text, a number past 64 bits with all its digits.
QVariant plainValue(const QVariant &value)
{
    if (value.isNull())
        return {};
    switch (value.typeId()) {
    case QMetaType::QByteArray: { // also a text that is compared by its bytes, as JSON is: Qt does not tell them apart
        const QByteArray bytes = value.toByteArray();
        return QByteArrayView(bytes).isValidUtf8() ? QVariant(QString::fromUtf8(bytes)) : value;
    }
    case QMetaType::QDateTime:
        return value.toDateTime().toString(Qt::ISODateWithMs);
    case QMetaType::QDate:
        return value.toDate().toString(Qt::ISODate);
    case QMetaType::QTime:
        return value.toTime().toString(Qt::ISODateWithMs);
    case QMetaType::UInt:
    case QMetaType::ULongLong:
        return QString::number(value.toULongLong());
    case QMetaType::Char:
    case QMetaType::SChar:
    case QMetaType::UChar:
    case QMetaType::Short:
    case QMetaType::UShort:
        return value.toLongLong();
    default:
        return value;
    }
}

SqlResult::Form formOf(int type)
{
    return type == QMetaType::Double || type == QMetaType::UInt || type == QMetaType::ULongLong
        ? SqlResult::Form::Number
        : SqlResult::Form::Value;
}

} // namespace

QString sqlStateOfMariadb(int code)
{
    static const QHash<int, QString> states = {
        {1022, u"23505"_s}, {1062, u"23505"_s}, {1586, u"23505"_s}, {1048, u"23502"_s}, {1364, u"23502"_s},
        {1216, u"23503"_s}, {1217, u"23503"_s}, {1451, u"23503"_s}, {1452, u"23503"_s}, {4025, u"23514"_s},
        {1213, u"40P01"_s}, {1020, u"40001"_s}, {1205, u"55P03"_s}, {1317, u"57014"_s}, {1969, u"57014"_s},
        {1045, u"28P01"_s}, {1698, u"28P01"_s}, {1044, u"42501"_s}, {1142, u"42501"_s}, {1143, u"42501"_s},
        {1227, u"42501"_s}, {1370, u"42501"_s}, {1049, u"3D000"_s}, {1146, u"42P01"_s}, {1054, u"42703"_s},
        {1064, u"42601"_s}, {1406, u"22001"_s}, {1264, u"22003"_s}, {1690, u"22003"_s}, {1292, u"22007"_s},
        {1366, u"22P02"_s}, {1265, u"22000"_s}, {1040, u"53300"_s}, {1203, u"53300"_s}, {1226, u"53300"_s},
        {2002, u"08001"_s}, {2003, u"08001"_s}, {2005, u"08001"_s}, {1021, u"53100"_s}, {1114, u"53100"_s},
        {1290, u"25006"_s}, {1836, u"25006"_s}, {1210, u"07001"_s}, {1295, u"0A000"_s}, {2026, u"08P01"_s},
    };
    return isLoss(code) ? u"08006"_s : states.value(code, u"HY000"_s);
}

MariadbConnection::MariadbConnection(const SqlTarget &target)
    : m_target(target)
{
}

MariadbConnection::~MariadbConnection()
{
    close();
}

void MariadbConnection::close()
{
    {
        const std::lock_guard lock(m_mutex);
        m_id = 0;
    }
    m_prepared.clear();
    m_connection.reset();
    m_isLost = false;
}

// Also for the one over which another is cancelled, in that one's thread.
Expected<void> MariadbConnection::connect(SqlConnection &connection) const
{
    QSqlDatabase &database = connection.database();
    if (!database.isValid())
        return Error{u"sql.driver"_s, u"Qt has no driver for MariaDB here: install libqt6sql6-mysql."_s, false};
    QString secret;
    if (m_target.password) {
        if (!m_target.secrets)
            return Error{u"secret"_s, u"Nobody can tell the password of %1."_s.arg(m_target.title()), false};
        auto told = m_target.secrets(*m_target.password);
        if (!told)
            return told.error();
        secret = *std::move(told);
    }
    QStringList options{u"MYSQL_OPT_CONNECT_TIMEOUT=15"_s};
    if (m_target.host.startsWith(u'/'))
        options += u"UNIX_SOCKET="_s + m_target.host;
    database.setHostName(m_target.host.startsWith(u'/') ? u"localhost"_s : m_target.host);
    database.setDatabaseName(m_target.database);
    database.setUserName(m_target.user);
    database.setPassword(secret);
    if (m_target.port)
        database.setPort(*m_target.port);
    database.setConnectOptions(options.join(u';'));
    if (database.open())
        return {};
    const QSqlError error = database.lastError();
    return sqlError(sqlStateOfMariadb(error.nativeErrorCode().toInt()), error.databaseText().simplified(),
                    m_target.title());
}

Expected<void> MariadbConnection::open()
{
    if (isOpen() && !m_isLost)
        return {};
    close();
    m_connection.emplace(u"QMARIADB"_s);
    auto opened = connect(*m_connection);
    if (opened)
        opened = prepareSession();
    if (!opened)
        close();
    return opened;
}

// Where it is not strict, it cuts texts and bends numbers until they fit.
Expected<void> MariadbConnection::prepareSession()
{
    if (auto strict = run(u"set session sql_mode = concat(@@sql_mode, ',STRICT_ALL_TABLES'), autocommit = 1"_s);
        !strict)
        return strict;
    QSqlQuery query(m_connection->database());
    if (!query.exec(u"select connection_id(), version()"_s) || !query.next())
        return failure(query.lastError());
    m_version = query.value(1).toString().section(u'-', 0, 0);
    const std::lock_guard lock(m_mutex);
    m_id = query.value(0).toLongLong();
    return {};
}

bool MariadbConnection::answers()
{
    return isOpen() && run(u"do 0"_s);
}

QString MariadbConnection::server() const
{
    return u"MariaDB "_s + m_version;
}

QString MariadbConnection::tls()
{
    const auto found = execute({u"select variable_value from information_schema.session_status "
                                "where variable_name = 'Ssl_version'"_s,
                                {}},
                               1);
    return found && !found->rows.empty() ? found->rows[0][0].toString() : QString();
}

Error MariadbConnection::failure(const QSqlError &error)
{
    const int code = error.nativeErrorCode().toInt();
    m_isLost |= isLoss(code);
    const QString text = error.databaseText().isEmpty() ? error.driverText() : error.databaseText();
    return sqlError(sqlStateOfMariadb(code), text.simplified(), m_target.title());
}

Expected<void> MariadbConnection::answered(const std::function<bool()> &send, const QSqlQuery &query)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_stopTest && m_stopTest())
            return Error{u"sql.57014"_s, u"It was stopped before it was sent."_s, false};
        m_works = true;
    }
    const bool isDone = send();
    {
        const std::lock_guard lock(m_mutex);
        m_works = false;
    }
    m_ended.notify_all();
    return isDone ? Expected<void>() : Expected<void>(failure(query.lastError()));
}

void MariadbConnection::cancel()
{
    constexpr auto patience = std::chrono::milliseconds(200);
    std::optional<SqlConnection> other;
    std::unique_lock lock(m_mutex);
    while (m_works && m_id != 0) {
        const QString kill = u"kill query %1"_s.arg(m_id);
        lock.unlock();
        if (!other) {
            other.emplace(u"QMARIADB"_s);
            if (!connect(*other))
                other.reset();
        }
        if (other && !QSqlQuery(other->database()).exec(kill))
            other.reset();
        lock.lock();
        m_ended.wait_for(lock, patience, [this] { return !m_works; });
    }
}

Expected<void> MariadbConnection::run(const QString &text)
{
    if (!m_connection)
        return sqlError(u"08003"_s, u"It is not connected."_s, m_target.title());
    QSqlQuery query(m_connection->database());
    return answered([&] { return query.exec(text); }, query);
}

Expected<QSqlQuery *> MariadbConnection::prepared(const QString &text)
{
    const auto found = m_prepared.find(text);
    if (found != m_prepared.end())
        return found->second.get();
    if (text.contains(QChar(u'\0')))
        return sqlError(u"42601"_s, u"There is a NUL character in the statement."_s, m_target.title());
    auto query = std::make_unique<QSqlQuery>(m_connection->database());
    query->setForwardOnly(true);
    query->setNumericalPrecisionPolicy(QSql::HighPrecision);
    if (auto done = answered([&] { return query->prepare(text); }, *query); !done)
        return done.error();
    if (m_prepared.size() >= mostPrepared)
        m_prepared.clear();
    return m_prepared.emplace(text, std::move(query)).first->second.get();
}

Expected<SqlResult> MariadbConnection::execute(const SqlStatement &statement, qsizetype mostRows)
{
    if (!m_connection)
        return sqlError(u"08003"_s, u"It is not connected."_s, m_target.title());
    const auto ready = prepared(statement.text);
    if (!ready)
        return ready.error();
    QSqlQuery &query = **ready;
    for (int at = 0; at < statement.values.size(); ++at)
        query.bindValue(at,
                        statement.values[at].isNull() ? QVariant(QMetaType(QMetaType::QString)) : statement.values[at]);
    if (auto done = answered([&] { return query.exec(); }, query); !done) {
        m_prepared.erase(statement.text); // it may be of a table that has changed
        return done.error();
    }
    SqlResult result;
    result.affected = query.numRowsAffected();
    if (query.isSelect()) {
        const QSqlRecord record = query.record();
        for (int column = 0; column < record.count(); ++column) {
            result.columns += record.fieldName(column);
            result.forms.push_back(formOf(record.field(column).metaType().id()));
        }
        while (query.next()) {
            if (static_cast<qsizetype>(result.rows.size()) == mostRows) {
                result.isCut = true;
                break;
            }
            QVariantList &row = result.rows.emplace_back();
            for (int column = 0; column < record.count(); ++column)
                row += plainValue(query.value(column));
        }
    }
    query.finish();
    return result;
}

Expected<bool> MariadbConnection::isInTransaction()
{
    const auto found = execute({u"select @@in_transaction"_s, {}}, 1);
    return found ? Expected<bool>(found->rows[0][0].toInt() != 0) : found.error();
}

} // namespace batchdeck
