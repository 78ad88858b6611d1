#include "widgets/preferences.h"

#include "core/runsettings.h"

#include <QFileInfo>

#include <algorithm>

namespace batchdeck {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype mostRecent = 10;
const QString recentKey = u"recentFiles"_s;
const QString geometryKey = u"geometry"_s;
const QString columnsKey = u"table/columns"_s;
const QStringList looks = {u"system"_s, u"light"_s, u"dark"_s};
const QString lookKey = u"look"_s;

// Every value with its name: reading and writing are the same walk.
template <typename Each>
void eachValue(Liking &liking, const Each &each)
{
    each(u"language"_s, liking.language);
    each(u"tells"_s, liking.tells);
    each(u"asksToCancel"_s, liking.asksToCancel);
    each(u"asksForServer"_s, liking.asksForServer);
    each(u"jobs"_s, liking.jobs);
    each(u"timeout"_s, liking.timeout);
    each(u"alike"_s, liking.alike);
    each(u"keptDays"_s, liking.keptDays);
}

} // namespace

Preferences::Preferences(QSettings &store, QObject *parent)
    : QObject(parent)
    , m_store(store)
{
    eachValue(m_liking, [&](const QString &name, auto &value) {
        using Value = std::remove_reference_t<decltype(value)>;
        const QVariant kept = m_store.value(name, QVariant::fromValue(value));
        if (kept.canConvert<Value>())
            value = kept.value<Value>();
    });
    m_liking.look = Liking::Look(std::max(qsizetype(0), looks.indexOf(m_store.value(lookKey).toString())));
    m_liking.jobs = std::clamp(m_liking.jobs, 1, maxConcurrency); // somebody may have edited the file
    m_liking.timeout = std::max(m_liking.timeout, 0);
    m_liking.alike = std::max(m_liking.alike, 0);
    m_liking.keptDays = std::clamp(m_liking.keptDays, 1, 3650);
}

void Preferences::setLiking(const Liking &liking)
{
    if (m_liking == liking)
        return;
    m_liking = liking;
    eachValue(m_liking, [&](const QString &name, const auto &value) { m_store.setValue(name, value); });
    m_store.setValue(lookKey, looks[int(liking.look)]);
    Q_EMIT likingChanged();
}

QStringList Preferences::recentFiles() const
{
    return m_store.value(recentKey).toStringList();
}

void Preferences::addRecentFile(const QString &path)
{
    QStringList files = recentFiles();
    const QString full = QFileInfo(path).absoluteFilePath();
    files.removeAll(full);
    files.prepend(full);
    m_store.setValue(recentKey, QStringList(files.first(std::min(files.size(), mostRecent))));
    Q_EMIT recentFilesChanged();
}

void Preferences::forgetRecentFiles()
{
    m_store.remove(recentKey);
    Q_EMIT recentFilesChanged();
}

Preferences::Panes Preferences::panes() const
{
    Panes panes;
    const auto number = [this](const QString &key) { return m_store.value(key, 0).toInt(); };
    panes.across = m_store.value(u"panes/across"_s).toByteArray();
    panes.down = m_store.value(u"panes/down"_s).toByteArray();
    panes.details = m_store.value(u"panes/details"_s, true).toBool();
    panes.bottom = m_store.value(u"panes/bottom"_s, true).toBool();
    panes.detailsPage = number(u"panes/detailsPage"_s);
    panes.bottomPage = number(u"panes/bottomPage"_s);
    panes.recordView = number(u"panes/recordView"_s);
    panes.resultView = number(u"panes/resultView"_s);
    return panes;
}

void Preferences::setPanes(const Panes &panes)
{
    m_store.setValue(u"panes/across"_s, panes.across);
    m_store.setValue(u"panes/down"_s, panes.down);
    m_store.setValue(u"panes/details"_s, panes.details);
    m_store.setValue(u"panes/bottom"_s, panes.bottom);
    m_store.setValue(u"panes/detailsPage"_s, panes.detailsPage);
    m_store.setValue(u"panes/bottomPage"_s, panes.bottomPage);
    m_store.setValue(u"panes/recordView"_s, panes.recordView);
    m_store.setValue(u"panes/resultView"_s, panes.resultView);
}

QStringList Preferences::columns() const
{
    return m_store.value(columnsKey).toStringList();
}

void Preferences::setColumns(const QStringList &columns)
{
    m_store.setValue(columnsKey, columns);
}

QByteArray Preferences::geometry() const
{
    return m_store.value(geometryKey).toByteArray();
}

void Preferences::setGeometry(const QByteArray &geometry)
{
    m_store.setValue(geometryKey, geometry);
}

} // namespace batchdeck
