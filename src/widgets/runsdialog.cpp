#include "widgets/runsdialog.h"

#include "core/state.h"
#include "models/coretext.h"
#include "models/runtext.h"
#include "ui_runsdialog.h"
#include "widgets/question.h"
#include "widgets/statedelegate.h"
#include "widgets/textdelegate.h"

#include <QDir>
#include <QFileInfo>
#include <QHeaderView>
#include <QLocale>
#include <QScopedValueRollback>
#include <QShortcut>

#include <algorithm>

namespace batchdeck {

namespace {

constexpr int stateRole = Qt::UserRole;

// The state whose sign stands for the run.
State signOf(const KeptRun &run)
{
    switch (run.stands) {
    case KeptRun::Stands::AtWork: // or it stands still there: its journal does not say
    case KeptRun::Stands::Unfinished:
        if (run.left > 0)
            return State::Queued;
        break;
    case KeptRun::Stands::Unreadable:
        return State::Invalid;
    case KeptRun::Stands::Over:
        break;
    }
    return run.inDoubt > 0  ? State::InDoubt
        : run.failed > 0    ? State::Failed
        : run.cancelled > 0 ? State::Cancelled
        : run.skipped > 0   ? State::Skipped
                            : State::Succeeded;
}

} // namespace

RunsDialog::RunsDialog(int keptDays, std::shared_ptr<const ClosedBatches> closed, QWidget *parent)
    : ThemedDialog(parent)
    , m_ui(std::make_unique<Ui::RunsDialog>())
    , m_rows(0, columns)
    , m_reading(std::move(closed))
{
    m_ui->setupUi(this);
    QFont big = m_ui->runsTitle->font();
    big.setPointSizeF(big.pointSizeF() * 1.2);
    big.setWeight(QFont::DemiBold);
    m_ui->runsTitle->setFont(big);
    const QString about = keptDays == 1
        ? tr("Runs that are over are kept for a day, as the settings say. One that is not finished stays.")
        : tr("Runs that are over are kept for %1 days, as the settings say. One that is not finished stays.")
              .arg(QLocale().toString(keptDays));
    m_ui->runsAbout->setText(tr("%1 Looking what there is…").arg(about));
    m_rows.setHorizontalHeaderLabels({tr("Batch"), tr("Begun"), tr("How it stands"), tr("Size")});
    using enum TextDelegate::Tone;
    for (const auto &[column, tone] : {std::pair(Batch, Plain), std::pair(Begun, Muted), std::pair(Size, Muted)})
        m_ui->runs->setItemDelegateForColumn(column, new TextDelegate(tone, stateRole, this));
    m_ui->runs->setItemDelegateForColumn(Stands, new StateDelegate(stateRole, this));
    m_ui->runs->setModel(&m_rows);
    m_ui->runs->setStretched(Stands);
    for (const auto &[column, width] : {std::pair(Batch, 200), std::pair(Begun, 140), std::pair(Size, 90)})
        m_ui->runs->horizontalHeader()->resizeSection(column, width);
    connect(m_ui->runs->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        if (!m_isListing)
            m_chosen = current() ? current()->journal : QString();
        showVerbs();
    });
    // Some desktops activate what is clicked once, and one must be chosen to be deleted.
    connect(m_ui->runs, &QAbstractItemView::doubleClicked, this, &RunsDialog::openCurrent);
    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter})
        connect(new QShortcut(key, m_ui->runs, nullptr, nullptr, Qt::WidgetShortcut), &QShortcut::activated, this,
                &RunsDialog::openCurrent);
    connect(new QShortcut(QKeySequence::Delete, m_ui->runs, nullptr, nullptr, Qt::WidgetShortcut),
            &QShortcut::activated, m_ui->deleteRun, &QToolButton::click);
    connect(m_ui->openKept, &QToolButton::clicked, this, &RunsDialog::openCurrent);
    connect(m_ui->deleteRun, &QToolButton::clicked, this, &RunsDialog::askToDelete);
    connect(m_ui->done, &QToolButton::clicked, this, &QDialog::reject);
    connect(&m_reading, &RunsReading::found, this, &RunsDialog::list);
    connect(&m_reading, &RunsReading::ended, this, [this, about] {
        list();
        m_ui->runsAbout->setText(about);
        if (m_reading.runs().empty())
            tell(tr("No run is kept yet: what you run, but for trials, is listed here."));
    });
    m_ui->runsState->hide();
    showVerbs();
    m_ui->runs->setFocus();
    m_reading.read();
}

RunsDialog::~RunsDialog()
{
    m_ui->runs->setModel(nullptr); // it goes before the view
}

