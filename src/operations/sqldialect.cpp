#include "operations/sqldialect.h"

namespace batchdeck {

QString quotedIdentifier(QStringView name, SqlDialect dialect)
{
    const QChar mark = dialect == SqlDialect::MariaDB ? u'`' : u'"';
    QString quoted = name.toString();
    quoted.replace(mark, QString(2, mark));
    return mark + quoted + mark;
}

QString placeholder(SqlDialect dialect, qsizetype number)
{
    return dialect == SqlDialect::PostgreSQL ? QString(u'$' + QString::number(number)) : QStringLiteral("?");
}

} // namespace batchdeck
