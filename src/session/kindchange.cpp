#include "session/kindchange.h"

#include "core/jsontext.h"

#include <algorithm>

namespace batchdeck {

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
        putAside(object + QStringList{key}, was ? was->type : KeyType::Text, was ? was->shape : KeyShape::One);
    }
    m_plan.setValue(path, quoted(name));
    for (const KeyDescription &key : kind->keys) {
        const QStringList place = object + QStringList{key.name};
        if (!m_plan.value(place).isEmpty())
            continue;
        if (const QByteArray value = takeBack(place, key.type, key.shape); !value.isEmpty())
            m_plan.setValue(place, value);
    }
}

void KindChange::putAside(const QStringList &place, KeyType type, KeyShape shape)
{
    takeBack(place, type, shape); // what is newer counts
    m_aside.push_back({place, type, shape, m_plan.value(place)});
    m_plan.setValue(place, {});
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
