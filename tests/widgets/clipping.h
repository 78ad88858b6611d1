#pragma once

#include "widgets/batchtabbar.h"
#include "widgets/cell.h"
#include "widgets/sorthead.h"
#include "widgets/verbbutton.h"

#include <QAbstractScrollArea>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QTabBar>
#include <QToolButton>

#include <optional>

namespace batchdeck {

// What of a window has not the room that it asks for, or stands beyond what it stands in. What ends in an ellipsis on
// purpose (ElidedLabel, VerbButton, the tabs of batches) asks for little itself, or is left out here.
class Clipping {
public:
    explicit Clipping(const QWidget *shown)
        : m_shown(shown)
    {
    }

    QString found() const // the first of it; empty where nothing is clipped
    {
        for (const QWidget *widget : m_shown->findChildren<QWidget *>()) {
            if (!widget->isVisible() || widget->window() != m_shown->window())
                continue;
            for (const QString &clipped : {ofSize(*widget), ofWords(*widget), ofPlace(*widget)}) {
                if (!clipped.isEmpty())
                    return clipped;
            }
        }
        return {};
    }

private:
    static constexpr int hair = 1; // by which what is checked asks for more than it is given
    static constexpr int edge = 4; // between a button's words and its end, at least
    static constexpr int spinEdge = 2; // likewise, of a field's letters

    static int lettersOf(const QWidget &widget, const QString &text)
    {
        return widget.fontMetrics().size(Qt::TextShowMnemonic, text).width();
    }
    static QString told(const QWidget &widget, const QString &text, int has, int needs)
    {
        return QStringLiteral("%1 “%2” has %3 and needs %4").arg(widget.objectName(), text).arg(has).arg(needs);
    }
    static bool isPart(const QWidget &widget) // of a field
    {
        return qobject_cast<const QAbstractSpinBox *>(widget.parent())
            || qobject_cast<const QComboBox *>(widget.parent());
    }

    static QString ofSize(const QWidget &widget)
    {
        const bool speaks = qobject_cast<const QLabel *>(&widget) || qobject_cast<const QAbstractButton *>(&widget);
        const bool isField = qobject_cast<const QAbstractSpinBox *>(&widget) || qobject_cast<const QComboBox *>(&widget)
            || qobject_cast<const QLineEdit *>(&widget);
        if (!(speaks || isField) || isPart(widget))
            return {};
        const QString text = widget.property("text").toString();
        const QSize hint = widget.minimumSizeHint();
        const int letters = text.isEmpty() ? 0 : widget.fontMetrics().height();
        const int least = widget.minimumHeight(); // which a layout goes by where there is one
        const QSize needed = widget.hasHeightForWidth() ? QSize(hint.width(), widget.heightForWidth(widget.width()))
            : isField                                   ? QSize(0, widget.fontMetrics().height())
            : least > 0 ? QSize(hint.width(), std::min(std::max(least, letters), hint.height()))
                        : hint;
        if (widget.width() + hair < needed.width())
            return told(widget, text, widget.width(), needed.width());
        if (widget.height() + hair < needed.height())
            return told(widget, text + QStringLiteral("” of height “"), widget.height(), needed.height());
        return {};
    }

