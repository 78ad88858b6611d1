#include "widgets/recordcommands.h"

#include "models/failuregroups.h"
#include "models/rowdetails.h"
#include "models/rowtext.h"
#include "models/runwatch.h"
#include "session/entryedit.h"
#include "widgets/editdialog.h"

#include <QLocale>
#include <QMenu>

namespace batchdeck {

namespace {

constexpr int longestName = 40; // characters of what is the same

QString shortened(const QString &text)
{
    return text.size() <= longestName ? text : QString(text.left(longestName) + QChar(0x2026));
}

// As a shell takes it for one word.
QString quoted(QString text)
{
    return QLatin1Char('\'') + text.replace(QLatin1Char('\''), QLatin1StringView("'\\''")) + QLatin1Char('\'');
}

// Nobody else knows a plan that is in no file.
bool hasCommandLine(const Session &session, quint32 row)
{
    return !session.batch()->isInvalid(row) && (session.isTrial() || !session.planPath().isEmpty());
}

QString commandLine(const Session &session, quint32 row)
{
    if (!hasCommandLine(session, row))
        return {};
    return QStringLiteral("printf '%s\\n' %1 | batchdeck-run %2 -")
        .arg(quoted(QLatin1Char('[') + QString::fromUtf8(session.batch()->record(row).body()) + QLatin1Char(']')),
             session.isTrial() ? QStringLiteral("--trial")
                               : QString(QLatin1StringView("--plan ") + quoted(session.planPath())));
}

// Stands in a file.
QString wholeResult(const RecordHistory &history, quint32 row)
{
    const auto ends = history.ends(row);
    if (!ends || ends->empty() || ends->back().became != State::Succeeded)
        return {};
    const auto body = history.body(ends->back());
    if (!body)
        return {};
    return body->result.isEmpty() ? QStringLiteral("null") : QString::fromUtf8(body->result);
}

// In a thread.
QString textOf(RecordCommands::Copy what, const Session &session, const RecordTexts &texts, quint32 row)
{
    switch (what) {
    case RecordCommands::Copy::Label:
        return texts.label(row);
    case RecordCommands::Copy::Entry:
        return QString::fromUtf8(session.batch()->entry(row));
    case RecordCommands::Copy::Result:
        return session.history() ? wholeResult(*session.history(), row) : QString();
    case RecordCommands::Copy::Error:
        return texts.error(row, session.run().status(row));
    case RecordCommands::Copy::CommandLine:
        return commandLine(session, row);
    }
    return {};
}

} // namespace

RecordCommands::RecordCommands(Session &session, const FailureGroups &failures, RecordView &view, RunWatch &watch,
                               QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_failures(failures)
    , m_view(view)
    , m_watch(watch)
{
    connect(&m_view, &RecordView::buttonClicked, this, &RecordCommands::press);
    connect(&m_view, &RecordView::menuAsked, this, &RecordCommands::openMenu);
    connect(&m_view, &RecordView::selectionAltered, this, &RecordCommands::look);
    connect(m_view.records(), &RecordModel::changed, this, &RecordCommands::look);
}

// ---- Verbs

void RecordCommands::look()
{
    const PerState<quint32> before = m_counts;
    m_counts = {};
    if (m_view.selectedCount() == m_session.batch()->size())
        m_counts = m_session.run().summary().counts;
    else if (m_view.selectedCount() > 0)
        m_counts = m_view.records()->counts(m_view.selectedBits());
    if (m_counts != before)
        Q_EMIT reachChanged();
}

void RecordCommands::ask(RowVerbs::Verb verb)
{
    RowVerbs::ask(m_session.run(), verb, m_view.selectedRows());
    m_watch.wake();
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

// ---- The menu

void RecordCommands::openMenu(const QPoint &where)
{
    look();
    if (!m_view.currentIndex().isValid() || m_view.selectedCount() == 0)
        return;
    auto *menu = new QMenu(&m_view);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    addVerbs(*menu);
    if (EntryEdit::isPossible(m_view.records()->stateOf(currentRow()))) {
        auto *edits = menu->addAction(tr("Edit and Retry…"), this, &RecordCommands::editSelected);
        edits->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_E));
        edits->setEnabled(m_view.selectedCount() == 1);
        edits->setToolTip(edits->isEnabled() ? QString() : tr("It edits one record: select one."));
    }
    menu->addSeparator();
    addCopies(*menu->addMenu(tr("Copy")));
    const quint32 attempts = m_session.run().record(currentRow()).attempts;
    auto *reveal = menu->addAction(tr("Show in Timeline"), this, &RecordCommands::revealAsked);
    reveal->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_T));
    reveal->setEnabled(attempts > 0);
    reveal->setToolTip(attempts > 0 ? QString() : tr("It has not been tried yet."));
    addLikes(*menu->addMenu(tr("Select All Like This")));
    menu->popup(where);
}

