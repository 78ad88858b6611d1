#include "core/gatenames.h"

#include <algorithm>

namespace batchdeck {

namespace {

constexpr qsizetype longest = 80; // characters

} // namespace

void GateNames::add(quint32 firstGate, Kind kind, const Template &by)
{
    m_rules.push_back({firstGate, kind, by});
}

QString GateNames::name(quint32 gate, const Record &record) const
{
    const auto next = std::upper_bound(m_rules.begin(), m_rules.end(), gate,
                                       [](quint32 wanted, const Rule &rule) { return wanted < rule.firstGate; });
    if (next == m_rules.begin())
        return {};
    const Rule &rule = *std::prev(next);
    const QStringList fields = rule.by.fields();
    const RecordValues values = RecordValues::beginning(record);
    if (!rule.by.key(values))
        return fields.join(QStringLiteral(", ")); // the values stand too far behind to be looked up
    const QString value = rule.by.label(values).simplified();
    const bool isField = fields.size() == 1 && rule.by.pieces().size() == 1 && rule.by.pieces().front().text.isEmpty();
    const QString name =
        isField && rule.kind == Kind::Limit ? QStringLiteral("%1 = %2").arg(fields.front(), value) : value;
    return name.size() > longest ? QString(name.left(longest) + u'…') : name;
}

} // namespace batchdeck
