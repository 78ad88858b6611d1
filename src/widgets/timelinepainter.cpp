#include "widgets/timelinepainter.h"

#include "models/timelinerates.h"
#include "widgets/theme.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QLocale>
#include <QPainter>
#include <QPainterPath>

#include <cmath>
#include <numeric>

namespace batchdeck {

namespace {

using Frame = TimelineScene::Frame;

constexpr int margin = 16;
constexpr int widestPitch = 22;
constexpr int narrowestPitch = 5;
constexpr int ratesHeight = 48; // and what the lanes leave, up to three times as much
constexpr int leastRoom = 8; // between lane numbers
constexpr int roundedFrom = 6; // pixels of a bar
constexpr std::size_t mostRounded = 1500; // bars: corners take time
constexpr qint64 second = 1'000'000;

// A little less loud than an icon, for there are many.
QColor softened(const QColor &colour, const QColor &ground)
{
    constexpr float share = 0.85f;
    const auto mixed = [&](float one, float other) { return one * share + other * (1 - share); };
    return QColor::fromRgbF(mixed(colour.redF(), ground.redF()), mixed(colour.greenF(), ground.greenF()),
                            mixed(colour.blueF(), ground.blueF()));
}

// A round number, so that the scale does not move with every peak.
double niceAbove(double value)
{
    const double power = std::pow(10, std::floor(std::log10(std::max(value, 1e-9))));
    for (const double factor : {1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0, 10.0}) {
        if (factor * power >= value)
            return factor * power;
    }
    return 10 * power;
}

// "1.5", "800", "30k": it has little room.
QString brief(double rate)
{
    const QLocale locale;
    return rate < 10'000 ? locale.toString(rate, 'g', 4) : locale.toString(rate / 1000, 'g', 4) + u'k';
}

QString perSecond(const QString &rate)
{
    return QCoreApplication::translate("batchdeck::TimelinePainter", "%1/s", "a second").arg(rate);
}

} // namespace

TimelinePainter::TimelinePainter(const QRect &area, const QFont &font, int lanes)
    : m_small(font)
{
    m_small.setPointSizeF(std::max(font.pointSizeF() - 1.5, 6.0));
    const QFontMetrics metrics(m_small);
    const int gutter = std::max(metrics.horizontalAdvance(perSecond(QStringLiteral("0,000"))), 34) + leastRoom;
    const int timesHeight = metrics.height() + 2;
    const QRect inner = area.adjusted(margin - 8, 4, -margin, -4);
    m_timesRect = QRect(inner.left() + gutter, inner.bottom() - timesHeight + 1, inner.width() - gutter, timesHeight);
    const int rates = inner.height() > 3 * ratesHeight ? ratesHeight : std::max(inner.height() / 3, 0);
    m_ratesRect = QRect(m_timesRect.left(), m_timesRect.top() - rates, m_timesRect.width(), rates);
    m_lanesRect = QRect(m_timesRect.left(), inner.top(), m_timesRect.width(),
                        std::max(m_ratesRect.top() - 8 - inner.top(), narrowestPitch));
    const int count = std::max(lanes, 1);
    m_pitch = std::clamp(m_lanesRect.height() / count, narrowestPitch, widestPitch);
    m_thickness = m_pitch - (m_pitch > 8 ? 4 : m_pitch > 6 ? 2 : 1);
    const int spare = std::clamp(m_lanesRect.height() - m_pitch * count, 0, 2 * rates);
    m_ratesRect.setTop(m_ratesRect.top() - spare);
    m_lanesRect.setBottom(m_lanesRect.bottom() - spare);
    m_visibleLanes = std::clamp(m_lanesRect.height() / m_pitch, 1, count);
}

qreal TimelinePainter::xOf(const Frame &frame, qint64 time) const
{
    return m_lanesRect.left() + double(time - frame.from()) / double(frame.cell) * cellWidth;
}

qint64 TimelinePainter::timeAt(const Frame &frame, int x) const
{
    return frame.from() + qint64((double(x - m_lanesRect.left()) + 0.5) / cellWidth * double(frame.cell));
}

int TimelinePainter::laneAt(const Frame &frame, int y) const
{
    const int lane = (y - m_lanesRect.top()) / m_pitch;
    return y < m_lanesRect.top() || lane >= frame.lanes ? -1 : frame.firstLane + lane;
}

QRectF TimelinePainter::barRect(const Frame &frame, qint64 began, qint64 ended, int lane) const
{
    const qreal left = std::max(xOf(frame, began), qreal(m_lanesRect.left()));
    const qreal right = std::min(xOf(frame, ended), qreal(m_lanesRect.right() + 1));
    return {left, qreal(m_lanesRect.top() + (lane - frame.firstLane) * m_pitch + (m_pitch - m_thickness) / 2),
            std::max(right - left - 1, 1.0), qreal(m_thickness)};
}

void TimelinePainter::paint(QPainter &painter, const Timeline &timeline, const Theme &theme, quint32 current) const
{
    painter.setFont(m_small);
    paintLaneNumbers(painter, timeline, theme);
    painter.save();
    painter.setClipRect(m_lanesRect.adjusted(0, -1, 1, 1));
    paintCells(painter, timeline, theme);
    paintBars(painter, timeline, theme, current);
    painter.restore();
    paintRates(painter, timeline, theme);
    paintTimes(painter, timeline, theme);
}

void TimelinePainter::paintLaneNumbers(QPainter &painter, const Timeline &timeline, const Theme &theme) const
{
    const Frame &frame = timeline.frame();
    const int height = painter.fontMetrics().height();
    int every = 1;
    while (every * m_pitch < height - 4)
        every = every == 1 ? 5 : every * 2;
    painter.setPen(theme.muted);
    for (int lane = frame.firstLane; lane < frame.firstLane + frame.lanes; ++lane) {
        if (every > 1 && (lane + 1) % every != 0 && lane != 0)
            continue;
        const QRect rect(0, m_lanesRect.top() + (lane - frame.firstLane) * m_pitch + (m_pitch - height) / 2,
                         m_lanesRect.left() - leastRoom, height);
        painter.drawText(rect, Qt::AlignRight | Qt::AlignVCenter, QLocale().toString(lane + 1));
    }
}

// Shares by how attempts ended; a problem is at least a line.
void TimelinePainter::paintCells(QPainter &painter, const Timeline &timeline, const Theme &theme) const
{
    const Frame &seen = timeline.frame();
    const Frame &known = timeline.scene().frame();
    std::array<QList<QRectF>, timelineEnds.size()> rects;
    for (int lane = std::max(seen.firstLane, known.firstLane);
         lane < std::min(seen.firstLane + seen.lanes, known.firstLane + known.lanes); ++lane) {
        for (qint64 number = known.first; number < known.first + known.cells; ++number) {
            const TimelineScene::Cell &cell = timeline.scene().cell(number, lane);
            QRectF bar = barRect(seen, number * known.cell, (number + 1) * known.cell, lane);
            bar.setWidth(bar.width() + 1); // they follow each other without a gap
            qreal bottom = bar.bottom();
            for (std::size_t end = timelineEnds.size(); end-- > 0;) { // problems first, so that none is pushed out
                if (cell.busy[end] <= 0 && cell.ended[end] == 0)
                    continue;
                const qreal share = std::min(double(cell.busy[end]) / double(known.cell), 1.0) * bar.height();
                const qreal height = std::min(std::max(share, end == 0 ? 0.5 : 1.0), bottom - bar.top());
                rects[end] += QRectF(bar.left(), bottom - height, bar.width(), height);
                bottom -= height;
            }
        }
    }
    painter.setPen(Qt::NoPen);
    for (std::size_t end = 0; end < rects.size(); ++end) {
        painter.setBrush(softened(theme.shapes[index(timelineEnds[end])], theme.surface));
        painter.drawRects(rects[end]);
    }
}

void TimelinePainter::paintBars(QPainter &painter, const Timeline &timeline, const Theme &theme, quint32 current) const
{
    const Frame &frame = timeline.frame();
    PerState<QList<QRectF>> plain;
    PerState<QPainterPath> rounded;
    QList<QRectF> chosen;
    const bool areFew = timeline.scene().bars().size() < mostRounded;
    const auto add = [&](State state, quint32 row, qint64 began, qint64 ended, int lane) {
        if (lane < frame.firstLane || lane >= frame.firstLane + frame.lanes || ended < frame.from()
            || began >= frame.to())
            return;
        const QRectF rect = barRect(frame, began, ended, lane);
        if (areFew && rect.width() >= roundedFrom)
            rounded[index(state)].addRoundedRect(rect, 2, 2);
        else
            plain[index(state)] += rect;
        if (row == current)
            chosen += rect;
    };
    for (const TimelineScene::Bar &bar : timeline.scene().bars())
        add(bar.state, bar.row, bar.began, bar.ended, bar.lane);
    for (const AttemptAtWork &attempt : timeline.atWork())
        add(attempt.state, attempt.row, timeline.timeOf(attempt.began), timeline.now(), int(attempt.lane));
    for (int state = 0; state < stateCount; ++state) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(softened(theme.shapes[std::size_t(state)], theme.surface));
        painter.drawRects(plain[std::size_t(state)]);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.drawPath(rounded[std::size_t(state)]);
        painter.setRenderHint(QPainter::Antialiasing, false);
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.text, 1.5));
    painter.setBrush(Qt::NoBrush);
    for (const QRectF &rect : chosen)
        painter.drawRoundedRect(rect.adjusted(-0.75, -0.75, 0.75, 0.75), 2, 2);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