// What a person expects to find is there, if disabled; what is rare only where it can be done.
void RecordCommands::addVerbs(QMenu &menu)
{
    constexpr RowVerbs::Verb usual[] = {RowVerbs::Cancel, RowVerbs::Retry, RowVerbs::RunFirst};
    for (int i = 0; i < RowVerbs::verbs; ++i) {
        const auto verb = RowVerbs::Verb(i);
        const bool isUsual = std::find(std::begin(usual), std::end(usual), verb) != std::end(usual);
        if (!isUsual && reach(verb) == 0)
            continue;
        if (verb == RowVerbs::Run && m_watch.isUnderWay())
            continue;
        if (verb == RowVerbs::LookUp && !m_session.run().canSettle(currentRow()))
            continue;
        auto *action = menu.addAction(RowVerbs::text(verb, reach(verb)), this, [this, verb] { ask(verb); });
        action->setEnabled(reach(verb) > 0);
        if (!action->isEnabled())
            action->setToolTip(tr("None of the selected records is in a state for this."));
        if (verb == RowVerbs::Cancel)
            action->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Period));
        else if (verb == RowVerbs::Retry)
            action->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_R));
    }
}

void RecordCommands::addCopies(QMenu &menu)
{
    struct Row {
        Copy what;
        const char *text;
    };
    constexpr Row rows[] = {
        {Copy::Label, QT_TR_NOOP("Label")},
        {Copy::Entry, QT_TR_NOOP("Entry")},
        {Copy::Result, QT_TR_NOOP("Result")},
        {Copy::Error, QT_TR_NOOP("Error")},
        {Copy::CommandLine, QT_TR_NOOP("Command Line That Runs It")},
    };
    const quint32 selected = m_view.selectedCount();
    for (const auto &[what, text] : rows) {
        const bool isOne = what == Copy::CommandLine;
        auto *action = menu.addAction(tr(text), this, [this, wanted = what] { copy(wanted); });
        QString obstacle;
        if (isOne && selected != 1)
            obstacle = tr("It runs one record: select one.");
        else if (selected > mostCopied)
            obstacle = tr("At most %1 records can be copied.").arg(QLocale().toString(mostCopied));
        else if (selected == 1 && hasNone(what, currentRow()))
            obstacle = tr("This record has none.");
        action->setEnabled(obstacle.isEmpty());
        action->setToolTip(obstacle);
    }
}

void RecordCommands::addLikes(QMenu &menu)
{
    const quint32 row = currentRow();
    const RecordTexts &texts = m_view.records()->texts();
    const State state = m_view.records()->stateOf(row);
    menu.addAction(tr("The Same State: %1").arg(RowText::word(state)), this, [this] { selectLike(Like::State); });
    const QString error = RowText::isItsError(state) ? texts.error(row, m_session.run().status(row)) : QString();
    if (!error.isEmpty() && m_failures.groupOf(row) >= 0)
        menu.addAction(tr("The Same Error: %1").arg(shortened(error)), this, [this] { selectLike(Like::Error); });
    if (const QString target = texts.names(row).target; !target.isEmpty())
        menu.addAction(tr("The Same Target: %1").arg(shortened(target)), this, [this] { selectLike(Like::Target); });
}

// ---- What is copied

bool RecordCommands::hasNone(Copy what, quint32 row) const
{
    switch (what) {
    case Copy::Label:
        break;
    case Copy::Entry:
        return m_session.batch()->entry(row).isEmpty();
    case Copy::Result:
        return m_view.records()->stateOf(row) != State::Succeeded;
    case Copy::Error:
        return m_view.records()->texts().error(row, m_session.run().status(row)).isEmpty();
    case Copy::CommandLine:
        return !hasCommandLine(m_session, row);
    }
    return false;
}

void RecordCommands::copy(Copy what)
{
    m_copying.copy([what, rows = m_view.selectedBits().list(), session = &m_session,
                    texts = &m_view.records()->texts()](RowJob &job) {
        QStringList lines;
        for (const quint32 row : rows) {
            if (job.isStopped())
                break;
            if (const QString text = textOf(what, *session, *texts, row); !text.isEmpty())
                lines += text;
        }
        return lines.join(QLatin1Char('\n'));
    });
}

// ---- What is like it

void RecordCommands::selectLike(Like what)
{
    RecordModel &records = *m_view.records();
    const quint32 row = currentRow();
    const State state = records.stateOf(row);
    RowBits rows(m_session.batch()->size());
    switch (what) {
    case Like::State:
        for (quint32 other = 0; other < rows.rows(); ++other) {
            if (records.stateOf(other) == state)
                rows.set(other);
        }
        return m_view.select(rows, RowText::word(state));
    case Like::Error: // but for its numbers, ids and quotes
        for (const quint32 other : m_failures.rows({m_failures.groupOf(row)}))
            rows.set(other);
        return m_view.select(rows, shortened(records.texts().error(row, m_session.run().status(row))));
    case Like::Target: { // which has to be read
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
