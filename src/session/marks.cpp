#include "session/marks.h"

#include "operations/postgresoptions.h"
#include "operations/sqloperations.h"
#include "operations/sqltarget.h"
#include "session/sessionjournal.h"

#include <QCryptographicHash>

namespace batchdeck {

namespace {

// PostgreSQL: another user's schemas, or others that the environment names, have another table of marks in the same
// database. The latter by its hash, for it may say anything.
QString searchedBy(const SqlTarget &target)
{
    const QByteArray defaults = postgresDefaults(target).join(u'\n').toUtf8();
    const QByteArray hash = QCryptographicHash::hash(defaults, QCryptographicHash::Sha256).toHex().left(16);
    return QStringLiteral("as %1, %2").arg(target.user, QString::fromLatin1(hash));
}

// In another database than before there are no marks of what was done there.
QString where(const PlannedOperation &planned, const Plan &plan)
{
    QStringList parts{planned.name, SqlOperation::connection(planned)};
    for (const PlannedConnection &connection : plan.connections) {
        const auto target = SqlTarget::of(connection, plan);
        if (!target)
            continue;
        parts += QStringLiteral("%1: %2 %3:%4")
                     .arg(target->name, target->database, target->host)
                     .arg(target->port.value_or(0));
        if (target->dialect == SqlDialect::PostgreSQL)
            parts += searchedBy(*target);
    }
    return parts.join(QStringLiteral(", "));
}

} // namespace

QStringList marksThatMayLack(const Plan &plan, SessionJournal &journal)
{
    const QString leaves = QStringLiteral("leaves marks");
    const QString lacks = QStringLiteral("may lack marks");
    QStringList lacking;
    for (const PlannedOperation &planned : plan.operations) {
        if (!SqlOperation::is(planned))
            continue;
        const bool goesOn = journal.goesOn();
        const bool didLack = goesOn && journal.wasDecided(lacks, planned.name);
        const bool isWhole = SqlOperation::leavesMarks(planned) && !didLack
            && (!goesOn || journal.wasDecided(leaves, where(planned, plan)));
        if (!isWhole)
            lacking += planned.name;
        if (isWhole ? !goesOn : !didLack)
            journal.decided(isWhole ? leaves : lacks, isWhole ? where(planned, plan) : planned.name);
    }
    return lacking;
}

} // namespace batchdeck
