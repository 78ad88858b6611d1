#include "models/failuremodel.h"

#include "models/coretext.h"
#include "models/rowtext.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace batchdeck {

namespace {

QVariant time(const QVariant &value)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(value.toLongLong()).time(), QStringLiteral("HH:mm:ss"));
}

bool isLess(const QVariant &one, const QVariant &other)
{
    return QVariant::compare(one, other) == QPartialOrdering::Less;
}

} // namespace

struct FailureModel::ColumnData {
    const char *title;
    Qt::Alignment alignment;
    QVariant (*value)(const FailureGroup &);
    QVariant (*text)(const QVariant &value);
};

const FailureModel::ColumnData FailureModel::s_columns[] = {
    {QT_TR_NOOP("Error"), Qt::AlignLeft,
     [](const FailureGroup &group) {
         return QVariant(group.isOther ? tr("Other errors, each unlike the rest")
                                       : CoreText::told(group.kind, group.text.simplified()));
     },
     [](const QVariant &value) { return value; }},
    {QT_TR_NOOP("Kind"), Qt::AlignLeft, [](const FailureGroup &group) { return QVariant(group.kind); },
     [](const QVariant &value) { return value; }},
    {QT_TR_NOOP("Records"), Qt::AlignRight, [](const FailureGroup &group) { return QVariant(group.count); },
     [](const QVariant &value) { return QVariant(QLocale().toString(value.toUInt())); }},
    {QT_TR_NOOP("First"), Qt::AlignRight, [](const FailureGroup &group) { return QVariant(group.first); }, time},
    {QT_TR_NOOP("Last"), Qt::AlignRight, [](const FailureGroup &group) { return QVariant(group.last); }, time},
};

FailureModel::FailureModel(const FailureGroups &groups, QObject *parent)
    : QAbstractTableModel(parent)
    , m_source(groups)
{
    refresh();
}

bool FailureModel::refresh()
{
    const quint32 revision = m_source.revision();
    if (revision == m_revision)
        return false;
    m_revision = revision;
    std::vector<FailureGroup> groups = m_source.groups();
    std::vector<bool> isShown(groups.size());
    for (const int number : m_shown)
        isShown[std::size_t(number)] = true;
    std::vector<int> fresh;
    for (std::size_t number = 0; number < groups.size(); ++number) {
        if (!isShown[number] && groups[number].count > 0)
            fresh.push_back(int(number));
    }
    m_groups = std::move(groups);
    if (!m_shown.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columns - 1));
    if (!fresh.empty()) {
        beginInsertRows({}, rowCount(), rowCount() + int(fresh.size()) - 1);
        m_shown.insert(m_shown.end(), fresh.begin(), fresh.end());
        endInsertRows();
    }
    return true;
}

void FailureModel::drop()
{
    refresh();
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (m_groups[std::size_t(m_shown[std::size_t(row)])].count > 0)
            continue;
        beginRemoveRows({}, row, row);
        m_shown.erase(m_shown.begin() + row);
        endRemoveRows();
    }
}

int FailureModel::count() const
{
    return int(std::count_if(m_groups.begin(), m_groups.end(), [](const FailureGroup &g) { return g.count > 0; }));
}

int FailureModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

int FailureModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant FailureModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int number = m_shown[std::size_t(index.row())];
    const FailureGroup &group = m_groups[std::size_t(number)];
    const ColumnData &column = s_columns[index.column()];
    switch (role) {
    case Qt::DisplayRole:
        return column.text(column.value(group));
    case ValueRole:
        return column.value(group);
    case StateRole:
        return int(group.state);
    case RecordsRole:
        return group.count;
    case GroupRole:
        return number;
    case QuietRole:
        return group.count == 0;
    case Qt::ToolTipRole:
        if (index.column() == First || index.column() == Last)
            return QLocale().toString(QDateTime::fromMSecsSinceEpoch(column.value(group).toLongLong()));
        return index.column() == Error ? column.value(group) : QVariant();
    case Qt::AccessibleTextRole: // the icon says it to those who see
        return index.column() == Error ? tr("%1: %2").arg(RowText::word(group.state), column.value(group).toString())
                                       : column.text(column.value(group));
    case Qt::TextAlignmentRole:
        return int(column.alignment | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant FailureModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columns)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return tr(s_columns[section].title);
    case Qt::TextAlignmentRole:
        return int(s_columns[section].alignment | Qt::AlignVCenter);
    default:
        return {};
    }
}

void FailureModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || column >= columns)
        return;
    refresh();
    Q_EMIT layoutAboutToBeChanged();
    const std::vector<int> before = m_shown;
    std::stable_sort(m_shown.begin(), m_shown.end(), [&](int one, int other) {
        const auto value = s_columns[column].value;
        if (order == Qt::DescendingOrder)
            std::swap(one, other);
        return isLess(value(m_groups[std::size_t(one)]), value(m_groups[std::size_t(other)]));
    });
    const QModelIndexList indexes = persistentIndexList();
    for (const QModelIndex &from : indexes) {
        const auto to = std::find(m_shown.begin(), m_shown.end(), before[std::size_t(from.row())]);
        changePersistentIndex(from, index(int(to - m_shown.begin()), from.column()));
    }
    Q_EMIT layoutChanged();
}

} // namespace batchdeck
