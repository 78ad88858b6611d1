#include "core/plannedkeys.h"

#include <algorithm>

namespace batchdeck {

const PlannedKeys::Key *PlannedKeys::find(QStringView name) const
{
    const auto found = std::find_if(m_keys.begin(), m_keys.end(), [&](const Key &key) { return key.name == name; });
    return found == m_keys.end() ? nullptr : &*found;
}

bool PlannedKeys::says(QStringView name) const
{
    const Key *key = find(name);
    return key && !key->isStandard;
}

void PlannedKeys::remove(QStringView name)
{
    std::erase_if(m_keys, [&](const Key &key) { return key.name == name; });
}

bool PlannedKeys::operator==(const PlannedKeys &other) const
{
    const auto holdsAll = [](const PlannedKeys &keys, const PlannedKeys &of) {
        return std::all_of(of.m_keys.begin(), of.m_keys.end(), [&](const Key &key) {
            const Key *same = keys.find(key.name);
            return key.isStandard || (same && same->json == key.json);
        });
    };
    return holdsAll(*this, other) && holdsAll(other, *this);
}

} // namespace batchdeck
