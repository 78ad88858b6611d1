#include "models/needle.h"
#include "models/recordmodel.h"
#include "models/rownumbers.h"
#include "models/rowresults.h"
#include "models/rowtext.h"

#include <QLocale>

// What RecordModel shows in its cells.
namespace batchdeck {

namespace {

template <typename Number>
QVariant orEmpty(const std::optional<Number> &number)
{
    return number ? QVariant(*number) : QVariant();
}

QVariant grouped(const QVariant &value)
{
    return QLocale().toString(value.toUInt());
}

QVariant moment(const QVariant &value)
{
    const QDateTime when = value.toDateTime();
    const QString time = when.toString(QStringLiteral("HH:mm:ss"));
    if (when.date() == QDate::currentDate())
        return time;
    return QString(QLocale().toString(when.date(), QLocale::ShortFormat) + QLatin1Char(' ') + time);
}

// As searchTexts() does.
bool isSearched(int column)
{
    switch (column) {
    case RecordModel::Label:
    case RecordModel::Id:
    case RecordModel::Operation:
    case RecordModel::Target:
    case RecordModel::ErrorText:
        return true;
    default:
        return false;
    }
}

} // namespace

struct RecordModel::ColumnData {
    const char *title;
    Qt::Alignment alignment;
    QVariant (*value)(const RecordModel &, quint32 row);
    QVariant (*text)(const RecordModel &, const QVariant &value) = nullptr; // nothing: the value is the text
};

const RecordModel::ColumnData RecordModel::s_columns[] = {
    {QT_TR_NOOP("#"), Qt::AlignRight, [](const RecordModel &, quint32 row) { return QVariant(row + 1); },
     [](const RecordModel &, const QVariant &value) { return grouped(value); }},
    {QT_TR_NOOP("Label"), Qt::AlignLeft,
     [](const RecordModel &model, quint32 row) { return QVariant(model.names(row).label); }},
    {QT_TR_NOOP("Id"), Qt::AlignLeft,
     [](const RecordModel &model, quint32 row) { return QVariant(model.names(row).id); }},
    {QT_TR_NOOP("Operation"), Qt::AlignLeft,
     [](const RecordModel &model, quint32 row) { return QVariant(model.names(row).operation); }},
    {QT_TR_NOOP("Target"), Qt::AlignLeft,
     [](const RecordModel &model, quint32 row) { return QVariant(model.names(row).target); }},
    {QT_TR_NOOP("State"), Qt::AlignLeft,
     [](const RecordModel &model, quint32 row) { return QVariant(int(model.status(row).record.state)); },
     [](const RecordModel &, const QVariant &value) { return QVariant(RowText::word(State(value.toInt()))); }},
    {QT_TR_NOOP("Progress"), Qt::AlignLeft,
     [](const RecordModel &model, quint32 row) {
         const RecordStatus &status = model.status(row);
         return isActive(status.record.state) ? QVariant(status.progress) : QVariant();
     },
     [](const RecordModel &, const QVariant &value) {
         return value.toDouble() < 0 ? QVariant() : QVariant(tr("%1%").arg(int(value.toDouble() * 100)));
     }},
    {QT_TR_NOOP("Try"), Qt::AlignLeft,
     [](const RecordModel &model, quint32 row) { return orEmpty(triesOf(model.status(row).record)); },
     [](const RecordModel &model, const QVariant &value) {
         return model.m_attempts == 1 || value.toInt() > model.m_attempts
             ? grouped(value)
             : QVariant(tr("%1/%2").arg(value.toUInt()).arg(model.m_attempts));
     }},
    {QT_TR_NOOP("Started"), Qt::AlignRight,
     [](const RecordModel &model, quint32 row) {
         const std::optional<Instant> started = startedOf(model.status(row).record);
         return started ? QVariant(model.m_wallClock.at(*started)) : QVariant();
     },
     [](const RecordModel &, const QVariant &value) { return moment(value); }},
    {QT_TR_NOOP("Elapsed"), Qt::AlignRight,
     [](const RecordModel &model, quint32 row) { return orEmpty(elapsedOf(model.status(row).record, model.m_now)); },
     [](const RecordModel &, const QVariant &value) { return QVariant(RowText::seconds(value.toDouble())); }},
    {QT_TR_NOOP("Waits for"), Qt::AlignLeft,
     [](const RecordModel &model, quint32 row) {
         return QVariant(RowText::waiting(model.m_run, row, model.status(row).waiting, model.m_now));
     }},
    {QT_TR_NOOP("Result"), Qt::AlignLeft,
     [](const RecordModel &model, quint32 row) {
         const RecordRow &record = model.status(row).record;
         return model.m_results && record.state == State::Succeeded
             ? QVariant(model.m_results->of(row, record.attempts))
             : QVariant();
     }},
    {QT_TR_NOOP("Error"), Qt::AlignLeft,
     [](const RecordModel &model, quint32 row) { return QVariant(model.m_texts.error(row, model.status(row))); }},
    {"", Qt::AlignHCenter, [](const RecordModel &model, quint32 row) { return QVariant(model.action(row)); },
     [](const RecordModel &, const QVariant &) { return QVariant(); }},
};

RecordModel::RowAction RecordModel::actionOf(State state, StopReason reason)
{
    if (isActive(state) && reason != StopReason::None)
        return NoAction; // it is being stopped already, if only after its commit
    switch (state) {
    case State::Queued:
    case State::Running:
    case State::Committing:
    case State::Backoff:
        return Cancel;
    case State::Failed:
    case State::TimedOut:
    case State::Cancelled:
    case State::Skipped:
        return Retry;
    case State::Invalid:
    case State::Stopping:
    case State::Unresponsive:
    case State::Succeeded: // nothing that succeeded runs twice by a slip
    case State::InDoubt: // nor what may have
        break;
    }
    return NoAction;
}

int RecordModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_order.size();
}

int RecordModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant RecordModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const quint32 row = rowAt(index.row());
    const ColumnData &column = s_columns[index.column()];
    switch (role) {
    case Qt::DisplayRole: {
        const QVariant value = column.value(*this, row);
        return value.isValid() && column.text ? column.text(*this, value) : value;
    }
    case ValueRole:
        return column.value(*this, row);
    case StateRole:
        return int(status(row).record.state);
    case ActionRole:
        return action(row);
    case RowRole:
        return row;
    case WantedRole:
        return m_matches && isSearched(index.column()) ? QVariant(m_matches->wanted) : QVariant();
    case Qt::ToolTipRole:
        return toolTip(index, row);
    case Qt::AccessibleTextRole: // a button has no text to be read out
        return index.column() == Action ? toolTip(index, row) : QVariant();
    case Qt::TextAlignmentRole:
        return int(column.alignment | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant RecordModel::toolTip(const QModelIndex &index, quint32 row) const
{
    switch (index.column()) {
    case Action:
        switch (action(row)) {
        case Cancel:
            return tr("Cancel this record (Ctrl+.)");
        case Retry:
            return tr("Run this record again (Ctrl+R)");
        case NoAction:
            return {};
        }
        return {};
    case Started: {
        const QVariant started = s_columns[Started].value(*this, row);
        return started.isValid() ? QLocale().toString(started.toDateTime(), QLocale::LongFormat) : QVariant();
    }
    case Label:
        return QVariant(index.data().toString() + whereWanted(row));
    case Id:
    case Operation:
    case Target:
    case Waits:
    case Result:
    case ErrorText:
        return index.data();
    default:
        return {};
    }
}

// Why a search has found it, where that need not be in sight.
QString RecordModel::whereWanted(quint32 row) const
{
    if (!m_matches || m_matches->wanted.isEmpty())
        return {};
    const Needle needle(m_matches->wanted);
    const RecordName &name = names(row);
    QString where;
    const auto add = [&](const QString &sentence) { where += QLatin1Char('\n') + sentence.arg(m_matches->wanted); };
    if (needle.isIn(name.id))
        add(tr("“%1” is in its id."));
    if (needle.isIn(name.operation))
        add(tr("“%1” is in its operation."));
    if (needle.isInEntry(m_run.batch().entry(row)))
        add(tr("“%1” is in its entry."));
    return where;
}

QVariant RecordModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columns)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return *s_columns[section].title ? QVariant(tr(s_columns[section].title)) : QVariant();
    case Qt::TextAlignmentRole:
        return int(s_columns[section].alignment | Qt::AlignVCenter);
    default:
        return {};
    }
}

const RecordStatus &RecordModel::status(quint32 row) const
{
    if (m_statusRow != row) {
        m_status = m_run.status(row);
        m_now = Clock::now();
        m_statusRow = row;
    }
    return m_status;
}

const RecordName &RecordModel::names(quint32 row) const
{
    if (std::exchange(m_namesAfter, m_run.batch().edits()) != m_run.batch().edits())
        m_names.clear();
    if (const RecordName *known = m_names.object(row))
        return *known;
    auto *name = new RecordName(m_texts.names(row));
    m_names.insert(row, name);
    return *name;
}

RecordModel::RowAction RecordModel::action(quint32 row) const
{
    const RecordRow &record = status(row).record;
    return actionOf(record.state, record.reason);
}

} // namespace batchdeck
