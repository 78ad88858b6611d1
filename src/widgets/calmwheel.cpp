#include "widgets/calmwheel.h"

#include <QAbstractSpinBox>
#include <QEvent>

namespace batchdeck {

namespace {

class WheelFilter final : public QObject {
public:
    using QObject::QObject;

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() != QEvent::Wheel || static_cast<QWidget *>(watched)->hasFocus())
            return false;
        event->ignore(); // it goes on to what is scrolled
        return true;
    }
};

} // namespace

void calmWheel(QWidget &page)
{
    auto *filter = new WheelFilter(&page);
    for (QAbstractSpinBox *field : page.findChildren<QAbstractSpinBox *>()) {
        field->setFocusPolicy(Qt::StrongFocus); // no wheel gives it the focus
        field->installEventFilter(filter);
    }
}

} // namespace batchdeck
