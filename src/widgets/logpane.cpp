#include "widgets/logpane.h"

#include "models/shownjson.h"
#include "ui_logpane.h"
#include "widgets/theme.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QKeyEvent>
#include <QLocale>
#include <QScopedValueRollback>
#include <QScrollBar>

namespace batchdeck {

namespace {

constexpr int mostMarked = 1000; // matches

}

LogPane::LogPane(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::LogPane>())
{
    m_ui->setupUi(this);
    m_ui->log->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_ui->search->installEventFilter(this);
    connect(m_ui->search, &QLineEdit::textChanged, this, [this] {
        showMatches();
        QTextCursor from = m_ui->log->textCursor();
        from.setPosition(from.selectionStart()); // what is found may grow by a letter
        find(from);
    });
    connect(m_ui->copy, &QToolButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_log); });
    connect(m_ui->follow, &QToolButton::toggled, this, &LogPane::followIfWanted);
    // Whoever scrolls up wants to read there, and whoever comes back to the end goes on with it.
    connect(m_ui->log->verticalScrollBar(), &QScrollBar::valueChanged, this, [this] {
        if (!m_isOurs)
            m_ui->follow->setChecked(isAtEnd());
    });
    setLog({});
    m_ui->pages->setCurrentWidget(m_ui->emptyPage);
}

LogPane::~LogPane() = default;

void LogPane::setEmptyText(const QString &text)
{
    m_ui->empty->setText(text);
}

void LogPane::setLog(const QString &log)
{
    const QScopedValueRollback guard(m_isOurs, true);
    m_ui->pages->setCurrentWidget(log.isEmpty() ? m_ui->emptyPage : m_ui->logPage);
    if (log == m_log)
        return;
    if (!m_log.isEmpty() && log.startsWith(m_log) && log[m_log.size()] == u'\n')
        m_ui->log->appendPlainText(inShortLines(log.sliced(m_log.size() + 1)));
    else
        m_ui->log->setPlainText(inShortLines(log));
    m_log = log;
    showMatches();
    followIfWanted();
}

bool LogPane::isAtEnd() const
{
    const QScrollBar *bar = m_ui->log->verticalScrollBar();
    return bar->value() >= bar->maximum();
}

void LogPane::followIfWanted()
{
    if (!m_ui->follow->isChecked())
        return;
    const QScopedValueRollback guard(m_isOurs, true);
    QScrollBar *bar = m_ui->log->verticalScrollBar();
    bar->setValue(bar->maximum());
}

// ---- Search

void LogPane::find(QTextCursor from, bool backwards)
{
    const QString wanted = m_ui->search->text();
    if (wanted.isEmpty())
        return;
    const QTextDocument::FindFlags flags = backwards ? QTextDocument::FindBackward : QTextDocument::FindFlags();
    QTextCursor found = m_ui->log->document()->find(wanted, from, flags);
    if (found.isNull()) { // once around
        from.movePosition(backwards ? QTextCursor::End : QTextCursor::Start);
        found = m_ui->log->document()->find(wanted, from, flags);
    }
    if (found.isNull())
        return;
    m_ui->follow->setChecked(false);
    m_ui->log->setTextCursor(found);
}

void LogPane::showMatches()
{
    const QString wanted = m_ui->search->text();
    const qsizetype count = wanted.isEmpty() ? 0 : m_log.count(wanted, Qt::CaseInsensitive);
    m_ui->matches->setText(wanted.isEmpty() ? QString() : tr("%1 found").arg(QLocale().toString(count)));
    QList<QTextEdit::ExtraSelection> marks;
    QTextCursor at(m_ui->log->document());
    while (!wanted.isEmpty() && marks.size() < mostMarked) {
        at = m_ui->log->document()->find(wanted, at);
        if (at.isNull())
            break;
        QTextEdit::ExtraSelection mark;
        mark.cursor = at;
        mark.format.setBackground(Theme::of(palette()).selected);
        marks += mark;
    }
    m_ui->log->setExtraSelections(marks);
}

bool LogPane::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_ui->search && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            find(m_ui->log->textCursor(), key->modifiers().testFlag(Qt::ShiftModifier));
            return true;
        }
        if (key->key() == Qt::Key_Escape && !m_ui->search->text().isEmpty()) {
            m_ui->search->clear();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void LogPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showMatches();
}

} // namespace batchdeck
