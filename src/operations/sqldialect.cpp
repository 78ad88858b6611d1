#include "operations/sqldialect.h"

namespace batchdeck {

QString quotedIdentifier(QStringView name)
{
    QString quoted = name.toString();
    quoted.replace(u'"', QStringLiteral("\"\""));
    return u'"' + quoted + u'"';
}

QString placeholder(SqlDialect dialect, qsizetype number)
{
    return dialect == SqlDialect::SQLite ? QStringLiteral("?") : QString(u'$' + QString::number(number));
}

} // namespace batchdeck
