#include "session/plandraft.h"

#include "core/jsontext.h"
#include "core/runsettings.h"
#include "formats/planfile.h"
#include "formats/tidyjson.h"
#include "operations/postgresoptions.h"

#include <QFileInfo>

#include <algorithm>

namespace batchdeck {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype mostOperations = 5;
constexpr qsizetype mostConnections = 8;
const QString trialEnd = u".trial.db"_s;

class ObjectText {
public:
    ObjectText &add(QStringView key, const QByteArray &json)
    {
        if (!json.isEmpty())
            m_members += quoted(key) + ": " + json;
        return *this;
    }
    QByteArray text() const { return '{' + m_members.join(", ") + '}'; }

private:
    QByteArrayList m_members;
};

// A template that is one field; what is no plain name stands in quotes.
QString place(const QString &field)
{
    const bool isPlain = !field.isEmpty()
        && std::all_of(field.begin(), field.end(), [](QChar c) { return c.isLetterOrNumber() || c == u'_'; });
    return isPlain ? u'{' + field + u'}' : u'{' + QString::fromUtf8(quoted(field)) + u'}';
}

// The batch's own name, as far as a table or a file may have it.
QString plainName(const QString &batchPath)
{
    QString name = QFileInfo(planPathFor(batchPath)).fileName();
    name.chop(QStringLiteral(".plan.json").size());
    for (QChar &c : name) {
        if (!c.isLetterOrNumber())
            c = u'_';
    }
    return name.isEmpty() ? u"records"_s : name.toLower();
}

// Have people said for all their programs where their server is?
bool isServerSetUp()
{
    if (qEnvironmentVariableIsSet("PGSERVICE"))
        return true;
    const QByteArray url = qgetenv("DATABASE_URL"); // goes before what follows
    return url.isEmpty() ? qEnvironmentVariableIsSet("PGHOST") : isPostgresUrl(url);
}

class Draft {
public:
    Draft(const BatchFields &fields, const DraftRequest &request)
        : m_fields(fields)
        , m_request(request)
        , m_target(m_fields.field({u"target_db", u"database", u"db", u"target", u"connection"}))
    {
        if (m_target && m_target->values.size() > mostConnections)
            m_target = nullptr; // no list of databases
    }

    QByteArray text() const
    {
        ObjectText plan;
        plan.add(u"label", label());
        const bool isTrial = m_request.destination == WhereTo::LocalFile;
        QStringList target = isTrial ? QStringList{u"trial"_s} : QStringList();
        if (m_target)
            target += place(m_target->name);
        if (!target.isEmpty())
            plan.add(u"target", quoted(target.join(u" · "_s)));
        if (m_request.jobs != RunSettings().concurrency)
            plan.add(u"concurrency", QByteArray::number(m_request.jobs));
        if (m_request.timeout > 0)
            plan.add(u"timeout", QByteArray::number(m_request.timeout));
        plan.add(u"connections", connections());
        plan.add(u"operations", operations());
        return tidyJson(plan.text());
    }

private:
    // What tells records apart for a person, where they do not say it themselves.
    QByteArray label() const
    {
        if (m_fields.field({u"label", u"id"}))
            return {};
        QStringList parts = labelOf([](const BatchField &field) { return field.isText && field.values.size() > 1; });
        if (parts.isEmpty())
            parts = labelOf([](const BatchField &field) { return field.isScalar && field.isDistinct; });
        if (parts.isEmpty()) // a name all the same
            parts = labelOf([](const BatchField &field) { return field.isText; });
        return parts.isEmpty() ? QByteArray() : quoted(parts.join(u" · "_s));
    }

    QStringList labelOf(bool (*says)(const BatchField &)) const
    {
        const BatchField *schema = m_fields.field({u"schema", u"schema_name"});
        QStringList parts;
        for (const BatchField &field : m_fields.fields) {
            const bool isElsewhere = field.name == u"operation" || &field == m_target || &field == schema;
            if (parts.size() < 2 && field.count == m_fields.records && !isElsewhere && says(field))
                parts += place(field.name);
        }
        return parts;
    }

    QString connectionName() const { return m_request.destination == WhereTo::LocalFile ? u"trial"_s : u"main"_s; }

    QByteArray connection(const QString &name) const
    {
        ObjectText text;
        const bool isSaid = !m_target && m_request.destination != WhereTo::LocalFile && isServerSetUp();
        if (isSaid)
            return text.add(u"driver", "\"postgresql\"").text();
        if (m_request.destination != WhereTo::LocalFile)
            return text.add(u"driver", "\"postgresql\"")
                .add(u"host", "\"localhost\"")
                .add(u"database", quoted(name))
                .text();
        const QString file = m_target ? u"%1.%2"_s.arg(plainName(m_request.batchPath), plainName(name)) + trialEnd
                                      : plainName(m_request.batchPath) + trialEnd;
        return text.add(u"driver", "\"sqlite\"").add(u"database", quoted(file)).add(u"create", "true").text();
    }

