#pragma once

#include "core/runevent.h"
#include "models/recordmodel.h"

#include <QTableView>

namespace batchdeck {

class RowButtonDelegate;

// The table of records: it paints the rows, its delegates what stands in them.
class RecordView final : public QTableView {
    Q_OBJECT

public:
    explicit RecordView(QWidget *parent = nullptr);

    void setRecords(RecordModel *records);

    RowSet selectedRows() const;
    // Where many are selected, some surely have it.
    bool selectionHas(RecordModel::RowAction action) const;

Q_SIGNALS:
    void buttonClicked(const QModelIndex &index);
    void selectionAltered();

protected:
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    void sizeColumns();
    void hover(int row);
    void updateRow(int row);
    QRect rowRect(int row) const;

    RowButtonDelegate *m_buttons;
    int m_hoveredRow = -1;
};

} // namespace batchdeck
