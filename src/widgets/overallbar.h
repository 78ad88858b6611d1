#pragma once

#include "core/runsummary.h"

#include <QWidget>

class QPainter;
class QRectF;

namespace batchdeck {

struct Theme;

// Records by state, as long as their counts: from the left those that ended; what is queued is the track.
void paintShares(QPainter &painter, const QRectF &bar, const PerState<quint32> &counts, const Theme &theme);

// All records of a run in one bar, as long as their counts, stacked by state.
class OverallBar final : public QWidget {
    Q_OBJECT

public:
    explicit OverallBar(QWidget *parent = nullptr);

    void setSummary(const RunSummary &summary);

    QSize sizeHint() const override;
    void setLow(bool isLow); // the page is

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    PerState<quint32> m_counts{};
    bool m_isLow = false;
};

} // namespace batchdeck
