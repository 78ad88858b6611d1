#include "models/failuretext.h"

#include "models/coretext.h"

#include <QLocale>
#include <QStringList>

#include <algorithm>

namespace batchdeck {

namespace {

constexpr std::size_t mostKinds = 3;
constexpr std::size_t longest = 180; // letters of all that are named; who shows them cuts what has no room

} // namespace

QString FailureText::brief(const FailureSettings &settings)
{
    using Then = FailureSettings::Then;
    if (settings.then == Then::Continue)
        return tr("never");
    if (settings.then == Then::FirstSuccess)
        return tr("first success");
    QStringList limits;
    if (settings.alike)
        limits += tr("%1 alike").arg(QLocale().toString(*settings.alike));
    if (settings.percent)
        limits += tr("%1%").arg(QLocale().toString(*settings.percent, 'g', 6));
    if (settings.count)
        limits += tr("%1 in all").arg(QLocale().toString(*settings.count));
    const QString brief = limits.isEmpty() ? tr("the first") : limits.join(tr(" or "));
    return settings.then == Then::Drain ? tr("%1: finish").arg(brief)
        : settings.then == Then::Cancel ? tr("%1: cancel").arg(brief)
                                        : brief;
}

QString FailureText::kinds(std::vector<FailureGroup> groups)
{
    std::erase_if(groups, [](const FailureGroup &group) { return group.count == 0; });
    const auto shown = std::min(groups.size(), mostKinds);
    std::partial_sort(groups.begin(), groups.begin() + std::ptrdiff_t(shown), groups.end(),
                      [](const FailureGroup &one, const FailureGroup &other) { return one.count > other.count; });
    const auto longestKind = qsizetype(longest / std::max<std::size_t>(shown, 1));
    QStringList kinds;
    for (std::size_t i = 0; i < shown; ++i) {
        const QString text = CoreText::told(groups[i].kind, groups[i].text.simplified());
        kinds += tr("%1 × %2").arg(QLocale().toString(groups[i].count),
                                   text.size() > longestKind ? QString(text.left(longestKind) + QChar(0x2026)) : text);
    }
    if (shown < groups.size())
        kinds += tr("%1\u00A0kinds\u00A0more").arg(QLocale().toString(quint32(groups.size() - shown)));
    return kinds.join(QStringLiteral("  ·  "));
}

} // namespace batchdeck
