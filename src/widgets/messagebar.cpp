#include "widgets/messagebar.h"

#include "models/coretext.h"
#include "ui_messagebar.h"

#include <QStyle>

#include <utility>

namespace batchdeck {

MessageBar::MessageBar(QWidget *parent)
    : QFrame(parent)
    , m_ui(std::make_unique<Ui::MessageBar>())
{
    m_ui->setupUi(this);
    hide();
    connect(m_ui->dismiss, &QToolButton::clicked, this, [this] {
        hide();
        if (const auto undo = std::exchange(m_undo, {}))
            undo();
    });
}

MessageBar::~MessageBar() = default;

void MessageBar::tell(Kind kind, const QString &sentence, const Undo &undo)
{
    m_undo = undo.does;
    m_ui->dismiss->setText(undo.does ? undo.text : tr("Dismiss"));
    m_ui->sentence->setText(CoreText::told(sentence));
    setProperty("problem", kind == Kind::Problem);
    m_ui->sentence->style()->polish(m_ui->sentence);
    show();
}

void MessageBar::forgetNews()
{
    if (!property("problem").toBool() && !m_undo)
        hide();
}

QString MessageBar::sentence() const
{
    return isHidden() ? QString() : m_ui->sentence->text();
}

} // namespace batchdeck
