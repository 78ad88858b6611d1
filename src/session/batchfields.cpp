#include "session/batchfields.h"

#include "core/jsontext.h"
#include "core/recordnames.h"

#include <QSet>

#include <algorithm>
#include <unordered_map>

namespace batchdeck {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype longestName = 40;
constexpr qsizetype fewRows = 20; // of one record

bool isRows(QByteArrayView value)
{
    if (value.startsWith('{'))
        return true;
    if (!value.startsWith('['))
        return false;
    const auto all = elements(value);
    return !all.empty() && std::all_of(all.begin(), all.end(), [](QByteArrayView one) { return one.startsWith('{'); });
}

// Gathers what is said of fields by one object after the other.
class FieldList {
public:
    void add(QByteArrayView object, const QByteArray &within)
    {
        for (const JsonMember &member : members(object)) {
            const QString name = QString::fromUtf8(stringText(member.key));
            const auto [found, isNew] = m_places.try_emplace(name, m_fields.size());
            if (isNew) {
                m_fields.emplace_back().name = name;
                m_seen.emplace_back();
            }
            note(m_fields[found->second], m_seen[found->second], member.value, within);
        }
    }
    std::vector<BatchField> take() { return std::move(m_fields); }

private:
    static void note(BatchField &field, QSet<QByteArray> &seen, QByteArrayView value, const QByteArray &within)
    {
        ++field.count;
        const bool isScalar = !value.startsWith('{') && !value.startsWith('[');
        field.isScalar = field.isScalar && isScalar;
        field.isText = field.isText && value.startsWith('"');
        field.holdsRows = field.holdsRows && isRows(value);
        if (!isScalar || value == "null") {
            field.isDistinct = false;
            return;
        }
        const QByteArray key = within + '\n' + value.toByteArray();
        field.isDistinct = field.isDistinct && !seen.contains(key);
        seen.insert(key);
        const QString text = plainText(value);
        if (field.values.size() < BatchFields::fewValues && !field.values.contains(text))
            field.values += text;
    }

    std::vector<BatchField> m_fields;
    std::vector<QSet<QByteArray>> m_seen;
    std::unordered_map<QString, std::size_t> m_places;
};

// Which of the fields holds what is to be written: by its name, else the first.
QString rowsAmong(const std::vector<BatchField> &fields, quint32 records)
{
    QString first;
    for (const BatchField &field : fields) {
        if (!field.holdsRows || field.count * 2 < records)
            continue;
        if (first.isEmpty() || field.name == u"data" || field.name == u"rows")
            first = field.name;
    }
    return first;
}

std::vector<QByteArrayView> rowsOf(QByteArrayView body, const QString &field)
{
    if (field.isEmpty())
        return {body};
    const auto value = valueAt(body, {field.toUtf8()});
    if (!value)
        return {};
    if (value->startsWith('{'))
        return {*value};
    auto all = elements(*value);
    all.resize(std::min(all.size(), std::size_t(fewRows)));
    return all;
}

} // namespace

BatchFields BatchFields::of(const Batch &batch)
{
    BatchFields found;
    FieldList fields;
    std::vector<QByteArray> bodies;
    for (quint32 row = 0; row < batch.size() && bodies.size() < looksAt; ++row) {
        if (batch.isInvalid(row))
            continue;
        const Record record = batch.record(row);
        bodies.push_back(record.body());
        fields.add(bodies.back(), {});
        QString operation = operationOf(RecordValues::of(record));
        if (operation.isEmpty() || operation.size() > longestName)
            operation = u"*"_s;
        if (!found.operations.contains(operation))
            found.operations += operation;
    }
    found.records = quint32(bodies.size());
    found.fields = fields.take();
    found.rowsField = rowsAmong(found.fields, found.records);

    FieldList columns;
    const QByteArray table = found.tableField().toUtf8();
    for (const QByteArray &body : bodies) {
        const auto name = table.isEmpty() ? std::nullopt : valueAt(body, {table});
        for (const QByteArrayView row : rowsOf(body, found.rowsField)) {
            ++found.rows;
            columns.add(row, name ? name->toByteArray() : QByteArray());
        }
    }
    found.columns = columns.take();
    return found;
}

const BatchField *BatchFields::field(std::initializer_list<QStringView> names) const
{
    for (const QStringView name : names) {
        const auto found = std::find_if(fields.begin(), fields.end(), [&](const BatchField &one) {
            return one.name.compare(name, Qt::CaseInsensitive) == 0;
        });
        if (found != fields.end() && found->isScalar)
            return &*found;
    }
    return nullptr;
}

QString BatchFields::tableField() const
{
    const BatchField *found = field({u"table_name", u"table", u"tableName", u"tbl", u"테이블"});
    return found ? found->name : QString();
}

} // namespace batchdeck
