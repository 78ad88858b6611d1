#include "models/watchmodel.h"

#include "models/rowtext.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace batchdeck {

namespace {

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
{
}

void WatchModel::setAtWork(bool isAtWork)
{
    if (std::exchange(m_isAtWork, isAtWork) != isAtWork && rowCount() > 0)
        Q_EMIT dataChanged(QAbstractTableModel::index(0, RecordState),
                           QAbstractTableModel::index(rowCount() - 1, RecordState));
}

void WatchModel::setRecords(Records records)
{
    const Records before = std::exchange(m_records, std::move(records));
    m_counts = {};
    for (const PastRecord &record : *m_records)
        ++m_counts[batchdeck::index(record.state)];
    if (before->size() == m_records->size() && passing() == m_passing)
        return tell(*before);
    if (before->size() != m_records->size()) {
        beginResetModel();
        m_passing = passing();
        m_order = RowOrder(quint32(m_records->size()));
        m_order.setShown(m_passing);
        endResetModel();
        return;
    }
    filter();
}

void WatchModel::tell(const std::vector<PastRecord> &before)
{
    int first = rowCount();
    int last = -1;
    for (quint32 row = 0; row < m_records->size(); ++row) {
        if ((*m_records)[row] == before[row])
            continue;
        if (const int position = m_order.positionOf(row); position >= 0) {
            first = std::min(first, position);
            last = std::max(last, position);
        }
    }
    if (last >= 0)
        Q_EMIT dataChanged(QAbstractTableModel::index(first, 0), QAbstractTableModel::index(last, Why));
}

// ---- Which rows, in which order

void WatchModel::setStates(StateSet states)
{
    m_states = states;
    filter();
}

void WatchModel::setMatches(std::optional<RowBits> rows)
{
    m_matches = std::move(rows);
    filter();
}

void WatchModel::setOnly(std::optional<RowBits> rows)
{
    m_only = std::move(rows);
    filter();
}

void WatchModel::setOrder(Arrangement order)
{
    if (order.rows.empty() ? m_order.isAsInFile() : order.rows.size() != m_records->size())
        return; // of other records
    beginResetModel();
    m_order.setOrder(std::move(order), m_passing);
    endResetModel();
}

RowBits WatchModel::passing() const
{
    RowBits rows(quint32(m_records->size()));
    if (m_states.isEmpty())
        rows.setAll();
    else
        for (const PastRecord &record : *m_records) {
            if (m_states.contains(record.state))
                rows.set(record.row);
        }
    for (const auto *others : {&m_matches, &m_only}) {
        if (!*others)
            continue;
        for (std::size_t word = 0; word < rows.words().size(); ++word)
            rows.words()[word] &= (*others)->words()[word];
    }
    return rows;
}

void WatchModel::filter()
{
    RowBits rows = passing();
    if (rows == m_passing)
        return;
    beginResetModel();
    m_passing = std::move(rows);
    m_order.setShown(m_passing);
    endResetModel();
}

// ---- Cells

int WatchModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_order.size();
}

int WatchModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

// Whether some program is at work with it, nobody has written.
bool WatchModel::isOpen(const PastRecord &record) const
{
    return m_isAtWork && record.state == State::Queued;
}

QString WatchModel::why(const PastRecord &record) const
{
    return isEnded(record.state) && record.state != State::Succeeded ? m_source.error(record.row) : QString();
}

QString WatchModel::text(const PastRecord &record, Column column) const
{
    switch (column) {
    case Number:
        return QLocale().toString(record.row + 1);
    case Label:
        return m_source.label(record.row);
    case RecordState:
        return record.state == State::Running ? tr("At work, or next")
            : isOpen(record)                  ? tr("Not ended yet")
                                              : RowText::word(record.state);
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
    const PastRecord &record = (*m_records)[m_order.rowAt(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(record, Column(index.column()));
    case Qt::ToolTipRole:
        if (index.column() == Ended && record.ended != 0)
            return QLocale().toString(QDateTime::fromMSecsSinceEpoch(record.ended));
        if (index.column() == RecordState && isOpen(record))
            return tr("Whether it is at work, its journal does not say: what may be run twice is written down when it "
                      "ends.");
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
