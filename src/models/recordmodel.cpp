#include "models/recordmodel.h"

#include "models/rowdetails.h"
#include "models/rowresults.h"
#include "models/rowtext.h"

namespace batchdeck {

namespace {

constexpr int namesKept = 2000; // a few screens
constexpr std::size_t few = 1 << 15; // changes: then one by one costs less than all

} // namespace

RecordModel::RecordModel(BatchRun &run, RecordTexts texts, QObject *parent)
    : QAbstractTableModel(parent)
    , m_run(run)
    , m_texts(std::move(texts))
    , m_shownStates(run.batch().size())
    , m_order(run.batch().size())
    , m_attempts(run.settings().retry.attempts)
    , m_names(namesKept)
{
    m_run.copyStates(0, m_shownStates);
    if (m_texts.history()) {
        m_results = new RowResults(*m_texts.history(), this);
        connect(m_results, &RowResults::came, this, &RecordModel::tellResults);
    }
}

// ---- What changes

bool RecordModel::refresh()
{
    m_wallClock.look();
    m_run.takeChanges(m_changes);
    m_statusRow = nothing;
    if (m_changes.isEmpty())
        return false;
    m_attempts = m_run.settings().retry.attempts;
    takeStates();
    if (!isFiltered()) {
        tellChanges();
    } else {
        std::vector<quint32> turned;
        m_changes.forEach([&](quint32 row) {
            matchError(row);
            if (passes(row) != m_order.isShown(row))
                turned.push_back(row);
        });
        if (turned.empty() || m_isHeld) {
            m_isBehind = m_isBehind || !turned.empty();
            tellChanges();
        } else {
            move(Move::Live, [&] {
                if (turned.size() > few) {
                    m_order.setShown(passing());
                    return;
                }
                for (const quint32 row : turned)
                    m_order.show(row, !m_order.isShown(row));
            });
        }
    }
    Q_EMIT changed();
    return true;
}

void RecordModel::takeStates()
{
    m_changedRows.clear();
    m_changes.forEach([this](quint32 row) {
        if (m_changedRows.size() <= few)
            m_changedRows.push_back(row);
    });
    if (m_changedRows.size() > few) {
        m_run.copyStates(0, m_shownStates);
        return;
    }
    m_newStates.resize(m_changedRows.size());
    m_run.copyStates(m_changedRows, m_newStates);
    for (std::size_t at = 0; at < m_changedRows.size(); ++at)
        m_shownStates[m_changedRows[at]] = m_newStates[at];
}

// One range, however many: a view repaints what it shows of it once.
void RecordModel::tellChanges()
{
    if (rowCount() == 0)
        return;
    int first = 0;
    int last = rowCount() - 1;
    if (m_changedRows.size() <= few) {
        first = last + 1;
        last = -1;
        for (const quint32 row : m_changedRows) {
            if (const int position = m_order.positionOf(row); position >= 0) {
                first = std::min(first, position);
                last = std::max(last, position);
            }
        }
    }
    if (first <= last)
        Q_EMIT dataChanged(index(first, RecordState), index(last, Action));
}

void RecordModel::showTime()
{
    m_statusRow = nothing;
    const std::vector<quint32> unexplained = std::exchange(m_unexplained, {});
    if (m_matches && !m_isHeld) {
        for (const quint32 row : unexplained)
            matchError(row);
        if (std::any_of(unexplained.begin(), unexplained.end(),
                        [this](quint32 row) { return passes(row) != m_order.isShown(row); }))
            move(Move::Live, [this] { m_order.setShown(passing()); });
    }
    if (rowCount() == 0)
        return;
    m_isAging = true;
    Q_EMIT dataChanged(index(0, Elapsed), index(rowCount() - 1, ErrorText));
    m_isAging = false;
}

void RecordModel::tellResults(const std::vector<quint32> &rows)
{
    int first = rowCount();
    int last = -1;
    for (const quint32 row : rows) {
        if (const int position = m_order.positionOf(row); position >= 0) {
            first = std::min(first, position);
            last = std::max(last, position);
        }
    }
    if (last < 0)
        return;
    m_cameRows = rows;
    Q_EMIT dataChanged(index(first, Result), index(last, Result));
    m_cameRows.clear();
}

bool RecordModel::hasChanged(quint32 row) const
{
    if (!m_cameRows.empty())
        return std::find(m_cameRows.begin(), m_cameRows.end(), row) != m_cameRows.end();
    if (!m_isAging)
        return m_changes.contains(row);
    const State state = m_shownStates[row];
    return state != State::Succeeded && state != State::Queued;
}

PerState<quint32> RecordModel::counts(const RowBits &rows) const
{
    PerState<quint32> counts{};
    rows.forEach([&](quint32 row) { ++counts[batchdeck::index(m_shownStates[row])]; });
    return counts;
}

// ---- Which rows, in which order

bool RecordModel::passes(quint32 row) const
{
    return (m_states.isEmpty() || m_states.contains(m_shownStates[row]))
        && (!m_matches || m_matches->texts.test(row) || m_matches->errors.test(row)) && (!m_only || m_only->test(row));
}

RowBits RecordModel::passing() const
{
    RowBits rows(quint32(m_shownStates.size()));
    if (!isFiltered()) {
        rows.setAll();
        return rows;
    }
    for (std::size_t word = 0; word < rows.words().size(); ++word) {
        const auto end = std::min<std::size_t>(m_shownStates.size(), word * 64 + 64);
        quint64 bits = ~quint64(0);
        if (!m_states.isEmpty()) {
            bits = 0;
            for (std::size_t row = word * 64; row < end; ++row)
                bits |= quint64(m_states.contains(m_shownStates[row])) << (row % 64);
        }
        if (m_matches)
            bits &= m_matches->texts.words()[word] | m_matches->errors.words()[word];
        if (m_only)
            bits &= m_only->words()[word];
        rows.words()[word] = bits;
    }
    return rows;
}

void RecordModel::matchError(quint32 row)
{
    if (!m_matches || m_matches->texts.test(row) || !m_texts.details())
        return;
    m_matches->errors.reset(row);
    if (!RowText::isItsError(m_shownStates[row]))
        return;
    const QString error = m_texts.details()->error(row);
    if (error.isEmpty())
        m_unexplained.push_back(row); // it is written down a moment after the record has ended
    else if (m_matches->errorPasses(error))
        m_matches->errors.set(row);
}

void RecordModel::move(Move why, const std::function<void()> &change)
{
    Q_EMIT aboutToMove();
    beginResetModel();
    change();
    m_isBehind = false;
    endResetModel();
    Q_EMIT moved(why);
}

void RecordModel::setStates(StateSet states)
{
    if (states == m_states)
        return;
    move(Move::Filter, [&] {
        m_states = states;
        m_order.setShown(passing());
    });
}

void RecordModel::setMatches(std::optional<Matches> matches)
{
    if (!matches && !m_matches)
        return;
    m_unexplained.clear();
    move(Move::Filter, [&] {
        m_matches = std::move(matches);
        m_order.setShown(passing());
    });
}

void RecordModel::setOnly(std::optional<RowBits> rows)
{
    if (rows == m_only)
        return;
    move(Move::Filter, [&] {
        m_only = std::move(rows);
        m_order.setShown(passing());
    });
}

void RecordModel::setOrder(Arrangement order)
{
    if (order.rows.empty() && m_order.isAsInFile())
        return;
    move(Move::Order, [&] { m_order.setOrder(std::move(order), passing()); });
}

void RecordModel::setHeld(bool held)
{
    m_isHeld = held;
    if (!held && m_isBehind)
        move(Move::Live, [this] { m_order.setShown(passing()); });
}

} // namespace batchdeck
