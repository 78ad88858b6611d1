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

bool ThemedDialog::event(QEvent *event)
{
    if (event->type() == QEvent::ApplicationPaletteChange)
        applyTheme();
    return QDialog::event(event);
}

} // namespace batchdeck
