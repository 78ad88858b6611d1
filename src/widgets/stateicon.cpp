#include "widgets/stateicon.h"

#include "widgets/theme.h"

#include <QPainter>
#include <QPainterPath>
#include <QWidget>

namespace batchdeck {

namespace {

enum class Body { Disc, Ring, Arc, Shield, Triangle };
enum class Sign { None, Check, Cross, Slash, Skip, Question, Exclamation, Clock, Square };

struct Shape {
    Body body;
    Sign sign;
};

constexpr PerState<Shape> shapes = {{
    {Body::Triangle, Sign::Exclamation}, // Invalid
    {Body::Ring, Sign::None}, // Queued
    {Body::Arc, Sign::None}, // Running
    {Body::Shield, Sign::None}, // Committing
    {Body::Ring, Sign::Square}, // Stopping
    {Body::Ring, Sign::Exclamation}, // Unresponsive
    {Body::Ring, Sign::Clock}, // Backoff
    {Body::Disc, Sign::Check}, // Succeeded
    {Body::Disc, Sign::Cross}, // Failed
    {Body::Disc, Sign::Clock}, // TimedOut
    {Body::Ring, Sign::Slash}, // Cancelled
    {Body::Ring, Sign::Skip}, // Skipped
    {Body::Disc, Sign::Question}, // InDoubt
}};

const QPointF centre(8, 8);

QPainterPath shield()
{
    QPainterPath path;
    path.moveTo(8, 1.5);
    path.lineTo(13.5, 3.4);
    path.lineTo(13.5, 7.5);
    path.cubicTo(13.5, 11, 11, 13.4, 8, 14.7);
    path.cubicTo(5, 13.4, 2.5, 11, 2.5, 7.5);
    path.lineTo(2.5, 3.4);
    path.closeSubpath();
    return path;
}

void paintBody(QPainter &painter, Body body, const QColor &colour, const QColor &track)
{
    QColor pale = colour;
    pale.setAlphaF(0.15f);
    const QPointF triangle[] = {{8, 1.5}, {15, 14}, {1, 14}};
    switch (body) {
    case Body::Disc:
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawEllipse(centre, 7, 7);
        break;
    case Body::Ring:
        painter.setPen(QPen(colour, 1.6));
        painter.drawEllipse(centre, 6.2, 6.2);
        break;
    case Body::Arc:
        painter.setPen(QPen(track, 2));
        painter.drawEllipse(centre, 6, 6);
        painter.setPen(QPen(colour, 2, Qt::SolidLine, Qt::RoundCap));
        painter.drawArc(QRectF(2, 2, 12, 12), 90 * 16, -150 * 16);
        break;
    case Body::Shield:
        painter.setPen(QPen(colour, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setBrush(pale);
        painter.drawPath(shield());
        break;
    case Body::Triangle:
        painter.setPen(QPen(colour, 1.2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setBrush(colour);
        painter.drawPolygon(triangle, 3);
        break;
    }
    painter.setBrush(Qt::NoBrush);
}

void paintSign(QPainter &painter, Sign sign, const QColor &colour)
{
    painter.setPen(QPen(colour, 1.7, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    switch (sign) {
    case Sign::None:
        break;
    case Sign::Check: {
        const QPointF points[] = {{4.8, 8.3}, {7.1, 10.6}, {11.2, 5.8}};
        painter.drawPolyline(points, 3);
        break;
    }
    case Sign::Cross:
        painter.drawLine(QPointF(5.7, 5.7), QPointF(10.3, 10.3));
        painter.drawLine(QPointF(10.3, 5.7), QPointF(5.7, 10.3));
        break;
    case Sign::Slash:
        painter.drawLine(QPointF(4, 12), QPointF(12, 4));
        break;
    case Sign::Skip: {
        const QPointF points[] = {{6.6, 5.4}, {9.4, 8}, {6.6, 10.6}};
        painter.drawPolyline(points, 3);
        break;
    }
    case Sign::Question:
        painter.drawArc(QRectF(6, 4, 4, 4), 180 * 16, -240 * 16);
        painter.drawLine(QPointF(8, 8), QPointF(8, 8.8));
        painter.drawPoint(QPointF(8, 11.7));
        break;
    case Sign::Exclamation:
        painter.drawLine(QPointF(8, 5.4), QPointF(8, 8.7));
        painter.drawPoint(QPointF(8, 11.5));
        break;
    case Sign::Clock: {
        const QPointF hands[] = {{8, 4.6}, {8, 8}, {10.4, 9.3}};
        painter.drawPolyline(hands, 3);
        break;
    }
    case Sign::Square:
        painter.fillRect(QRectF(5.8, 5.8, 4.4, 4.4), colour);
        break;
    }
}

} // namespace

void paintState(QPainter &painter, State state, const QRectF &square, const Theme &theme)
{
    const Shape &shape = shapes[index(state)];
    const QColor &colour = theme.shapes[index(state)];
    const bool isFilled = shape.body == Body::Disc || shape.body == Body::Triangle;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(square.topLeft());
    painter.scale(square.width() / 16, square.height() / 16);
    paintBody(painter, shape.body, colour, theme.track);
    paintSign(painter, shape.sign, isFilled ? theme.surface : colour);
    painter.restore();
}

QPixmap statePixmap(State state, int side, const QWidget &widget)
{
    QPixmap pixmap(QSize(side, side) * widget.devicePixelRatioF());
    pixmap.setDevicePixelRatio(widget.devicePixelRatioF());
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paintState(painter, state, QRectF(0, 0, side, side), Theme::of(widget.palette()));
    return pixmap;
}

} // namespace batchdeck
