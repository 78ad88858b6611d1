#include "widgets/plandialog.h"

#include "models/coretext.h"
#include "session/exports.h"
#include "ui_plandialog.h"
#include "widgets/inscreen.h"
#include "widgets/jsonhighlighter.h"
#include "widgets/planform.h"
#include "widgets/question.h"
#include "widgets/theme.h"

#include <QDir>
#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QFontDatabase>
#include <QSignalBlocker>
#include <QTextBlock>

#include <algorithm>

namespace batchdeck {

namespace {

constexpr qsizetype fewProblems = 4;

}

PlanDialog::PlanDialog(PlanDocument plan, const QString &file, const QString &batchPath, const Record &first,
                       QWidget *parent)
    : ThemedDialog(parent)
    , m_ui(std::make_unique<Ui::PlanDialog>())
    , m_batchPath(batchPath)
    , m_plan(std::move(plan))
    , m_file(file)
    , m_isSaved(!file.isEmpty())
    , m_form((m_ui->setupUi(this), new PlanForm(m_plan, first, this)))
    , m_highlighter(new JsonHighlighter(m_ui->text->document()))
{
    setWindowTitle(tr("Plan"));
    m_ui->title->setText(tr("How %1 is run").arg(QFileInfo(batchPath).fileName()));
    QFont big = m_ui->title->font();
    big.setPointSizeF(big.pointSizeF() * 1.2);
    big.setWeight(QFont::DemiBold);
    m_ui->title->setFont(big);
    m_ui->tabs->addTab(tr("Form"));
    m_ui->tabs->addTab(tr("As text"));
    m_ui->tabs->setDrawBase(false);
    m_ui->tabs->setExpanding(false);
    m_ui->formLayout->insertWidget(0, m_form);
    m_form->follow(m_ui->tabs);
    m_ui->text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_ui->text->setPlainText(QString::fromUtf8(m_plan.text()));
    m_highlighter->setTheme(Theme::of(palette()));
    wire();
    showSource();
    showProblems();
    showFirstProblem();
}

PlanDialog::~PlanDialog() = default;

void PlanDialog::draftFrom(const BatchFields &fields)
{
    m_isDraft = true;
    m_form->draftFrom(fields);
    showSource();
}

void PlanDialog::bringBack(const QString &why)
{
    m_hasChanges = true;
    m_isSaved = false;
    showSource();
    tell(why);
}

void PlanDialog::wire()
{
    connect(m_form, &PlanForm::edited, this, [this] { m_hasChanges = true; });
    for (const auto changed : {&PlanForm::edited, &PlanForm::drafted})
        connect(m_form, changed, this, &PlanDialog::planChanged);
    connect(m_ui->text, &QPlainTextEdit::textChanged, this, &PlanDialog::textEdited);
    connect(m_ui->tabs, &QTabBar::currentChanged, this, [this](int page) {
        m_form->show(true);
        m_ui->pages->setCurrentIndex(page);
        showProblems();
    });
    connect(m_ui->goToWrong, &QToolButton::clicked, this, &PlanDialog::goToWrong);
    connect(m_ui->load, &QToolButton::clicked, this, [this] { dropChanges([this] { load(); }); });
    connect(m_ui->saveAs, &QToolButton::clicked, this, &PlanDialog::saveAs);
    connect(m_ui->saveBeside, &QToolButton::clicked, this, &PlanDialog::saveBeside);
    connect(m_ui->use, &QToolButton::clicked, this, &PlanDialog::use);
    connect(m_ui->cancel, &QToolButton::clicked, this, &QDialog::reject);
}

void PlanDialog::textEdited()
{
    const QByteArray text = m_ui->text->toPlainText().toUtf8();
    if (text == m_plan.text()) // its colours changed, and nothing else
        return;
    m_plan.setText(text);
    m_form->forget();
    m_hasChanges = true;
    m_isSaved = false;
    showSource();
    showProblems();
}

void PlanDialog::planChanged()
{
    m_isSaved = false;
    const QSignalBlocker blocker(m_ui->text);
    m_ui->text->setPlainText(QString::fromUtf8(m_plan.text()));
    showSource();
    showProblems();
}

// ---- What is shown

void PlanDialog::showSource()
{
    const QString name = QFileInfo(m_file).fileName();
    m_ui->source->setText(m_file.isEmpty() && m_isDraft
                              ? tr("A draft from what its records hold. It is in no file yet.")
                              : m_file.isEmpty() ? tr("It is in no file yet.")
                              : m_isSaved        ? tr("From %1").arg(name)
                                                 : tr("From %1, changed since").arg(name));
    m_ui->source->setToolTip(QDir::toNativeSeparators(m_file));
    m_ui->use->setText(m_isSaved ? tr("Use") : tr("Use Without Saving"));
}

void PlanDialog::showProblems()
{
    QStringList lines;
    for (const PlanProblem &problem : m_plan.problems()) {
        if (m_ui->tabs->currentIndex() == Text || !m_form->shows(problem))
            lines += CoreText::told(problem.text());
    }
    const qsizetype more = lines.size() - fewProblems;
    if (more > 0)
        lines = lines.first(fewProblems) << tr("… and %1 more").arg(more);
    // What is said beside a field may be out of sight.
    const QStringList wrong = m_ui->tabs->currentIndex() == Form ? m_form->wrong() : QStringList();
    if (!wrong.isEmpty())
        lines += wrong.size() == 1
            ? tr("1 field is wrong: %1").arg(wrong.front())
            : tr("%1 fields are wrong: %2").arg(wrong.size()).arg(wrong.join(QStringLiteral(", ")));
    m_ui->goToWrong->setVisible(!wrong.isEmpty());
    tell(lines.join(u'\n'));
    const bool isWhole = m_plan.problems().empty();
    const QString why = isWhole ? QString() : tr("The plan cannot be run as it is: see what is said above.");
    for (QToolButton *button : {m_ui->use, m_ui->saveBeside}) {
        button->setEnabled(isWhole);
        button->setToolTip(why);
    }
    m_ui->formPage->setEnabled(m_plan.isReadable());
}

// What has no field is mended where it is written.
void PlanDialog::showFirstProblem()
{
    const auto &problems = m_plan.problems();
    const auto found = std::find_if(problems.begin(), problems.end(),
                                    [this](const PlanProblem &problem) { return !m_form->shows(problem); });
    if (m_plan.isReadable() && found == problems.end())
        return;
    m_ui->tabs->setCurrentIndex(Text);
    const qsizetype number = found == problems.end() ? 1 : found->line;
    const QTextBlock line = m_ui->text->document()->findBlockByNumber(int(number) - 1);
    if (line.isValid())
        m_ui->text->setTextCursor(QTextCursor(line));
}

void PlanDialog::goToWrong()
{
    QWidget *field = m_form->firstWrong();
    if (!field)
        return;
    m_ui->formScroll->ensureWidgetVisible(field);
    field->setFocus(Qt::OtherFocusReason);
}

void PlanDialog::tell(const QString &problem)
{
    m_ui->problems->setText(problem);
    m_ui->problems->setVisible(!problem.isEmpty());
}

void PlanDialog::showEvent(QShowEvent *event)
{
    ThemedDialog::showEvent(event);
    if (event->spontaneous())
        return;
    if (m_ui->tabs->currentIndex() == Text)
        return m_ui->text->setFocus();
    m_form->setFocus();
    focusNextChild(); // its first field
}

void PlanDialog::changeEvent(QEvent *event)
{
    ThemedDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_highlighter)
        m_highlighter->setTheme(Theme::of(palette()));
}

