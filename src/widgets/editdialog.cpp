#include "widgets/editdialog.h"

#include "models/coretext.h"
#include "models/jsonlayout.h"
#include "session/entryedit.h"
#include "ui_editdialog.h"
#include "widgets/jsonhighlighter.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QFontDatabase>
#include <QLocale>
#include <QShortcut>
#include <QStyle>

namespace batchdeck {

EditDialog::EditDialog(Session &session, quint32 row, const QString &label, const QString &error, QWidget *parent)
    : ThemedDialog(parent)
    , m_ui(std::make_unique<Ui::EditDialog>())
    , m_highlighter((m_ui->setupUi(this), new JsonHighlighter(m_ui->text->document())))
    , m_session(session)
    , m_row(row)
{
    setWindowTitle(tr("Edit and Retry"));
    QFont big = m_ui->title->font();
    big.setPointSizeF(big.pointSizeF() * 1.2);
    big.setWeight(QFont::DemiBold);
    m_ui->title->setFont(big);
    m_ui->title->setText(tr("%1  #%2").arg(label, QLocale().toString(row + 1)));
    m_ui->error->setText(error);
    m_ui->error->setVisible(!error.isEmpty());
    m_ui->text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_highlighter->setTheme(Theme::of(palette()));
    const QByteArray body = EntryEdit::body(session, row);
    if (body.size() <= EntryEdit::most) {
        m_ui->text->setPlainText(session.batch()->isInvalid(row) ? QString::fromUtf8(body) : laidOutJson(body));
        connect(m_ui->text, &QPlainTextEdit::textChanged, this, &EditDialog::check);
        check();
    } else {
        m_ui->text->setReadOnly(true);
        show(tr("This record is too long to be edited here: mend the file, and open it again."));
    }
    connect(m_ui->retry, &QToolButton::clicked, this, &EditDialog::run);
    connect(m_ui->cancel, &QToolButton::clicked, this, &QDialog::reject);
    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter})
        connect(new QShortcut(QKeySequence(Qt::CTRL | key), this), &QShortcut::activated, m_ui->retry,
                &QToolButton::click);
    m_ui->text->setFocus();
}

EditDialog::~EditDialog() = default;

// As it was typed: Qt's plain text has lost what tells a space that does not break from any other.
QByteArray EditDialog::body() const
{
    return m_ui->text->document()->toRawText().replace(QChar::ParagraphSeparator, u'\n').toUtf8();
}

bool EditDialog::hasChanges() const
{
    return m_ui->text->document()->isModified();
}

void EditDialog::check()
{
    const auto entry = EntryEdit::entry(m_session, m_row, body());
    show(entry ? QString() : CoreText::told(entry.error().message));
}

void EditDialog::run()
{
    const auto done = EntryEdit::run(m_session, m_row, body());
    if (!done)
        return show(CoreText::told(done.error().message));
    Q_EMIT ran(m_row);
    accept();
}

void EditDialog::show(const QString &problem)
{
    m_ui->retry->setEnabled(problem.isEmpty());
    m_ui->retry->setToolTip(problem.isEmpty() ? tr("Run it once more, as it stands here (Ctrl+Enter)") : problem);
    m_ui->verdict->setText(
        problem.isEmpty() ? tr("The file stays as it is. “Save Failed…” writes what is changed here.") : problem);
    m_ui->verdict->setProperty("muted", problem.isEmpty());
    m_ui->verdict->setProperty("wrong", !problem.isEmpty());
    m_ui->verdict->style()->unpolish(m_ui->verdict);
    m_ui->verdict->style()->polish(m_ui->verdict);
}

void EditDialog::changeEvent(QEvent *event)
{
    ThemedDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        m_highlighter->setTheme(Theme::of(palette()));
}

} // namespace batchdeck
