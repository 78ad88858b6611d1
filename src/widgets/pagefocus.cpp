#include "widgets/pagefocus.h"

#include <QAbstractScrollArea>

namespace batchdeck {

bool focusPage(QWidget &page)
{
    QList<QAbstractScrollArea *> areas = page.findChildren<QAbstractScrollArea *>();
    if (auto *whole = qobject_cast<QAbstractScrollArea *>(&page))
        areas.prepend(whole);
    for (QAbstractScrollArea *area : areas) {
        if ((area->focusPolicy() & Qt::TabFocus) == 0 || !area->isVisible()) // a header, or what only scrolls
            continue;
        area->setFocus(Qt::ShortcutFocusReason);
        return true;
    }
    return false;
}

} // namespace batchdeck