QString RunsDialog::standing(const KeptRun &run)
{
    const QString counts = RunText::tally(run);
    switch (run.stands) {
    case KeptRun::Stands::AtWork:
        return run.left > 0 ? tr("Open now: %1").arg(counts) : tr("Over, and still open: %1").arg(counts);
    case KeptRun::Stands::Unfinished:
        return tr("Not finished: %1").arg(counts);
    case KeptRun::Stands::Unreadable:
        return tr("Unreadable: %1").arg(CoreText::told(run.problem));
    case KeptRun::Stands::Over:
        break;
    }
    return tr("Over: %1").arg(counts);
}

QString RunsDialog::nameOf(const KeptRun &run)
{
    return !run.batch.isEmpty()                     ? QFileInfo(run.batch).fileName()
        : run.stands == KeptRun::Stands::Unreadable ? QFileInfo(run.journal).fileName()
                                                    : tr("Standard input");
}

QString RunsDialog::beginOf(const KeptRun &run)
{
    return QLocale().toString(run.begun.toLocalTime(), QLocale::ShortFormat);
}

// The latest is the current one until somebody chooses another, which stays it wherever it comes to stand.
void RunsDialog::list()
{
    const QScopedValueRollback listing(m_isListing, true);
    const int row = std::max(m_ui->runs->currentIndex().row(), 0);
    m_rows.setRowCount(0);
    const QLocale locale;
    for (const KeptRun &run : m_reading.runs()) {
        QList<QStandardItem *> items;
        const QStringList texts{nameOf(run), beginOf(run), standing(run), locale.formattedDataSize(run.bytes)};
        for (int column = 0; column < columns; ++column) {
            auto *item = new QStandardItem(texts[column]);
            item->setData(int(signOf(run)), stateRole);
            item->setToolTip(column == Batch && !run.batch.isEmpty() ? QDir::toNativeSeparators(run.batch)
                                 : column == Size                    ? QDir::toNativeSeparators(run.journal)
                                                                     : texts[column]);
            item->setData(int((column == Size ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter),
                          Qt::TextAlignmentRole);
            items += item;
        }
        m_rows.appendRow(items);
    }
    const auto &runs = m_reading.runs();
    const auto chosen =
        std::find_if(runs.begin(), runs.end(), [this](const KeptRun &run) { return run.journal == m_chosen; });
    if (chosen != runs.end()) {
        m_ui->runs->selectRow(int(chosen - runs.begin()));
    } else if (!runs.empty()) { // what was chosen is gone: the next one
        const int next = m_chosen.isEmpty() ? 0 : std::min(row, int(runs.size()) - 1);
        m_ui->runs->selectRow(next);
        if (!m_chosen.isEmpty())
            m_chosen = runs[std::size_t(next)].journal;
    }
    showVerbs();
}

const KeptRun *RunsDialog::current() const
{
    const int row = m_ui->runs->currentIndex().row();
    return row >= 0 && row < int(m_reading.runs().size()) ? &m_reading.runs()[std::size_t(row)] : nullptr;
}

void RunsDialog::tell(const QString &text)
{
    m_ui->runsState->setText(text);
    m_ui->runsState->show();
}

void RunsDialog::showVerbs()
{
    const KeptRun *run = current();
    const bool isUnreadable = run && run->stands == KeptRun::Stands::Unreadable;
    const bool isAtWork = run && run->stands == KeptRun::Stands::AtWork;
    m_ui->openKept->setEnabled(run && !isUnreadable);
    m_ui->openKept->setToolTip(!run               ? tr("Choose a run.")
                                   : isUnreadable ? CoreText::told(run->problem)
                                   : isAtWork     ? tr("See how it stands, where it is open elsewhere")
                                   : run->stands == KeptRun::Stands::Unfinished ? tr("Open its batch, to go on with it")
                                                                                : tr("See what came of its records"));
    m_ui->deleteRun->setEnabled(run && !isAtWork);
    m_ui->deleteRun->setToolTip(!run           ? tr("Choose a run.")
                                    : isAtWork ? tr("Some program has it open.")
                                               : tr("Remove the journal of this run"));
}

void RunsDialog::openCurrent()
{
    const KeptRun *run = current();
    if (!run || run->stands == KeptRun::Stands::Unreadable)
        return;
    Q_EMIT openAsked(*run);
    accept();
}

void RunsDialog::askToDelete()
{
    const KeptRun *run = current();
    if (!run)
        return;
    const QString what = run->stands == KeptRun::Stands::Unfinished
        ? tr("It is not finished: nobody can go on with it then, and what has taken effect already would run once more "
             "with the batch. Results, tries and logs are lost.")
        : tr("What came of its records, its results, tries and logs, is lost.");
    const QString title = tr("Delete the run of %1, begun %2?").arg(nameOf(*run), beginOf(*run));
    ask(this, title, what, tr("Delete the Run"), [this, journal = run->journal] {
        m_ui->runsState->hide();
        if (const auto removed = removeRun(journal); !removed)
            tell(CoreText::told(removed.error().message));
        else
            m_reading.leaveOut(journal);
        list();
        m_reading.read();
    });
}

} // namespace batchdeck
