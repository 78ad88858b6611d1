#include "models/watchmodel.h"

#include "models/rowtext.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace batchdeck {

namespace {

constexpr int mostKnown = 500; // errors: more than are ever seen at once

constexpr const char *titles[WatchModel::columns] = {
    QT_TRANSLATE_NOOP("batchdeck::WatchModel", "#"),     QT_TRANSLATE_NOOP("batchdeck::WatchModel", "Label"),
    QT_TRANSLATE_NOOP("batchdeck::WatchModel", "State"), QT_TRANSLATE_NOOP("batchdeck::WatchModel", "Tries"),
    QT_TRANSLATE_NOOP("batchdeck::WatchModel", "Took"),  QT_TRANSLATE_NOOP("batchdeck::WatchModel", "Ended"),
    QT_TRANSLATE_NOOP("batchdeck::WatchModel", "Error"),
};

bool isNumber(int column)
{
    return column == WatchModel::Number || column == WatchModel::Tries || column == WatchModel::Elapsed;
}

} // namespace

WatchModel::WatchModel(Source source, QObject *parent)
    : QAbstractTableModel(parent)
    , m_source(std::move(source))
    , m_errors(mostKnown)
{
}

void WatchModel::setRecords(std::vector<PastRecord> records)
{
    const bool isSame = records.size() == m_records.size();
    const auto changed = std::mismatch(records.begin(), records.end(), m_records.begin(), m_records.end());
    if (isSame && changed.first == records.end())
        return;
    quint32 last = 0; // row that changed
    m_counts = {};
    for (const PastRecord &record : records) {
        ++m_counts[batchdeck::index(record.state)];
        if (isSame && record != m_records[record.row])
            last = record.row;
    }
    const auto first = quint32(changed.first - records.begin());
    m_errors.clear();
    if (isSame && m_states.isEmpty()) {
        m_records = std::move(records);
        Q_EMIT dataChanged(QAbstractTableModel::index(int(first), 0), QAbstractTableModel::index(int(last), Why));
        return;
    }
    beginResetModel();
    m_records = std::move(records);
    m_shown = passing();
    endResetModel();
}

void WatchModel::setStates(StateSet states)
{
    if (states == m_states)
        return;
    beginResetModel();
    m_states = states;
    m_shown = passing();
    endResetModel();
}

std::vector<quint32> WatchModel::passing() const
{
    std::vector<quint32> rows;
    for (const PastRecord &record : m_records) {
        if (!m_states.isEmpty() && m_states.contains(record.state))
            rows.push_back(record.row);
    }
    return rows;
}

const PastRecord &WatchModel::at(int position) const
{
    return m_records[m_states.isEmpty() ? std::size_t(position) : m_shown[std::size_t(position)]];
}

int WatchModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_states.isEmpty() ? m_records.size() : m_shown.size());
}

int WatchModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QString WatchModel::why(const PastRecord &record) const
{
    if (record.state == State::Invalid || !isEnded(record.state) || record.state == State::Succeeded)
        return {};
    if (const QString *known = m_errors.object(record.row))
        return *known;
    auto *asked = new QString(m_source.error(record.row).simplified());
    m_errors.insert(record.row, asked);
    return *asked;
}

QString WatchModel::text(const PastRecord &record, Column column) const
{
    switch (column) {
    case Number:
        return QLocale().toString(record.row + 1);
    case Label:
        return m_source.label(record.row);
    case RecordState:
        return record.state == State::Running ? tr("At work, or next") : RowText::word(record.state);
    case Tries:
        return record.attempts == 0 ? QString() : QLocale().toString(record.attempts);
    case Elapsed:
        return record.ended == 0 ? QString() : RowText::seconds(record.elapsed);
    case Ended:
        return record.ended == 0
            ? QString()
            : QLocale().toString(QDateTime::fromMSecsSinceEpoch(record.ended).time(), QStringLiteral("HH:mm:ss"));
    case Why:
        return why(record);
    }
    return {};
}

QVariant WatchModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const PastRecord &record = at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(record, Column(index.column()));
    case Qt::ToolTipRole:
        if (index.column() == Ended && record.ended != 0)
            return QLocale().toString(QDateTime::fromMSecsSinceEpoch(record.ended));
        return index.column() == Why ? why(record) : QString();
    case StateRole:
        return int(record.state);
    case RowRole:
        return record.row;
    case Qt::TextAlignmentRole:
        return int((isNumber(index.column()) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant WatchModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columns)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((isNumber(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    return role == Qt::DisplayRole ? tr(titles[section]) : QVariant();
}

} // namespace batchdeck
