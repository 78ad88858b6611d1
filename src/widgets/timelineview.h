#pragma once

#include "models/recordtexts.h"
#include "models/timeline.h"

#include <QAbstractScrollArea>
#include <QElapsedTimer>

namespace batchdeck {

class TimelinePainter;

// A timeline that a person zooms, drags and clicks. The scroll bar is for lanes.
class TimelineView final : public QAbstractScrollArea {
    Q_OBJECT

public:
    explicit TimelineView(QWidget *parent = nullptr);
    ~TimelineView() override;

    void setTimeline(Timeline *timeline, const RecordTexts *texts); // both outlive it
    void refresh(bool underWay); // meant for a timer
    void setCurrent(quint32 row); // is marked

Q_SIGNALS:
    void rowChosen(quint32 row);

protected:
    void paintEvent(QPaintEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void changeEvent(QEvent *event) override;

private:
    TimelinePainter layoutNow() const;
    void arrange();
    std::optional<Timeline::Found> foundAt(const QPoint &point) const;
    QString textOf(const Timeline::Found &found) const;
    QString textOfMarked() const;
    void tellMarked();
    void describeMarked();
    void keepTold();

    Timeline *m_timeline = nullptr;
    const RecordTexts *m_texts = nullptr;
    quint32 m_current = nothing;
    QElapsedTimer m_looked;
    std::optional<TimelineScene::Frame> m_shown; // where the mouse would have shown what is marked
    std::optional<State> m_described; // to who does not see it
    QString m_description; // of the keys, while what is marked is told instead
    int m_lanes = 0; // that it was arranged for
    std::optional<QPoint> m_pressed;
    int m_dragged = 0; // cells, since it was pressed
    bool m_isDrag = false;
    bool m_cameByKey = false; // the focus did: it is shown then
};

} // namespace batchdeck
