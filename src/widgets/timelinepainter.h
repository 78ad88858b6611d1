#pragma once

#include "models/timeline.h"

#include <QFont>
#include <QRect>

class QPainter;

namespace batchdeck {

struct Theme;

// Where what stands in a timeline, and how it is painted: lanes, the rates under them, and the time.
class TimelinePainter {
public:
    static constexpr int cellWidth = 3; // pixels: what is narrower is added up

    TimelinePainter(const QRect &area, const QFont &font, int lanes); // lanes that there are

    int cells() const { return std::max(m_lanesRect.width() / cellWidth, 1); }
    int visibleLanes() const { return m_visibleLanes; }
    const QRect &lanesRect() const { return m_lanesRect; }

    qreal xOf(const TimelineScene::Frame &frame, qint64 time) const;
    qint64 timeAt(const TimelineScene::Frame &frame, int x) const;
    int laneAt(const TimelineScene::Frame &frame, int y) const; // below 0 where there is none

    void paint(QPainter &painter, const Timeline &timeline, const Theme &theme, quint32 current) const;
    void paintMarked(QPainter &painter, const Timeline &timeline, const Theme &theme) const;
    QRect markedRect(const Timeline &timeline) const; // empty where nothing is, or out of sight

private:
    void paintLaneNumbers(QPainter &painter, const Timeline &timeline, const Theme &theme) const;
    void paintCells(QPainter &painter, const Timeline &timeline, const Theme &theme) const;
    void paintBars(QPainter &painter, const Timeline &timeline, const Theme &theme, quint32 current) const;
    void paintRates(QPainter &painter, const Timeline &timeline, const Theme &theme) const;
    void paintTimes(QPainter &painter, const Timeline &timeline, const Theme &theme) const;
    QRectF barRect(const TimelineScene::Frame &frame, qint64 began, qint64 ended, int lane) const;

    QFont m_small;
    int m_pitch = 0; // from one lane to the next
    int m_thickness = 0;
    int m_visibleLanes = 0;
    QRect m_lanesRect;
    QRect m_ratesRect;
    QRect m_timesRect;
};

} // namespace batchdeck