    // What its letters need; a hint may be of other ones.
    static QString ofWords(const QWidget &widget)
    {
        if (const auto *button = qobject_cast<const QAbstractButton *>(&widget))
            return ofButton(*button);
        if (const auto *tabs = qobject_cast<const QTabBar *>(&widget))
            return ofTabs(*tabs);
        if (const auto *head = qobject_cast<const QHeaderView *>(&widget))
            return ofHead(*head);
        if (const auto *choice = qobject_cast<const QComboBox *>(&widget)) {
            int widest = 0;
            for (int i = 0; i < choice->count(); ++i)
                widest = std::max(widest, widget.fontMetrics().horizontalAdvance(choice->itemText(i)));
            const int frame = choice->sizeHint().width() - widest;
            const int letters = widget.fontMetrics().horizontalAdvance(choice->currentText());
            if (choice->width() + hair < frame + letters)
                return told(widget, choice->currentText(), choice->width(), frame + letters);
        }
        if (const auto *spin = qobject_cast<const QAbstractSpinBox *>(&widget)) {
            const auto *line = spin->findChild<QLineEdit *>();
            const int letters = widget.fontMetrics().horizontalAdvance(spin->text()) + 2 * spinEdge;
            if (line->width() + hair < letters)
                return told(widget, spin->text(), line->width(), letters);
        }
        return {};
    }
    static QString ofButton(const QAbstractButton &button)
    {
        const auto *tool = qobject_cast<const QToolButton *>(&button);
        const bool hasSign = !button.icon().isNull();
        const bool isSignAlone = tool && hasSign && tool->toolButtonStyle() == Qt::ToolButtonIconOnly;
        if (button.hasHeightForWidth() || qobject_cast<const VerbButton *>(&button) || button.text().isEmpty()
            || isSignAlone)
            return {};
        const int needs = lettersOf(button, button.text()) + (hasSign ? button.iconSize().width() : 0) + 2 * edge;
        return button.width() < needs ? told(button, button.text(), button.width(), needs) : QString();
    }
    static QString ofTabs(const QTabBar &tabs)
    {
        if (qobject_cast<const BatchTabBar *>(&tabs))
            return {};
        for (int i = 0; i < tabs.count(); ++i) {
            const int needs = lettersOf(tabs, tabs.tabText(i)) + 2 * edge;
            const QRect place = tabs.tabRect(i);
            if (place.width() < needs)
                return told(tabs, tabs.tabText(i), place.width(), needs);
            if (!tabs.rect().contains(place))
                return QStringLiteral("%1 “%2” is out of sight").arg(tabs.objectName(), tabs.tabText(i));
        }
        return {};
    }
    static QString ofHead(const QHeaderView &head)
    {
        for (int i = 0; head.orientation() == Qt::Horizontal && i < head.count(); ++i) {
            const QString text = head.model()->headerData(i, Qt::Horizontal).toString();
            const bool isMarked = head.isSortIndicatorShown() && head.sortIndicatorSection() == i;
            const int needs =
                head.fontMetrics().horizontalAdvance(text) + 2 * cellMargin + (isMarked ? SortHead::markRoom : 0);
            if (!head.isSectionHidden(i) && !text.isEmpty() && head.sectionSize(i) < needs)
                return told(head, text, head.sectionSize(i), needs);
        }
        return {};
    }

    // A page that scrolls does so up and down only, and what it is scrolled past is none of this.
    QString ofPlace(const QWidget &widget) const
    {
        const bool speaks = qobject_cast<const QLabel *>(&widget) || qobject_cast<const QAbstractButton *>(&widget)
            || qobject_cast<const QLineEdit *>(&widget) || qobject_cast<const QComboBox *>(&widget);
        for (const QWidget *inside = &widget; speaks && inside != m_shown; inside = inside->parentWidget()) {
            const QWidget *around = inside->parentWidget();
            const auto *area = around ? qobject_cast<const QAbstractScrollArea *>(around->parent()) : nullptr;
            const bool isScrolled = area && area->viewport() == around;
            const QRect place = inside->geometry();
            const QString text = widget.property("text").toString();
            if (place.left() < 0 || place.right() > around->width())
                return QStringLiteral("%1 “%2” is at %3 to %4 of %5’s %6")
                    .arg(widget.objectName(), text)
                    .arg(place.left())
                    .arg(place.right())
                    .arg(around->objectName())
                    .arg(around->width());
            if (!isScrolled && (place.top() < 0 || place.bottom() > around->height()))
                return QStringLiteral("%1 “%2” is at height %3 to %4 of %5’s %6")
                    .arg(widget.objectName(), text)
                    .arg(place.top())
                    .arg(place.bottom())
                    .arg(around->objectName())
                    .arg(around->height());
        }
        return {};
    }

    const QWidget *m_shown;
};

} // namespace batchdeck
