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
    return {200, thickness};
}

void OverallBar::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath shape;
    shape.addRoundedRect(QRectF(rect()), thickness / 2.0, thickness / 2.0);
    painter.setClipPath(shape);
    painter.fillRect(rect(), theme.track);

    const auto total = std::accumulate(m_counts.begin(), m_counts.end(), quint64(0));
    quint64 before = 0;
    const auto position = [&] { return total == 0 ? 0 : qreal(before) * width() / qreal(total); };
    for (const State state : order) {
        const qreal from = position();
        before += m_counts[index(state)];
        painter.fillRect(QRectF(from, 0, position() - from, thickness), theme.shapes[index(state)]);
    }
}

} // namespace batchdeck