QRect TimelinePainter::markedRect(const Timeline &timeline) const
{
    constexpr qreal leastWidth = 5; // what is marked is found where it is a share as well
    const Frame &frame = timeline.frame();
    const auto &marked = timeline.marked();
    if (!timeline.isMarkedInSight())
        return {};
    const QRectF rect = barRect(frame, marked->began, marked->ended, marked->slot);
    const qreal missing = std::max(leastWidth - rect.width(), 0.0) / 2;
    return rect.adjusted(-missing, 0, missing, 0).toAlignedRect(); // so that what is around it is sharp
}

// Around it, with a gap to it and to what is beside it: bars have the colour of the focus too.
void TimelinePainter::paintMarked(QPainter &painter, const Timeline &timeline, const Theme &theme) const
{
    const QRect rect = markedRect(timeline);
    if (rect.isEmpty())
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    for (const auto &[colour, width] : {std::pair(theme.surface, 4), std::pair(theme.focus, 2)}) {
        painter.setPen(QPen(colour, width));
        painter.drawRoundedRect(rect.adjusted(-2, -2, 2, 2), 3, 3);
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
}

// What ended a second, and of that what went wrong.
void TimelinePainter::paintRates(QPainter &painter, const Timeline &timeline, const Theme &theme) const
{
    const Frame &seen = timeline.frame();
    if (m_ratesRect.height() < 16 || timeline.scene().frame().cells == 0)
        return;
    const std::vector<RatePoint> points =
        ratesOf(timeline.scene(), timeline.began(), timeline.now(), timeline.isOver());
    const double highest = std::accumulate(points.begin(), points.end(), 0.0, [](double most, const RatePoint &point) {
        return std::max(most, point.all);
    });
    painter.setPen(theme.line);
    painter.drawLine(m_ratesRect.bottomLeft(), m_ratesRect.bottomRight());
    if (points.size() < 2 || highest <= 0)
        return;
    const double top = niceAbove(highest);
    painter.save();
    painter.setClipRect(m_ratesRect.adjusted(0, -2, 1, 0));
    painter.setRenderHint(QPainter::Antialiasing);
    const auto curve = [&](double RatePoint::*value, const QColor &colour) {
        const auto y = [&](double rate) { return m_ratesRect.bottom() - rate / top * (m_ratesRect.height() - 4); };
        QPolygonF line;
        const auto draw = [&] {
            QPolygonF area = line;
            area += QPointF(line.last().x(), m_ratesRect.bottom());
            area += QPointF(line.first().x(), m_ratesRect.bottom());
            QColor pale = colour;
            pale.setAlphaF(0.15f);
            painter.setPen(Qt::NoPen);
            painter.setBrush(pale);
            painter.drawPolygon(area);
            painter.setPen(QPen(colour, 1.5));
            painter.drawPolyline(line);
            line.clear();
        };
        for (std::size_t i = 0; i < points.size(); ++i) { // where there are none, no line says so
            const bool isRise = i + 1 < points.size() && points[i + 1].*value > 0;
            if (points[i].*value > 0 || isRise || !line.isEmpty())
                line += QPointF(xOf(seen, points[i].time), y(points[i].*value));
            if (line.size() > 1 && points[i].*value <= 0 && !isRise)
                draw();
        }
        if (!line.isEmpty())
            draw();
    };
    curve(&RatePoint::all, theme.shapes[index(State::Running)]);
    curve(&RatePoint::problems, theme.shapes[index(State::Failed)]);
    painter.restore();
    painter.setPen(theme.muted);
    painter.drawText(QRect(0, m_ratesRect.top() - 2, m_ratesRect.left() - leastRoom, painter.fontMetrics().height()),
                     Qt::AlignRight | Qt::AlignTop, perSecond(brief(top)));
}

void TimelinePainter::paintTimes(QPainter &painter, const Timeline &timeline, const Theme &theme) const
{
    constexpr std::array<qint64, 21> steps{
        1000,         5000,         10'000,       50'000,        100'000,       500'000,       second,
        2 * second,   5 * second,   10 * second,  15 * second,   30 * second,   60 * second,   120 * second,
        300 * second, 600 * second, 900 * second, 1800 * second, 3600 * second, 7200 * second, 21600 * second};
    const Frame &frame = timeline.frame();
    if (frame.cells == 0 || timeline.isEmpty())
        return;
    const qint64 perLabel = frame.cell * 110 / cellWidth;
    const auto *found = std::find_if(steps.begin(), steps.end(), [&](qint64 step) { return step >= perLabel; });
    const qint64 step = found == steps.end() ? (perLabel / steps.back() + 1) * steps.back() : *found;
    const QString form = step < second ? QStringLiteral("HH:mm:ss.zzz") : QStringLiteral("HH:mm:ss");
    // Round by the clock on the wall, until the computer slept.
    const qint64 wall = timeline.wallTimeOf(frame.from()).toMSecsSinceEpoch() * 1000;
    painter.setPen(theme.muted);
    for (qint64 at = (wall / step + 1) * step; at - wall < frame.to() - frame.from(); at += step) {
        const qreal x = xOf(frame, frame.from() + at - wall);
        const QString text = QLocale().toString(timeline.wallTimeOf(frame.from() + at - wall).time(), form);
        const int width = painter.fontMetrics().horizontalAdvance(text);
        if (x - width / 2.0 < m_timesRect.left() - 8 || x + width / 2.0 > m_timesRect.right() + margin)
            continue;
        painter.drawText(QRectF(x - width / 2.0 - 1, m_timesRect.top(), width + 2, m_timesRect.height()),
                         Qt::AlignCenter, text);
    }
}

} // namespace batchdeck
