#pragma once

#include "core/state.h"

#include <QColor>
#include <QPalette>

namespace batchdeck {

// The colours of everything that is ours; menus and dialogs keep the desktop's.
struct Theme {
    QColor window;
    QColor surface;
    QColor header;
    QColor line;
    QColor track; // of bars, where nothing is filled
    QColor knob; // of scroll bars
    QColor text;
    QColor muted;
    QColor primary; // of the one primary button; its text is white
    QColor pressed; // the same while it is pressed
    QColor ring; // around it where it has the focus
    QColor focus;
    QColor selected;
    QColor hover;
    PerState<QColor> shapes; // icons and bars
    PerState<QColor> words; // plain where a state needs no eyes

    // The light or the dark one, as the desktop's palette is.
    static const Theme &of(const QPalette &palette);

    QPalette palette() const;
    QString styleSheet() const; // for buttons and fields
};

} // namespace batchdeck
