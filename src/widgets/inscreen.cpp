#include "widgets/inscreen.h"

#include <QDialog>
#include <QScreen>
#include <QStyle>

namespace batchdeck {

void fitScreen(QDialog &dialog)
{
    const int title = dialog.style()->pixelMetric(QStyle::PM_TitleBarHeight);
    dialog.resize(dialog.size().boundedTo(dialog.screen()->availableSize() - QSize(0, title)));
}

void openInScreen(QDialog &dialog)
{
    dialog.ensurePolished();
    fitScreen(dialog);
    dialog.open();
    fitScreen(dialog); // one of Qt's own takes its size when it is shown
}

} // namespace batchdeck
