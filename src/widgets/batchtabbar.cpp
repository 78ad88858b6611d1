#include "widgets/batchtabbar.h"

#include "models/runface.h"
#include "widgets/glyph.h"
#include "widgets/overallbar.h"
#include "widgets/stateicon.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QHoverEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolButton>

namespace batchdeck {

namespace {

constexpr int margin = 12;
constexpr int gap = 8;
constexpr int icon = 16;
constexpr int closeSide = 20;
constexpr int thickness = 3;
constexpr int widestText = 240;
constexpr int narrowestText = 110; // where many share the room
constexpr int lowest = 38;

struct TabLook {
    State state = State::Queued;
    bool isPaused = false;
    PerState<quint32> counts{};

    bool operator==(const TabLook &) const = default;
};

} // namespace

BatchTabBar::BatchTabBar(QWidget *parent)
    : QTabBar(parent)
{
    setDrawBase(false);
    setExpanding(false);
    setElideMode(Qt::ElideMiddle);
    setUsesScrollButtons(true);
    setMovable(true);
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::TabFocus);
    for (QToolButton *scroll : findChildren<QToolButton *>())
        scroll->setProperty("scroll", true);
}

void BatchTabBar::setFace(int tab, const RunFace &face, const PerState<quint32> &counts)
{
    const TabLook look{face.state, face.isPaused, counts};
    if (tabData(tab).value<TabLook>() == look)
        return;
    setTabData(tab, QVariant::fromValue(look));
    setAccessibleTabName(tab, tr("%1: %2").arg(tabText(tab), face.word));
    update(tabRect(tab));
}

QFont BatchTabBar::frontFont() const
{
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    return bold;
}

// As wide in front as behind: a tab that is chosen moves no other.
QSize BatchTabBar::tabSizeHint(int tab) const
{
    const QFontMetrics metrics(frontFont());
    const int text = std::min(metrics.horizontalAdvance(tabText(tab)) + 2, widestText);
    return {margin + icon + gap + text + gap + closeSide + margin - 4, std::max(lowest, metrics.height() + 20)};
}

QSize BatchTabBar::minimumTabSizeHint(int tab) const
{
    const QSize whole = tabSizeHint(tab);
    return {std::min(margin + icon + gap + narrowestText + closeSide + margin, whole.width()), whole.height()};
}

void BatchTabBar::tabInserted(int tab)
{
    QTabBar::tabInserted(tab);
    auto *close = new QToolButton(this);
    close->setProperty("small", true);
    close->setFixedSize(closeSide, closeSide);
    close->setFocusPolicy(Qt::NoFocus); // Ctrl+W is the keyboard's way
    close->setToolTip(tr("Close this batch"));
    close->setAccessibleName(tr("Close %1").arg(tabText(tab)));
    connect(close, &QToolButton::clicked, this, [this, close] {
        for (int i = 0; i < count(); ++i) {
            if (tabButton(i, RightSide) == close)
                return Q_EMIT tabCloseRequested(i);
        }
    });
    setTabButton(tab, RightSide, close);
    paintCloseIcons();
}

void BatchTabBar::mousePressEvent(QMouseEvent *event)
{
    QTabBar::mousePressEvent(event);
    m_pressed = tabAt(event->position().toPoint());
}

void BatchTabBar::mouseReleaseEvent(QMouseEvent *event)
{
    QTabBar::mouseReleaseEvent(event);
    const int tab = tabAt(event->position().toPoint());
    if (event->button() == Qt::MiddleButton && tab >= 0 && tab == m_pressed)
        Q_EMIT tabCloseRequested(tab);
}

void BatchTabBar::paintCloseIcons()
{
    for (int i = 0; i < count(); ++i) {
        if (auto *close = qobject_cast<QToolButton *>(tabButton(i, RightSide)))
            close->setIcon(glyphIcon(Glyph::Cancel, Theme::of(palette()).muted));
    }
}

void BatchTabBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (int i = 0; i < count(); ++i) {
        if (i != currentIndex())
            paintTab(painter, i);
    }
    if (currentIndex() >= 0)
        paintTab(painter, currentIndex());
}

void BatchTabBar::paintTab(QPainter &painter, int tab) const
{
    const Theme &theme = Theme::of(palette());
    const TabLook look = tabData(tab).value<TabLook>();
    const bool isFront = tab == currentIndex();
    const QRect rect = tabRect(tab);
    const QRectF box = QRectF(rect).adjusted(0.5, 4.5, -3.5, -4.5);

    painter.setPen(isFront ? QPen(hasFocus() ? theme.focus : theme.line) : QPen(Qt::NoPen));
    painter.setBrush(isFront ? theme.surface : tab == m_hovered ? theme.hover : QColor(Qt::transparent));
    painter.drawRoundedRect(box, 6, 6);

    const QRectF square(rect.left() + margin, rect.center().y() - icon / 2, icon, icon);
    if (look.isPaused)
        paintGlyph(painter, Glyph::Pause, square, theme.shapes[index(State::Running)]);
    else
        paintState(painter, look.state, square, theme);

    const QFont font = isFront ? frontFont() : this->font();
    const int left = rect.left() + margin + icon + gap;
    const QRect text(left, rect.top(), rect.right() - margin - closeSide - gap / 2 - left, rect.height());
    painter.setFont(font);
    painter.setPen(isFront ? theme.text : theme.muted);
    painter.drawText(text, Qt::AlignVCenter | Qt::AlignLeft,
                     QFontMetrics(font).elidedText(tabText(tab), elideMode(), text.width()));

    const QRectF bar(box.left() + margin - 4, box.bottom() - thickness - 1, box.width() - 2 * (margin - 4), thickness);
    if (look.counts != PerState<quint32>())
        paintShares(painter, bar, look.counts, theme);
}

bool BatchTabBar::event(QEvent *event)
{
    if (event->type() == QEvent::HoverMove || event->type() == QEvent::HoverLeave) {
        const int hovered =
            event->type() == QEvent::HoverLeave ? -1 : tabAt(static_cast<QHoverEvent *>(event)->position().toPoint());
        if (std::exchange(m_hovered, hovered) != hovered)
            update();
    }
    return QTabBar::event(event);
}

void BatchTabBar::changeEvent(QEvent *event)
{
    QTabBar::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        paintCloseIcons();
}

} // namespace batchdeck
