#include "widgets/errorpane.h"

#include "models/coretext.h"
#include "models/erroradvice.h"
#include "ui_errorpane.h"

#include <QAbstractTextDocumentLayout>
#include <QClipboard>
#include <QFontDatabase>
#include <QLocale>
#include <QTextBlock>

#include <cmath>

namespace batchdeck {

namespace {

constexpr int mostLines = 40;

}

ErrorPane::ErrorPane(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::ErrorPane>())
{
    m_ui->setupUi(this);
    m_ui->message->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_ui->message->document()->setDocumentMargin(0);
    const QAbstractTextDocumentLayout *layout = m_ui->message->document()->documentLayout();
    connect(layout, &QAbstractTextDocumentLayout::documentSizeChanged, this, &ErrorPane::fitMessage);
    connect(layout, &QAbstractTextDocumentLayout::update, this, &ErrorPane::fitMessage); // another width: no other word
    QFont strong = m_ui->headline->font();
    strong.setWeight(QFont::DemiBold);
    m_ui->headline->setFont(strong);
    connect(m_ui->retry, &QToolButton::clicked, this, &ErrorPane::retryAsked);
    connect(m_ui->edit, &QToolButton::clicked, this, &ErrorPane::editAsked);
    connect(m_ui->alike, &QToolButton::clicked, this, &ErrorPane::alikeAsked);
    connect(m_ui->copy, &QToolButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(
            QStringList{m_ui->kind->text(), m_ui->message->toPlainText()}.join(u'\n'));
    });
    setError(State::Queued, {});
}

ErrorPane::~ErrorPane() = default;

void ErrorPane::setEmptyText(const QString &text)
{
    m_ui->empty->setText(text);
}

void ErrorPane::setError(State state, const Error &error, const QString &earlier)
{
    const bool isError = !error.kind.isEmpty() || !error.message.isEmpty();
    m_ui->pages->setCurrentWidget(isError ? m_ui->errorPage : m_ui->emptyPage);
    const ErrorAdvice advice = isError ? ErrorAdvice::of(state, error) : ErrorAdvice();
    const QString next = QStringList{advice.effect, earlier.isEmpty() ? advice.next : QString()}.join(u' ').trimmed();
    m_ui->earlier->setText(earlier);
    m_ui->earlier->setVisible(!earlier.isEmpty());
    m_ui->headline->setText(advice.headline);
    m_ui->kind->setText(error.kind);
    const QString message = CoreText::told(error);
    if (m_ui->message->toPlainText() != message) // what is selected in it stays
        m_ui->message->setPlainText(message);
    m_ui->advice->setText(next);
    m_ui->advice->setVisible(!next.isEmpty());
}

// As high as it needs, so that the whole pane scrolls; only what is very long scrolls by itself.
void ErrorPane::fitMessage()
{
    const QTextDocument &text = *m_ui->message->document();
    int lines = 0;
    qreal height = 0; // of letters that may be another font's, and higher
    for (QTextBlock block = text.begin(); block.isValid() && lines <= mostLines; block = block.next()) {
        height +=
            text.documentLayout()->blockBoundingRect(block).height(); // lays it out, also what nobody has seen yet
        lines += block.layout()->lineCount();
    }
    const QMargins margins = m_ui->message->contentsMargins();
    m_ui->message->setVerticalScrollBarPolicy(lines > mostLines ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    const int line = m_ui->message->fontMetrics().lineSpacing();
    const int wanted = lines > mostLines ? mostLines * line : std::max(int(std::ceil(height)), line);
    m_ui->message->setFixedHeight(wanted + margins.top() + margins.bottom() + 2);
}

void ErrorPane::setVerbs(bool mayRetry, bool mayEdit, quint32 alike)
{
    m_ui->retry->setVisible(mayRetry);
    m_ui->edit->setVisible(mayEdit);
    m_ui->alike->setVisible(alike > 1);
    m_ui->alike->setText(tr("Show %1 Like This").arg(QLocale().toString(alike)));
}

} // namespace batchdeck
