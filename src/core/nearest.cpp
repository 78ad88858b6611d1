#include "core/nearest.h"

#include <algorithm>
#include <vector>

namespace batchdeck {

namespace {

constexpr qsizetype longestName = 64; // of those that are compared
constexpr qsizetype mostListed = 12;

// Letters to add, to drop, to change or to swap with their neighbour, until one is the other.
qsizetype distance(const QString &from, const QString &to)
{
    std::vector<qsizetype> beforeLast;
    std::vector<qsizetype> last(to.size() + 1);
    std::vector<qsizetype> now(to.size() + 1);
    for (qsizetype at = 0; at <= to.size(); ++at)
        last[at] = at;
    for (qsizetype row = 1; row <= from.size(); ++row) {
        now[0] = row;
        for (qsizetype at = 1; at <= to.size(); ++at) {
            const bool isSame = from[row - 1] == to[at - 1];
            now[at] = std::min({last[at] + 1, now[at - 1] + 1, last[at - 1] + (isSame ? 0 : 1)});
            if (row > 1 && at > 1 && from[row - 1] == to[at - 2] && from[row - 2] == to[at - 1])
                now[at] = std::min(now[at], beforeLast[at - 2] + 1);
        }
        beforeLast = std::exchange(last, now);
    }
    return last[to.size()];
}

} // namespace

std::optional<QString> nearest(const QString &written, const QStringList &known)
{
    if (written.isEmpty() || written.size() > longestName)
        return {};
    std::optional<QString> found;
    qsizetype least = std::max<qsizetype>(1, written.size() / 3) + 1;
    for (const QString &name : known) {
        if (name.size() > longestName || std::abs(name.size() - written.size()) >= least)
            continue;
        if (const qsizetype away = distance(written.toLower(), name.toLower()); away < least) {
            least = away;
            found = name;
        }
    }
    return found;
}

QString listed(const QStringList &names)
{
    QStringList quoted;
    for (const QString &name : names.first(std::min(names.size(), mostListed)))
        quoted << QStringLiteral("“%1”").arg(name.size() > longestName ? name.left(longestName) + u'…' : name);
    QString list = quoted.join(QStringLiteral(", "));
    if (names.size() > mostListed)
        list += QStringLiteral(" and %1 more").arg(names.size() - mostListed);
    return list;
}

QString nearestHint(const QString &written, const QStringList &known)
{
    if (const auto meant = nearest(written, known))
        return QStringLiteral("Did you mean “%1”?").arg(*meant);
    return known.isEmpty() ? QStringLiteral("There are none.") : QStringLiteral("There are: %1.").arg(listed(known));
}

} // namespace batchdeck
