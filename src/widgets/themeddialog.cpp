#include "widgets/themeddialog.h"

#include "widgets/inscreen.h"
#include "widgets/question.h"
#include "widgets/theme.h"

#include <QAbstractItemView>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QToolButton>

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

void ThemedDialog::reject()
{
    dropChanges([this] { QDialog::reject(); });
}

void ThemedDialog::dropChanges(const std::function<void()> &then)
{
    if (!hasChanges())
        return then();
    ask(this, tr("Drop the changes?"), tr("What you changed here is kept nowhere else."), {{tr("Drop Them"), then}},
        tr("Go On Editing"));
}

// A tool button hears the space bar alone; people press Return too, also in a field when they have done. A table says
// itself what Return does there.
void ThemedDialog::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Return && event->key() != Qt::Key_Enter)
        return QDialog::keyPressEvent(event);
    if (event->isAutoRepeat()) // it was meant for what stood here before
        return;
    if (auto *button = qobject_cast<QAbstractButton *>(focusWidget()))
        return button->click();
    if (qobject_cast<QAbstractItemView *>(focusWidget()))
        return;
    for (QToolButton *button : findChildren<QToolButton *>()) {
        if (button->property("primary").toBool() && button->isVisible() && button->objectName() != u"done")
            return button->click();
    }
}

bool ThemedDialog::event(QEvent *event)
{
    if (event->type() == QEvent::ApplicationPaletteChange)
        applyTheme();
    else if (event->type() == QEvent::Polish && testAttribute(Qt::WA_Resized)) // else it is as large as it must be
        fitScreen(*this);
    return QDialog::event(event);
}

} // namespace batchdeck
