#include "widgets/recordcommands.h"

#include "models/coretext.h"
#include "models/failuregroups.h"
#include "models/rowdetails.h"
#include "models/rowtext.h"
#include "models/runwatch.h"
#include "session/entryedit.h"
#include "widgets/copiedtext.h"
#include "widgets/editdialog.h"
#include "widgets/preferences.h"
#include "widgets/question.h"

#include <QAction>
#include <QLocale>
#include <QMenu>

#include <algorithm>
#include <numeric>

namespace batchdeck {

namespace {

constexpr int longestName = 40; // characters of what is the same
constexpr quint32 mostNamed = 3; // records that are asked about

QString shortened(const QString &text)
{
    return text.size() <= longestName ? text : QString(text.left(longestName) + QChar(0x2026));
}

// What is stopped for another reason may be tried again, or wait.
bool isBeingCancelled(const RecordRow &record)
{
    return isActive(record.state)
        && (record.reason == StopReason::User || record.reason == StopReason::RunCancelled
            || record.reason == StopReason::Policy);
}

} // namespace

RecordCommands::RecordCommands(Session &session, const FailureGroups &failures, RecordView &view, RunWatch &watch,
                               const RecordActions &actions, const Preferences &preferences, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_failures(failures)
    , m_view(view)
    , m_watch(watch)
    , m_actions(actions)
    , m_preferences(preferences)
{
    connect(&m_view, &RecordView::buttonClicked, this, &RecordCommands::press);
    connect(&m_view, &RecordView::menuAsked, this, &RecordCommands::openMenu);
    connect(&m_view, &RecordView::selectionAltered, this, [this] {
        look();
        Q_EMIT reachChanged();
    });
    connect(m_view.records(), &RecordModel::changed, this, [this] {
        const PerState<quint32> before = m_counts;
        look();
        if (m_view.currentIndex().isValid() && m_view.records()->hasChanged(currentRow()))
            m_shown.reset(); // it may have been tried, or edited, and be in the same state again
        if (m_counts != before)
            Q_EMIT reachChanged();
    });
}

// ---- Verbs

void RecordCommands::look()
{
    m_counts = {};
    if (m_view.selectedCount() == m_session.batch()->size())
        m_counts = m_session.run().summary().counts;
    else if (m_view.selectedCount() > 0)
        m_counts = m_view.records()->counts(m_view.selectedBits());
}

void RecordCommands::ask(RowVerbs::Verb verb)
{
    look();
    askOf(verb, m_view.selectedRows(), reach(verb));
}

void RecordCommands::askOfDoubts(RowVerbs::Verb verb)
{
    askOf(verb, RowSet::all(RowVerbs::states(verb)), m_session.run().summary().count(State::InDoubt));
}

void RecordCommands::askOf(RowVerbs::Verb verb, const RowSet &rows, quint32 records)
{
    const auto act = [this, verb, rows] {
        RowVerbs::ask(m_session.run(), verb, rows);
        m_watch.wake();
    };
    const QString warning = warningOf(verb, records);
    if (warning.isEmpty() || records == 0)
        return act();
    batchdeck::ask(&m_view, tr("%1?").arg(RowVerbs::text(verb, records)),
                   tr("It is about %1.").arg(namesOf(verb, rows, records)) + QLatin1Char('\n') + warning,
                   RowVerbs::text(verb, records), act);
}

// All that is left is the whole run.
QString RecordCommands::warningOf(RowVerbs::Verb verb, quint32 records) const
{
    const bool isWhole =
        verb == RowVerbs::Cancel && records > 1 && records >= RowVerbs::reach(verb, m_session.run().summary().counts);
    return isWhole && m_preferences.liking().asksToCancel
        ? tr("That is all that runs or waits. What has ended stays as it is.")
        : RowVerbs::warning(verb, records);
}

// "order 7 (#7), order 12 (#12) and 3 more"
QString RecordCommands::namesOf(RowVerbs::Verb verb, const RowSet &rows, quint32 records) const
{
    QStringList names;
    const RecordModel &model = *m_view.records();
    const quint32 size = rows.every ? m_session.batch()->size() : quint32(rows.rows.size());
    for (quint32 i = 0; i < size && quint32(names.size()) < std::min(records, mostNamed); ++i) {
        const quint32 row = rows.every ? i : rows.rows[i];
        if (RowVerbs::states(verb).contains(model.stateOf(row)))
            names += QStringLiteral("%1 (#%2)").arg(model.texts().label(row), QLocale().toString(row + 1));
    }
    const QString all = names.join(QStringLiteral(", "));
    const quint32 more = records - std::min(records, quint32(names.size()));
    return more == 0 ? all : tr("%1 and %2 more").arg(all, QLocale().toString(more));
}

// Also where the row changed since its button was painted: the engine looks at its state now.
void RecordCommands::press(const QModelIndex &index)
{
    const bool cancels = index.data(RecordModel::ActionRole).toInt() == RecordModel::Cancel;
    RowVerbs::ask(m_session.run(), cancels ? RowVerbs::Cancel : RowVerbs::Retry,
                  RowSet::of({index.data(RecordModel::RowRole).toUInt()}));
    m_watch.wake();
}

quint32 RecordCommands::currentRow() const
{
    return m_view.currentIndex().data(RecordModel::RowRole).toUInt();
}

void RecordCommands::editSelected()
{
    if (m_view.selectedCount() == 1)
        edit(m_view.selectedBits().list().front());
}

void RecordCommands::edit(quint32 row)
{
    const RecordTexts &texts = m_view.records()->texts();
    auto *dialog =
        new EditDialog(m_session, row, texts.label(row), texts.error(row, m_session.run().status(row)), &m_view);
    connect(dialog, &EditDialog::ran, &m_watch, &RunWatch::wake);
    dialog->open();
}

// ---- Menus

QString RecordCommands::obstacleTo(RowVerbs::Verb verb) const
{
    if (m_view.selectedCount() == 0)
        return tr("No record is selected.");
    if (reach(verb) == 0)
        return tr("None of the selected records is in a state for this.");
    if (verb == RowVerbs::Cancel && m_view.selectedCount() == 1
        && isBeingCancelled(m_session.run().record(m_view.selectedBits().list().front())))
        return tr("It is being cancelled already.");
    if (verb == RowVerbs::Run && m_watch.isUnderWay())
        return tr("It is running already.");
    if (verb == RowVerbs::LookUp && !m_session.run().canSettle(currentRow()))
        return tr("What it does leaves nothing that could be looked for.");
    return {};
}

RecordCommands::Stand RecordCommands::stand() const
{
    const bool hasRow = m_view.currentIndex().isValid();
    const quint32 row = hasRow ? currentRow() : nothing;
    return {m_counts, m_view.selectedCount(), row, hasRow ? m_view.records()->stateOf(row) : State::Queued,
            m_watch.isUnderWay()};
}

// Each look at a run asks for it: what an action says takes the run's lock.
void RecordCommands::showActions()
{
    const Stand now = stand();
    if (m_shown == now)
        return;
    m_shown = now;
    showVerbs();
    for (std::size_t i = 0; i < m_actions.copies.size(); ++i)
        allow(m_actions.copies[i], obstacleTo(RecordActions::Copy(i)), tr("Copy it to the clipboard"));
    const RecordRow record = now.row == nothing ? RecordRow() : m_session.run().record(now.row);
    allow(m_actions.reveal,
          now.row == nothing         ? tr("No record is selected.")
              : record.attempts == 0 ? tr("It has not been tried yet.")
              : record.past          ? tr("It ran before this run was opened again: the timeline begins there.")
                                     : QString(),
          tr("See when it was at work, and beside what"));
    showLikes();
}

void RecordCommands::showActionsAnew()
{
    m_shown.reset();
    showActions();
}

void RecordCommands::showVerbs() const
{
    for (int i = 0; i < RowVerbs::verbs; ++i) {
        const auto verb = RowVerbs::Verb(i);
        QAction *action = m_actions.verbs[std::size_t(i)];
        const QString text = RowVerbs::menuText(verb, reach(verb), !warningOf(verb, reach(verb)).isEmpty());
        const QString obstacle = obstacleTo(verb);
        action->setText(verb == RowVerbs::Run && !obstacle.isEmpty() ? tr("Run the Selection") : text);
        allow(action, obstacle, text);
    }
    const quint32 selected = m_view.selectedCount();
    quint32 editable = 0;
    for (int i = 0; i < stateCount; ++i)
        editable += EntryEdit::isPossible(State(i)) ? m_counts[std::size_t(i)] : 0;
    allow(m_actions.edit,
          selected == 0       ? tr("No record is selected.")
              : selected != 1 ? tr("It edits one record: select one.")
              : editable == 0 ? tr("Only a record that did not succeed can be edited.")
                              : QString(),
          tr("Change the record's fields, then run it again"));
}

QString RecordCommands::currentError() const
{
    const quint32 row = currentRow();
    return RowText::isItsError(m_view.records()->stateOf(row))
        ? m_view.records()->texts().error(row, m_session.run().status(row))
        : QString();
}

void RecordCommands::showLikes() const
{
    const bool hasRow = m_view.currentIndex().isValid() && m_view.selectedCount() > 0;
    const QString state = hasRow ? RowText::word(m_view.records()->stateOf(currentRow())) : QString();
    const QString error = hasRow ? currentError() : QString();
    const QString target = hasRow ? m_view.records()->texts().names(currentRow()).target : QString();
    const auto show = [&](RecordActions::Like what, const QString &usual, const QString &with, const QString &value) {
        QAction *action = m_actions.likes[what];
        action->setText(value.isEmpty() ? usual : with.arg(shortened(value).replace(u'&', QLatin1String("&&"))));
        allow(action,
              !hasRow               ? tr("No record is selected.")
                  : value.isEmpty() ? tr("This record has none.")
                                    : QString(),
              tr("Select every record that is like it"));
    };
    show(RecordActions::SameState, tr("The Same State"), tr("The Same State: %1"), state);
    show(RecordActions::SameError, tr("The Same Error"), tr("The Same Error: %1"), error);
    show(RecordActions::SameTarget, tr("The Same Target"), tr("The Same Target: %1"), target);
}

// What a person expects to find is there, if disabled; what is rare only where it can be done.
void RecordCommands::openMenu(const QPoint &where)
{
    look();
    if (!m_view.currentIndex().isValid() || m_view.selectedCount() == 0)
        return;
    showActionsAnew();
    constexpr RowVerbs::Verb usual[] = {RowVerbs::Cancel, RowVerbs::Retry, RowVerbs::RunFirst};
    auto *menu = new QMenu(&m_view);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    for (int i = 0; i < RowVerbs::verbs; ++i) {
        QAction *action = m_actions.verbs[std::size_t(i)];
        if (action->isEnabled() || std::find(std::begin(usual), std::end(usual), i) != std::end(usual))
            menu->addAction(action);
    }
    if (EntryEdit::isPossible(m_view.records()->stateOf(currentRow())))
        menu->addAction(m_actions.edit);
    menu->addSeparator();
    menu->addMenu(m_actions.copyMenu);
    menu->addAction(m_actions.reveal);
    menu->addMenu(m_actions.likeMenu);
    menu->popup(where);
}

// ---- What is copied

QString RecordCommands::obstacleTo(RecordActions::Copy what) const
{
    const quint32 selected = m_view.selectedCount();
    if (selected == 0)
        return tr("No record is selected.");
    if (what == RecordActions::CommandLine && selected != 1)
        return tr("It runs one record: select one.");
    if (selected > mostCopied)
        return tr("At most %1 records can be copied.").arg(QLocale().toString(mostCopied));
    return selected == 1 && hasNone(what, currentRow()) ? tr("This record has none.") : QString();
}

bool RecordCommands::hasNone(RecordActions::Copy what, quint32 row) const
{
    switch (what) {
    case RecordActions::Label:
        break;
    case RecordActions::Entry:
        return m_session.batch()->entry(row).isEmpty();
    case RecordActions::Result:
        return m_view.records()->stateOf(row) != State::Succeeded;
    case RecordActions::Error:
        return m_view.records()->texts().error(row, m_session.run().status(row)).isEmpty();
    case RecordActions::CommandLine:
        return !hasCommandLine(m_session, row);
    }
    return false;
}

void RecordCommands::copy(RecordActions::Copy what)
{
    m_copying.copy([what, rows = m_view.selectedBits().list(), session = &m_session,
                    texts = &m_view.records()->texts()](RowJob &job) {
        QStringList lines;
        for (const quint32 row : rows) {
            if (job.isStopped())
                break;
            if (const QString text = copiedText(what, *session, *texts, row); !text.isEmpty())
                lines += text;
        }
        return lines.join(QLatin1Char('\n'));
    });
}

// ---- What is like it

void RecordCommands::selectLike(RecordActions::Like what)
{
    RecordModel &records = *m_view.records();
    const quint32 row = currentRow();
    const State state = records.stateOf(row);
    RowBits rows(m_session.batch()->size());
    switch (what) {
    case RecordActions::SameState:
        for (quint32 other = 0; other < rows.rows(); ++other) {
            if (records.stateOf(other) == state)
                rows.set(other);
        }
        return m_view.select(rows, RowText::word(state));
    case RecordActions::SameError: { // but for its numbers, ids and quotes
        rows.set(row); // it may not be among them yet
        QString name = records.texts().error(row, m_session.run().status(row));
        if (const int group = m_failures.groupOf(row); group >= 0) {
            for (const quint32 other : m_failures.rows({group}))
                rows.set(other);
            const FailureGroup common = m_failures.groups().at(std::size_t(group));
            name = CoreText::told(common.kind, common.text.simplified());
        }
        return m_view.select(rows, shortened(name));
    }
    case RecordActions::SameTarget: { // which has to be read
        const RecordTexts *texts = &records.texts();
        const QString target = texts->names(row).target;
        m_likes.start(
            [texts, target](RowJob &job) {
                RowBits like(texts->run().batch().size());
                job.inSlices(like.rows(), [&](quint32 first, quint32 last) {
                    for (quint32 other = first; other < last && !job.isStopped(); ++other) {
                        if (texts->names(other).target == target)
                            like.set(other);
                    }
                });
                return like;
            },
            [this, target](const RowBits &like) { m_view.select(like, shortened(target)); });
        return;
    }
    }
}

} // namespace batchdeck
