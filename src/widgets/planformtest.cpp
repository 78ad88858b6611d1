#include "widgets/planform.h"
#include "core/jsontext.h"
#include "core/plankeys.h"
#include "core/recordvalues.h"
#include "models/coretext.h"

#include <QLabel>
#include <QLocale>
#include <QToolButton>
#include <QtConcurrentRun>

// What a form learns of a connection, and what it makes of that.

namespace batchdeck {

namespace {

using namespace Qt::StringLiterals;

QString joined(const QStringList &columns)
{
    constexpr qsizetype most = 12;
    return columns.first(qMin(most, columns.size())).join(u", "_s) + (columns.size() > most ? u", …"_s : QString());
}

QByteArray listJson(const QStringList &names)
{
    QByteArrayList all;
    for (const QString &name : names)
        all += quoted(QStringView(name));
    return '[' + all.join(", ") + ']';
}

} // namespace

QString PlanForm::filled(const QString &key) const
{
    const auto name = Template::parse(plainText(m_plan.value(operationPath() << key)));
    if (!name || name->isEmpty())
        return {};
    const auto text = name->identifier(RecordValues::of(m_first));
    return text ? *text : QString();
}

// The button is not taken from whoever pressed it with the keyboard: pressed twice it asks once.
void PlanForm::test()
{
    if (m_isAsked && m_testing.isRunning())
        return;
    m_isAsked = true;
    look();
}

void PlanForm::draftFrom(const BatchFields &fields)
{
    m_drafted = fields;
    m_draftedTable = m_plan.value(operationPath() << u"table"_s);
    m_draftedKey = m_plan.value(operationPath() << u"key"_s);
    m_isAsked = false;
    look();
}

void PlanForm::look()
{
    const auto plan = m_plan.withConnection(m_connection);
    if (!plan && m_isAsked)
        return tell(tr("Something is still missing above."), true);
    if (!plan || !m_test)
        return;
    m_tested = m_plan.value(connectionPath());
    m_testedFor = inFront();
    if (m_isAsked)
        tell(tr("Connecting…"), false);
    m_stop.request_stop();
    m_stop = {};
    m_testing.setFuture(QtConcurrent::run([plan = *plan, name = m_connection, schema = filled(u"schema"_s),
                                           table = filled(u"table"_s), fields = m_drafted, stop = m_stop.get_token()] {
        return testConnection(plan, name, schema, table, fields, stop);
    }));
}

void PlanForm::tested()
{
    if (!m_test)
        return;
    const Expected<ConnectionFinding> found = m_testing.result();
    // Has somebody said where else it leads, or another table?
    const bool isAnother = m_tested != m_plan.value(connectionPath()) || m_testedFor != inFront();
    if (!m_isAsked && (!found || isAnother))
        return;
    if (m_tested != m_plan.value(connectionPath()))
        return tell(tr("The connection has changed since: test it again."), false);
    if (!found)
        return tell(CoreText::told(found.error().message), true);
    QStringList parts{found->server};
    if (!found->tls.isEmpty())
        parts += tr("encrypted by %1").arg(found->tls);
    else if (!found->isFile)
        parts += tr("not encrypted");
    parts += found->tables == 1 ? tr("1 table") : tr("%1 tables").arg(QLocale().toString(found->tables));
    const QString table = m_testedFor.last();
    if (found->hasTable && !found->keys.isEmpty())
        parts += tr("“%1” has the key %2").arg(table, found->keys.first().join(u", "_s));
    else if (found->hasTable)
        parts += tr("“%1” has no key: rows can only be inserted").arg(table);
    else if (!table.isEmpty() && !found->likeTable.isEmpty())
        parts += tr("there is no table “%1”, but there is “%2”").arg(table, found->likeTable);
    else if (!table.isEmpty())
        parts += tr("there is no table “%1” yet").arg(table);
    if (found->hasTable)
        parts += tr("its columns: %1").arg(joined(found->columns));
    if (!isAnother)
        parts += found->hasTable ? takesKey(*found) : takesTable(*found);
    parts.removeAll(QString());
    tell(parts.join(u" · "_s), false);
}

// A key that was guessed from the records and is none of the table's would let no record be written.
QString PlanForm::takesKey(const ConnectionFinding &found)
{
    const auto sorted = [](QStringList names) {
        for (QString &name : names)
            name = name.toLower();
        names.sort();
        return names;
    };
    QStringList planned;
    const QStringList path = operationPath() << u"key"_s;
    const QByteArray json = m_plan.value(path);
    for (const QByteArrayView name : elements(json))
        planned += plainText(name);
    const bool isOne = std::any_of(found.keys.begin(), found.keys.end(),
                                   [&](const QStringList &key) { return sorted(key) == sorted(planned); });
    if (planned.isEmpty() || found.keys.isEmpty() || isOne) // a table without a key would take the same row again
        return {};
    const bool isOneTable = !plainText(m_plan.value(operationPath() << u"table"_s)).contains(u'{');
    if (!isOneTable || found.key.isEmpty()) {
        draft(path, {});
        return tr("the plan's key was none of its, and is left to the table now");
    }
    draft(path, listJson(found.key));
    return tr("the plan's key was none of its, and is %1 now").arg(found.key.join(u", "_s));
}

void PlanForm::draft(const QStringList &path, const QByteArray &json)
{
    m_plan.setValue(path, json);
    show(false);
    Q_EMIT drafted();
}

// Of a draft whose table is not there and was nobody's choice: the one that fits, where there is no doubt.
QString PlanForm::takesTable(const ConnectionFinding &found)
{
    const QStringList path = operationPath() << u"table"_s;
    if (found.fits.isEmpty() || m_plan.value(path) != m_draftedTable || m_draftedTable.isEmpty()
        || m_draftedTable.contains('{'))
        return {};
    if (!found.fitsAsWell.isEmpty())
        return tr("the records would fit %1: say which").arg(joined(QStringList{found.fits} + found.fitsAsWell));
    const QByteArray table = quoted(QString(found.fits).replace(u'{', u"{{"_s));
    const QByteArray key = found.key.isEmpty() ? QByteArray() : listJson(found.key);
    const bool takesKey = m_plan.value(operationPath() << u"key"_s) == m_draftedKey;
    const QStringList operations = m_plan.names({operationsKey});
    for (const QString &operation : operations) {
        const QStringList here{operationsKey, operation};
        if (m_plan.value(here + QStringList{u"table"_s}) != m_draftedTable)
            continue;
        m_plan.setValue(here + QStringList{u"table"_s}, table);
        if (m_plan.value(here + QStringList{u"key"_s}) == m_draftedKey) // else it is somebody's choice
            m_plan.setValue(here + QStringList{u"key"_s}, key);
    }
    m_draftedTable = table;
    m_draftedKey = key;
    show(false);
    Q_EMIT drafted();
    QString told = tr("the records fit “%1” best, which the plan names now").arg(found.fits);
    if (takesKey && !found.key.isEmpty())
        told += u" · "_s + tr("its key: %1").arg(found.key.join(u", "_s));
    if (!found.lacks.isEmpty())
        told += u" · "_s + tr("it has no place for %1").arg(joined(found.lacks));
    return told;
}

} // namespace batchdeck
