#include "core/recordnames.h"

#include "core/jsontext.h"

namespace batchdeck {

namespace {

constexpr qsizetype longest = 200; // characters of a label

// A text or a number, as it is written; empty for all else.
QString field(const RecordValues &record, const char *key)
{
    const auto json = valueAt(record.body, {QByteArray(key)});
    if (!json || json->isEmpty())
        return {};
    if (json->front() == '"')
        return QString::fromUtf8(stringText(*json));
    const bool isNumber = json->front() == '-' || (json->front() >= '0' && json->front() <= '9');
    return isNumber ? QString::fromUtf8(*json) : QString();
}

QString filled(const std::optional<Template> &from, const RecordValues &record)
{
    const auto text = from ? from->key(record) : std::nullopt;
    return text ? QString::fromUtf8(*text) : QString();
}

// The first that is not empty, asked one by one.
template <typename... Texts>
QString firstOf(Texts &&...texts)
{
    QString found;
    const auto take = [&](const auto &text) {
        found = text();
        return !found.isEmpty();
    };
    (take(texts) || ...);
    return found;
}

} // namespace

RecordNames::RecordNames(const Plan &plan)
    : m_id(plan.id)
    , m_label(plan.label)
    , m_target(plan.target)
{
    if (const PlannedOperation *any = plan.operation(QStringLiteral("*")))
        m_otherwise = any->kind;
}

QString RecordNames::ownId(const Record &record, const RecordValues &values) const
{
    return firstOf([&] { return filled(m_id, values); }, [&] { return record.messageId(); },
                   [&] { return field(values, "messageId"); }, [&] { return field(values, "id"); });
}

QString RecordNames::id(const Record &record) const
{
    const QString own = ownId(record, RecordValues::of(record));
    return own.isEmpty() ? QString::number(record.row()) : own;
}

QString RecordNames::label(const Record &record) const
{
    const RecordValues values = RecordValues::beginning(record);
    return firstOf([&] { return m_label ? m_label->label(values).left(longest).simplified() : QString(); },
                   [&] { return field(values, "label").left(longest).simplified(); },
                   [&] { return ownId(record, values).left(longest).simplified(); });
}

QString RecordNames::target(const Record &record) const
{
    return filled(m_target, RecordValues::of(record));
}

QString RecordNames::operation(const Record &record) const
{
    return firstOf([&] { return operationOf(RecordValues::of(record)); }, [&] { return m_otherwise; });
}

RecordName RecordNames::of(const Record &record) const
{
    const RecordValues values = RecordValues::of(record); // read once for both
    RecordName name;
    name.id = id(record);
    name.label = firstOf([&] { return label(record); }, [&] { return name.id; });
    name.target = filled(m_target, values);
    name.operation = firstOf([&] { return operationOf(values); }, [&] { return m_otherwise; });
    return name;
}

QString operationOf(const RecordValues &record)
{
    return record.body.isEmpty() ? QString() : field(record, "operation");
}

} // namespace batchdeck
