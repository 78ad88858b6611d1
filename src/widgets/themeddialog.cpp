#include "widgets/themeddialog.h"

#include "widgets/theme.h"

#include <QEvent>
#include <QGuiApplication>
#include <QScreen>
#include <QStyle>

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

// What it offers must not stand beyond its screen.
void ThemedDialog::fitScreen()
{
    const int title = style()->pixelMetric(QStyle::PM_TitleBarHeight);
    resize(size().boundedTo(screen()->availableSize() - QSize(0, title)));
}

bool ThemedDialog::event(QEvent *event)
{
    if (event->type() == QEvent::ApplicationPaletteChange)
        applyTheme();
    else if (event->type() == QEvent::Polish && testAttribute(Qt::WA_Resized)) // else it is as large as it must be
        fitScreen();
    return QDialog::event(event);
}

} // namespace batchdeck