    QByteArray connections() const
    {
        ObjectText all;
        const QStringList names = m_target ? m_target->values : QStringList{connectionName()};
        for (const QString &name : names)
            all.add(name, connection(name));
        return all.text();
    }

    QByteArray table() const
    {
        const QString field = m_fields.tableField();
        return quoted(field.isEmpty() ? plainName(m_request.batchPath) : place(field));
    }

    QByteArray upsert() const
    {
        ObjectText text;
        text.add(u"kind", "\"sql.upsert\"").add(u"connection", quoted(target()));
        if (const BatchField *schema = m_fields.field({u"schema", u"schema_name"}))
            text.add(u"schema", quoted(place(schema->name)));
        text.add(u"table", table());
        text.add(u"rows", m_fields.rowsField.isEmpty() ? "\"{@record}\"" : quoted(place(m_fields.rowsField)));
        QByteArrayList key;
        for (const QString &column : likelyKey(m_fields))
            key += quoted(column);
        if (!key.isEmpty())
            text.add(u"key", '[' + key.join(", ") + ']');
        return text.text();
    }

    // An insert of what is no object: a beginning, to be rewritten.
    QByteArray statement() const
    {
        QStringList columns;
        QStringList names;
        ObjectText bound;
        for (const BatchField &field : m_fields.fields) {
            if (!field.isScalar || field.name == u"operation" || (m_target && field.name == m_target->name)
                || field.name == m_fields.tableField())
                continue;
            const QString name = u"v%1"_s.arg(names.size() + 1);
            columns += u'"' + QString(field.name).replace(u'"', u"\"\""_s) + u'"';
            names += u':' + name;
            bound.add(name, quoted(place(field.name)));
        }
        const QString sql = u"insert into %1 (%2) values (%3)"_s.arg(plainName(m_request.batchPath),
                                                                     columns.join(u", "_s), names.join(u", "_s));
        ObjectText text;
        text.add(u"kind", "\"sql\"").add(u"connection", quoted(target())).add(u"statement", quoted(sql));
        if (!names.isEmpty())
            text.add(u"bind", bound.text());
        return text.text();
    }

    QString target() const { return m_target ? place(m_target->name) : connectionName(); }

    QByteArray operations() const
    {
        QStringList names = m_fields.operations;
        if (names.isEmpty() || names.size() > mostOperations)
            names = QStringList{u"*"_s};
        if (names.removeOne(u"*"_s))
            names += u"*"_s; // for all others: the last
        ObjectText all;
        for (const QString &name : names)
            all.add(name, m_request.destination == WhereTo::Statement ? statement() : upsert());
        return all.text();
    }

    const BatchFields &m_fields;
    const DraftRequest &m_request;
    const BatchField *m_target;
};

bool isNamedAsKey(const QString &name)
{
    for (const QStringView end : {u"_id", u"Id", u"_key", u"_no", u"번호", u"코드"}) {
        if (name.endsWith(end))
            return true;
    }
    for (const QStringView whole : {u"id", u"key", u"uuid", u"code", u"no"}) {
        if (name.compare(whole, Qt::CaseInsensitive) == 0)
            return true;
    }
    return false;
}

} // namespace

QByteArray draftPlan(const BatchFields &fields, const DraftRequest &request)
{
    return Draft(fields, request).text();
}

QStringList trialFilesOf(const Plan &plan)
{
    QStringList files;
    for (const PlannedConnection &connection : plan.connections) {
        const QString *file = connection.keys.one<QString>(u"database");
        if (connection.driver != u"sqlite" || !file || !file->endsWith(trialEnd))
            return {};
        files += *file;
    }
    return files;
}

QStringList likelyKey(const BatchFields &fields)
{
    std::vector<const BatchField *> whole; // columns that each row has
    for (const BatchField &column : fields.columns) {
        if (column.isScalar && column.count == fields.rows)
            whole.push_back(&column);
    }
    const auto first = [&](const auto &is) {
        const auto found = std::find_if(whole.begin(), whole.end(), [&](const BatchField *one) { return is(*one); });
        return found == whole.end() ? QStringList() : QStringList{(*found)->name};
    };
    const bool areRecords = fields.rowsField.isEmpty();
    for (const QStringList &key : {
             first([](const BatchField &one) { return one.name.compare(u"id", Qt::CaseInsensitive) == 0; }),
             first([](const BatchField &one) { return one.isDistinct && isNamedAsKey(one.name); }),
             first([](const BatchField &one) { return one.isDistinct; }),
             // Of rows that were made for a table the first column is most often its key.
             areRecords ? QStringList() : first([](const BatchField &) { return true; }),
         }) {
        if (!key.isEmpty())
            return key;
    }
    return {};
}

} // namespace batchdeck
