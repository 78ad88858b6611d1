#include "widgets/overallbar.h"

#include "models/rowtext.h"
#include "widgets/theme.h"

#include <QLocale>
#include <QPainter>
#include <QPainterPath>

#include <numeric>

namespace batchdeck {

namespace {

using enum State;

constexpr int thickness = 10;
constexpr int lowThickness = 6;
// From the left; what is queued is the track.
constexpr State order[] = {Succeeded, Failed,   Invalid,      TimedOut,   InDoubt, Cancelled,
                           Skipped,   Stopping, Unresponsive, Committing, Running, Backoff};

} // namespace

OverallBar::OverallBar(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void OverallBar::setSummary(const RunSummary &summary)
{
    if (m_counts == summary.counts)
        return;
    m_counts = summary.counts;
    QStringList lines;
    for (int i = 0; i < stateCount; ++i) {
        if (m_counts[size_t(i)] > 0)
            lines += tr("%1: %2").arg(RowText::word(State(i)), QLocale().toString(m_counts[size_t(i)]));
    }
    setToolTip(lines.join(QLatin1Char('\n')));
    update();
}

QSize OverallBar::sizeHint() const
{
    return {200, m_isLow ? lowThickness : thickness};
}

void OverallBar::setLow(bool isLow)
{
    m_isLow = isLow;
    updateGeometry();
}

void OverallBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintShares(painter, rect(), m_counts, Theme::of(palette()));
}

void paintShares(QPainter &painter, const QRectF &bar, const PerState<quint32> &counts, const Theme &theme)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath shape;
    shape.addRoundedRect(bar, bar.height() / 2, bar.height() / 2);
    painter.setClipPath(shape);
    painter.fillRect(bar, theme.track);

    const auto total = std::accumulate(counts.begin(), counts.end(), quint64(0));
    quint64 before = 0;
    const auto position = [&] { return total == 0 ? 0 : qreal(before) * bar.width() / qreal(total); };
    for (const State state : order) {
        const qreal from = position();
        before += counts[index(state)];
        painter.fillRect(QRectF(bar.left() + from, bar.top(), position() - from, bar.height()),
                         theme.shapes[index(state)]);
    }
    painter.restore();
}

} // namespace batchdeck