// ---- Files

void PlanDialog::load()
{
    auto *dialog = new QFileDialog(this, tr("Load a Plan"), QFileInfo(m_batchPath).path(), tr("Plans (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        if (const auto loaded = PlanDocument::load(path))
            replace(*loaded, path);
        else
            tell(CoreText::told(loaded.error().message));
    });
    openInScreen(*dialog);
}

void PlanDialog::replace(const PlanDocument &plan, const QString &file)
{
    m_plan = plan;
    m_hasChanges = false;
    m_file = file;
    m_isSaved = true;
    const QSignalBlocker blocker(m_ui->text);
    m_ui->text->setPlainText(QString::fromUtf8(m_plan.text()));
    m_form->forget();
    m_form->show(true);
    showSource();
    showProblems();
}

void PlanDialog::saveAs()
{
    auto *dialog = new QFileDialog(this, tr("Save the Plan"), planFileBeside(m_batchPath), tr("Plans (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("json"));
    connect(dialog, &QFileDialog::fileSelected, this, &PlanDialog::saveTo);
    openInScreen(*dialog);
}

// Another plan that is there already is not written over without a word.
void PlanDialog::saveBeside()
{
    const QString path = planFileBeside(m_batchPath);
    const auto saveAndUse = [this, path] {
        if (saveTo(path))
            use();
    };
    if (!QFileInfo::exists(path) || QFileInfo(m_file) == QFileInfo(path))
        return saveAndUse();
    ask(this, tr("Replace the plan?"),
        tr("Beside the batch there is a plan already: %1. Is it to be replaced?").arg(QFileInfo(path).fileName()),
        tr("Replace"), saveAndUse);
}

bool PlanDialog::saveTo(const QString &path)
{
    if (areOne(path, m_batchPath)) {
        tell(tr("“%1” is the batch itself. Save the plan under another name.").arg(QFileInfo(path).fileName()));
        return false;
    }
    if (const auto saved = m_plan.save(path); !saved) {
        tell(CoreText::told(saved.error().message));
        return false;
    }
    m_plan.setFolder(QFileInfo(path).absolutePath());
    m_hasChanges = false;
    m_file = path;
    m_isSaved = true;
    showSource();
    showProblems();
    return true;
}

void PlanDialog::use()
{
    if (!m_plan.plan())
        return;
    ChosenPlan plan{*m_plan.plan(), {}, {}, m_plan.text()};
    if (m_isSaved)
        plan = {*m_plan.plan(), QFileInfo(m_file).fileName(), m_file};
    Q_EMIT chosen(plan); // who takes it closes this: it may be thought better
}

} // namespace batchdeck
