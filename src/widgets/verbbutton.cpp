#include "widgets/verbbutton.h"

#include "widgets/theme.h"

#include <QStyleOptionToolButton>
#include <QStylePainter>

namespace batchdeck {

namespace {

constexpr int iconSide = 16;
constexpr int gap = 8;
constexpr int margin = 13;

} // namespace

VerbButton::VerbButton(QWidget *parent)
    : QToolButton(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
}

void VerbButton::keepRoomFor(const QStringList &texts)
{
    m_texts = texts;
    updateGeometry();
}

void VerbButton::setBrief(bool isBrief)
{
    if (std::exchange(m_isBrief, isBrief) == isBrief)
        return;
    updateGeometry();
    update();
}

int VerbButton::wordsWidth() const
{
    QFont bold = font(); // of the primary one, whose letters may be another font's
    bold.setWeight(QFont::DemiBold);
    int widest = 0;
    for (const QFontMetrics &metrics : {QFontMetrics(bold), QFontMetrics(font())}) {
        widest = std::max(widest, metrics.size(Qt::TextShowMnemonic, text()).width());
        for (const QString &text : m_texts)
            widest = std::max(widest, metrics.size(Qt::TextShowMnemonic, text).width());
    }
    return gap + widest;
}

QSize VerbButton::sizeHint() const
{
    return {2 * margin + iconSide + (m_isBrief ? 0 : wordsWidth()), QToolButton::sizeHint().height()};
}

QSize VerbButton::minimumSizeHint() const
{
    return {2 * margin + iconSide, sizeHint().height()};
}

void VerbButton::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(palette());
    QStylePainter painter(this);
    QStyleOptionToolButton option;
    initStyleOption(&option);
    option.text.clear();
    option.icon = {};
    painter.drawComplexControl(QStyle::CC_ToolButton, option);

    const QFontMetrics metrics(font());
    const int most = width() - 2 * margin - iconSide - gap;
    const QString shown = metrics.elidedText(text(), Qt::ElideRight, std::max(most, 0), Qt::TextShowMnemonic);
    const int words = metrics.size(Qt::TextShowMnemonic, shown).width();
    const int left = shown.isEmpty() ? (width() - iconSide) / 2 : (width() - iconSide - gap - words) / 2;
    const int baseline = (height() + metrics.ascent() - metrics.descent()) / 2;
    const QRect sign(left, baseline - (metrics.capHeight() + iconSide) / 2, iconSide, iconSide);
    icon().paint(&painter, QStyle::visualRect(layoutDirection(), rect(), sign), Qt::AlignCenter,
                 isEnabled() ? QIcon::Normal : QIcon::Disabled);
    const bool isPrimary = property("primary").toBool();
    painter.setPen(!isEnabled() ? theme.muted : isPrimary ? QColor(Qt::white) : theme.text);
    const QRect room(left + iconSide + gap, 0, words, height());
    painter.drawText(QStyle::visualRect(layoutDirection(), rect(), room), Qt::AlignCenter | Qt::TextShowMnemonic,
                     shown);
}

} // namespace batchdeck
