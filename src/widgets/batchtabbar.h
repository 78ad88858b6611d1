#pragma once

#include "core/runsummary.h"

#include <QTabBar>

namespace batchdeck {

struct RunFace;

// Tabs of batches: how each stands as an icon before its name, and as a bar of its records' states below.
class BatchTabBar final : public QTabBar {
    Q_OBJECT

public:
    explicit BatchTabBar(QWidget *parent = nullptr);

    // Without counts there is no bar.
    void setFace(int tab, const RunFace &face, const PerState<quint32> &counts);

protected:
    QSize tabSizeHint(int tab) const override;
    QSize minimumTabSizeHint(int tab) const override;
    void tabInserted(int tab) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool event(QEvent *event) override;

private:
    void paintTab(QPainter &painter, int tab) const;
    void paintCloseIcons();
    QFont frontFont() const;

    int m_hovered = -1;
    int m_pressed = -1;
};

} // namespace batchdeck
