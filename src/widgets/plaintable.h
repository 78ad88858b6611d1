#pragma once

#include <QTableView>

namespace batchdeck {

// A table of whole rows, without a grid, painted as the table of records is.
class PlainTable : public QTableView {
    Q_OBJECT

public:
    explicit PlainTable(QWidget *parent = nullptr);

    void setStretched(int column); // it takes what the others leave

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    void hover(int row);

    int m_hovered = -1;
};

} // namespace batchdeck
