#include "models/recordmodel.h"

#include "core/recordnames.h"
#include "models/errornotes.h"
#include "models/rowtext.h"

#include <QLocale>

namespace batchdeck {

namespace {

constexpr int labelsKept = 2000; // a few screens

QVariant elapsed(const RecordRow &record, Instant now)
{
    if (isActive(record.state))
        return std::chrono::duration<double>(now - record.started).count();
    if (record.attempts == 0 || record.state == State::Queued)
        return {};
    return double(record.elapsed);
}

} // namespace

struct RecordModel::ColumnData {
    const char *title;
    Qt::Alignment alignment;
    QVariant (*value)(const RecordModel &, quint32 row);
    QVariant (*text)(const RecordModel &, const QVariant &value);
};

namespace {

QVariant grouped(const QVariant &value)
{
    return QLocale().toString(value.toUInt());
}

} // namespace

const RecordModel::ColumnData RecordModel::s_columns[] = {
    {QT_TR_NOOP("#"), Qt::AlignRight, [](const RecordModel &, quint32 row) { return QVariant(row + 1); },
     [](const RecordModel &, const QVariant &value) { return grouped(value); }},
    {QT_TR_NOOP("Label"), Qt::AlignLeft,
     [](const RecordModel &model, quint32 row) { return QVariant(model.label(row)); },
     [](const RecordModel &, const QVariant &value) { return value; }},
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
     [](const RecordModel &model, quint32 row) {
         const quint32 tries = model.status(row).record.tries;
         return tries == 0 ? QVariant() : QVariant(tries);
     },
     [](const RecordModel &model, const QVariant &value) {
         return model.m_attempts == 1 ? grouped(value)
                                      : QVariant(tr("%1/%2").arg(value.toUInt()).arg(model.m_attempts));
     }},
    {QT_TR_NOOP("Elapsed"), Qt::AlignRight,
     [](const RecordModel &model, quint32 row) { return elapsed(model.status(row).record, model.m_now); },
     [](const RecordModel &, const QVariant &value) { return QVariant(RowText::seconds(value.toDouble())); }},
    {QT_TR_NOOP("Note"), Qt::AlignLeft, [](const RecordModel &model, quint32 row) { return QVariant(model.note(row)); },
     [](const RecordModel &, const QVariant &value) { return value; }},
    {"", Qt::AlignHCenter, [](const RecordModel &model, quint32 row) { return QVariant(model.action(row)); },
     [](const RecordModel &, const QVariant &) { return QVariant(); }},
};

RecordModel::RecordModel(BatchRun &run, const ErrorNotes *errors, QObject *parent)
    : QAbstractTableModel(parent)
    , m_run(run)
    , m_errors(errors)
    , m_attempts(run.settings().retry.attempts)
    , m_labels(labelsKept)
{
}

bool RecordModel::refresh()
{
    m_run.takeChanges(m_changes);
    m_shown = nothing;
    if (m_changes.isEmpty())
        return false;
    m_attempts = m_run.settings().retry.attempts;
    // One range, however many: a view repaints what it shows of it once.
    quint32 first = nothing;
    quint32 last = 0;
    m_changes.forEach([&](quint32 row) {
        first = std::min(first, row);
        last = std::max(last, row);
    });
    Q_EMIT dataChanged(index(int(first), RecordState), index(int(last), Action));
    return true;
}

void RecordModel::showTime()
{
    m_shown = nothing;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, Elapsed), index(rowCount() - 1, Note));
}

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
    return parent.isValid() ? 0 : int(m_run.batch().size());
}

int RecordModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant RecordModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto row = quint32(index.row());
    const ColumnData &column = s_columns[index.column()];
    switch (role) {
    case Qt::DisplayRole: {
        const QVariant value = column.value(*this, row);
        return value.isValid() ? column.text(*this, value) : QVariant();
    }
    case ValueRole:
        return column.value(*this, row);
    case StateRole:
        return int(status(row).record.state);
    case ActionRole:
        return action(row);
    case Qt::ToolTipRole:
        if (index.column() == Action)
            switch (action(row)) {
            case Cancel:
                return tr("Cancel this record (Ctrl+.)");
            case Retry:
                return tr("Run this record again (Ctrl+R)");
            case NoAction:
                return {};
            }
        return index.column() == Note || index.column() == Label ? column.value(*this, row) : QVariant();
    case Qt::TextAlignmentRole:
        return int(column.alignment | Qt::AlignVCenter);
    default:
        return {};
    }
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
    if (m_shown != row) {
        m_status = m_run.status(row);
        m_now = Clock::now();
        m_shown = row;
    }
    return m_status;
}

QString RecordModel::label(quint32 row) const
{
    if (const QString *known = m_labels.object(row))
        return *known;
    QString label = m_run.batch().isInvalid(row) ? QString() : RecordNames().label(m_run.batch().record(row));
    if (label.isEmpty())
        label = tr("Record %1").arg(QLocale().toString(row + 1));
    m_labels.insert(row, new QString(label));
    return label;
}

RecordModel::RowAction RecordModel::action(quint32 row) const
{
    const RecordRow &record = status(row).record;
    return actionOf(record.state, record.reason);
}

QString RecordModel::note(quint32 row) const
{
    const RecordStatus &shown = status(row);
    if (!RowText::isItsError(shown.record.state))
        return RowText::note(m_run, row, shown, m_now);
    const QString error = m_errors ? m_errors->note(row) : QString();
    return error.isEmpty() ? shown.errorKind : error;
}

} // namespace batchdeck
