#include "models/triesmodel.h"

#include "models/coretext.h"
#include "models/rowtext.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace batchdeck {

namespace {

constexpr const char *titles[] = {
    QT_TRANSLATE_NOOP("batchdeck::TriesModel", "Try"),  QT_TRANSLATE_NOOP("batchdeck::TriesModel", "Began"),
    QT_TRANSLATE_NOOP("batchdeck::TriesModel", "Took"), QT_TRANSLATE_NOOP("batchdeck::TriesModel", "Ended"),
    QT_TRANSLATE_NOOP("batchdeck::TriesModel", "Why"),
};

// Why an attempt was stopped.
constexpr const char *reasons[stopReasonCount] = {
    nullptr,
    QT_TRANSLATE_NOOP("batchdeck::TriesModel", "cancelled by hand"),
    QT_TRANSLATE_NOOP("batchdeck::TriesModel", "the run was cancelled"),
    QT_TRANSLATE_NOOP("batchdeck::TriesModel", "it took too long"),
    QT_TRANSLATE_NOOP("batchdeck::TriesModel", "ended by the failure policy"),
    QT_TRANSLATE_NOOP("batchdeck::TriesModel", "the program was closed"),
};

QString time(qint64 at)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(at).time(), QStringLiteral("HH:mm:ss"));
}

double seconds(Duration span)
{
    return std::chrono::duration<double>(span).count();
}

} // namespace

TriesModel::TriesModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

State TriesModel::stateOf(const PastEnd &end)
{
    if (end.became != State::Backoff && end.became != State::Queued)
        return end.became;
    const State state = verdict(end.report, end.reason).state;
    return state == State::Queued ? State::Cancelled : state;
}

void TriesModel::setEnds(std::vector<PastEnd> ends)
{
    if (ends == m_ends)
        return;
    const bool goOn = ends.size() > m_ends.size() && std::equal(m_ends.begin(), m_ends.end(), ends.begin());
    if (!goOn) {
        beginResetModel();
        m_ends = std::move(ends);
        endResetModel();
        return;
    }
    beginInsertRows({}, int(m_ends.size()), int(ends.size()) - 1);
    m_ends = std::move(ends);
    endInsertRows();
}

void TriesModel::setAtWork(const RecordStatus *status, Instant now)
{
    const int last = int(m_ends.size());
    if (!status) {
        if (!m_atWork)
            return;
        beginRemoveRows({}, last, last);
        m_atWork.reset();
        endRemoveRows();
        return;
    }
    const double elapsed = seconds(now - status->record.started);
    const AtWork attempt{status->record.attempts, status->record.state, status->record.reason,
                         QDateTime::currentMSecsSinceEpoch() - qint64(elapsed * 1000), elapsed};
    if (m_atWork && m_atWork->number == attempt.number) {
        const qint64 began = m_atWork->began; // the same however often it is worked out
        const bool isSame = m_atWork->state == attempt.state;
        m_atWork = attempt;
        m_atWork->began = isSame ? began : attempt.began;
        Q_EMIT dataChanged(index(last, 0), index(last, columns - 1));
        return;
    }
    if (m_atWork)
        setAtWork(nullptr, now);
    beginInsertRows({}, last, last);
    m_atWork = attempt;
    endInsertRows();
}

int TriesModel::attempts() const
{
    const auto ended =
        std::count_if(m_ends.begin(), m_ends.end(), [](const PastEnd &e) { return e.number > 0 && !e.writtenOff; });
    return int(ended) + (m_atWork ? 1 : 0);
}

int TriesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_ends.size()) + (m_atWork ? 1 : 0);
}

int TriesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QString TriesModel::why(const PastEnd &end)
{
    QStringList parts;
    if (end.leader != nothing && end.became == State::Succeeded && end.number == 0)
        parts += tr("shares the success of #%1").arg(QLocale().toString(end.leader + 1));
    else if (end.byHand)
        parts += tr("marked by hand");
    else if (end.interrupted)
        parts += tr("the program ended before it did");
    if (end.late)
        parts += end.reason == StopReason::Timeout ? tr("done, though past its timeout")
                                                   : tr("done: the cancel came too late");
    else if (const char *reason = reasons[int(end.reason)])
        parts += end.timeout ? tr("%1: %2").arg(tr(reason), RowText::seconds(seconds(*end.timeout))) : tr(reason);
    if (end.writtenOff)
        parts += tr("ended after it was given up");
    // The words of a stop are there already.
    if (end.reason == StopReason::None && !end.error.message.isEmpty())
        parts += CoreText::told(end.error.kind, end.error.message.simplified());
    if (end.became == State::Backoff)
        parts += tr("tried again");
    return parts.join(QStringLiteral(" · "));
}

QString TriesModel::why(const AtWork &attempt)
{
    const char *reason = reasons[int(attempt.reason)];
    return reason ? tr(reason) : QString();
}

QVariant TriesModel::value(int row, Column column) const
{
    const bool isOver = row < int(m_ends.size());
    const PastEnd *end = isOver ? &m_ends[std::size_t(row)] : nullptr;
    const quint32 number = end ? end->number : m_atWork->number;
    switch (column) {
    case Number:
        return number == 0 ? QVariant() : QVariant(number);
    case Began:
        if (!end)
            return m_atWork->began;
        if (end->interrupted) // nobody saw it
            return {};
        return end->ended - std::chrono::duration_cast<std::chrono::milliseconds>(end->elapsed).count();
    case Took:
        if (number == 0 || (end && end->interrupted))
            return {};
        return end ? seconds(end->elapsed) : m_atWork->seconds;
    case Ended:
        return int(end ? stateOf(*end) : m_atWork->state);
    case Why:
        return end ? why(*end) : why(*m_atWork);
    }
    return {};
}

QVariant TriesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto column = Column(index.column());
    const QVariant shown = value(index.row(), column);
    switch (role) {
    case Qt::DisplayRole:
        if (!shown.isValid())
            return {};
        switch (column) {
        case Number:
            return QLocale().toString(shown.toUInt());
        case Began:
            return time(shown.toLongLong());
        case Took:
            return RowText::seconds(shown.toDouble());
        case Ended:
            return RowText::word(State(shown.toInt()));
        case Why:
            return shown;
        }
        return {};
    case ValueRole:
        return shown;
    case StateRole:
        return value(index.row(), Ended);
    case Qt::ToolTipRole:
        if (column == Began && shown.isValid())
            return QLocale().toString(QDateTime::fromMSecsSinceEpoch(shown.toLongLong()));
        return column == Why || column == Number ? value(index.row(), Why) : QVariant();
    case Qt::AccessibleTextRole: // a list reads out the first column alone
        if (column == Number) {
            QStringList parts;
            for (int part = 0; part < columns; ++part)
                parts += index.siblingAtColumn(part).data().toString();
            parts.removeAll(QString());
            return parts.join(QStringLiteral(", "));
        }
        return data(index, Qt::DisplayRole);
    case Qt::TextAlignmentRole:
        return int((column == Number || column == Took ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant TriesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columns)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == Number || section == Took ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    return role == Qt::DisplayRole ? tr(titles[section]) : QVariant();
}

} // namespace batchdeck
