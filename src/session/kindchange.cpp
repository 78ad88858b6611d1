#include "session/kindchange.h"

#include "core/jsontext.h"
#include "core/plankeys.h"

#include <algorithm>

namespace batchdeck {

using namespace Qt::StringLiterals;

void KindChange::change(const QStringList &path, const std::vector<KindDescription> &kinds,
                        const std::vector<KeyDescription> &common, const QString &name)
{
    const QStringList object = path.first(path.size() - 1);
    const KindDescription *kind = find(kinds, name);
    const KindDescription *old = find(kinds, plainText(m_plan.value(path)));
    for (const QString &key : m_plan.names(object)) {
        const KeyDescription *was = old ? find(old->keys, key) : nullptr;
        const KeyDescription *now = find(kind->keys, key);
        const bool isMistake = old && !was; // of no kind: told as that, and mended by who made it
        const bool isSame = now && (!was || (now->type == was->type && now->shape == was->shape));
        if (key == path.last() || find(common, key) || isMistake || isSame)
            continue;
        const QStringList place = object + QStringList{key};
        if (was)
            putAside(place, *was);
        m_plan.setValue(place, {}); // nobody comes back to a kind that there is not
    }
    m_plan.setValue(path, quoted(name));
    for (const KeyDescription &key : kind->keys) {
        const QStringList place = object + QStringList{key.name};
        if (!m_plan.value(place).isEmpty())
            continue;
        if (const QByteArray value = takeBack(place, key.type, key.shape); !value.isEmpty())
            m_plan.setValue(place, value);
    }
    if (path.front() != operationsKey)
        return;
    giveConnection(object, *kind);
    takeConnection(kinds);
}

void KindChange::forget()
{
    m_aside.clear();
    m_given.clear();
    m_connection.clear();
}

void KindChange::giveConnection(const QStringList &operation, const KindDescription &kind)
{
    for (const KeyDescription &key : kind.keys) {
        const QStringList place = operation + QStringList{key.name};
        if (key.type != KeyType::Connection || !key.required)
            continue;
        const QString named = plainText(m_plan.value(place));
        if (m_plan.names({connectionsKey}).isEmpty() && (named.isEmpty() || named == m_given)) {
            m_given = u"main"_s;
            m_plan.setValue({connectionsKey, m_given},
                            m_connection.isEmpty() ? R"({"driver": "postgresql", "host": "localhost"})" : m_connection);
        }
        if (const QStringList names = m_plan.names({connectionsKey}); named.isEmpty() && !names.isEmpty())
            m_plan.setValue(place, quoted(names.front()));
    }
}

// It came with the first of them, and would be left there.
void KindChange::takeConnection(const std::vector<KindDescription> &kinds)
{
    const QStringList operations = m_plan.names({operationsKey});
    const bool isUsed = std::any_of(operations.begin(), operations.end(), [&](const QString &operation) {
        const QStringList place{operationsKey, operation};
        const KindDescription *kind = find(kinds, plainText(m_plan.value(place + QStringList{u"kind"_s})));
        return kind && std::any_of(kind->keys.begin(), kind->keys.end(), [&](const KeyDescription &key) {
                   return key.type == KeyType::Connection && !m_plan.value(place + QStringList{key.name}).isEmpty();
               });
    });
    const QStringList place{connectionsKey, m_given};
    if (m_given.isEmpty() || isUsed || m_plan.value(place).isEmpty())
        return;
    m_connection = m_plan.value(place);
    m_plan.setValue(place, {});
}

void KindChange::putAside(const QStringList &place, const KeyDescription &key)
{
    const QByteArray value = m_plan.value(place);
    if (value.isEmpty()) // it stood there twice
        return;
    takeBack(place, key.type, key.shape); // what is newer counts
    m_aside.push_back({place, key.type, key.shape, value});
}

QByteArray KindChange::takeBack(const QStringList &place, KeyType type, KeyShape shape)
{
    const auto found = std::find_if(m_aside.begin(), m_aside.end(), [&](const Aside &aside) {
        return aside.place == place && aside.type == type && aside.shape == shape;
    });
    if (found == m_aside.end())
        return {};
    const QByteArray value = found->value;
    m_aside.erase(found);
    return value;
}

} // namespace batchdeck
