#pragma once

#include "session/plandocument.h"

namespace batchdeck {

// Gives parts of a plan another kind. What the other kind has as well stays; the rest is put aside, should somebody
// come back.
class KindChange final {
public:
    explicit KindChange(PlanDocument &plan)
        : m_plan(plan)
    {
    }

    // `path` leads to the kind's name; what all kinds have, `common`, stays.
    void change(const QStringList &path, const std::vector<KindDescription> &kinds,
                const std::vector<KeyDescription> &common, const QString &name);
    void forget() { m_aside.clear(); } // it is another plan

private:
    struct Aside {
        QStringList place;
        KeyType type;
        KeyShape shape;
        QByteArray value;
    };

    void putAside(const QStringList &place, KeyType type, KeyShape shape);
    QByteArray takeBack(const QStringList &place, KeyType type, KeyShape shape);

    PlanDocument &m_plan;
    std::vector<Aside> m_aside;
};

} // namespace batchdeck
