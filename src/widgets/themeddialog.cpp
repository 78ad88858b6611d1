#include "widgets/themeddialog.h"

#include "widgets/theme.h"

#include <QEvent>
#include <QGuiApplication>

namespace batchdeck {

ThemedDialog::ThemedDialog(QWidget *parent)
    : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    applyTheme();
}

void ThemedDialog::applyTheme()
{
    const Theme &theme = Theme::of(QGuiApplication::palette());
    setPalette(theme.palette());
    setStyleSheet(theme.styleSheet());
}

void ThemedDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::ApplicationPaletteChange)
        applyTheme();
}

} // namespace batchdeck
