#pragma once

#include "session/plandocument.h"

namespace batchdeck {

// Gives parts of a plan another kind. What the other kind has as well stays; the rest is put aside, should somebody
// come back. An operation that needs a connection where there is none gets one, which goes with the last of them.
class KindChange final {
public:
    explicit KindChange(PlanDocument &plan)
        : m_plan(plan)
    {
    }

    // `path` leads to the kind's name; what all kinds have, `common`, stays.
    void change(const QStringList &path, const std::vector<KindDescription> &kinds,
                const std::vector<KeyDescription> &common, const QString &name);
    void forget(); // it is another plan

private:
    struct Aside {
        QStringList place;
        KeyType type;
        KeyShape shape;
        QByteArray value;
    };

    void putAside(const QStringList &place, const KeyDescription &key);
    QByteArray takeBack(const QStringList &place, KeyType type, KeyShape shape);

    void giveConnection(const QStringList &operation, const KindDescription &kind);
    void takeConnection(const std::vector<KindDescription> &kinds);

    PlanDocument &m_plan;
    std::vector<Aside> m_aside;
    QString m_given; // a connection's name
    QByteArray m_connection; // itself, as somebody has left it
};

} // namespace batchdeck
