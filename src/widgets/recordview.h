#pragma once

#include "core/runevent.h"
#include "models/recordmodel.h"
#include "widgets/recordheader.h"

#include <QTableView>

namespace batchdeck {

class RowButtonDelegate;

// The table of records: it paints the rows, its delegates what stands in them.
class RecordView final : public QTableView {
    Q_OBJECT

public:
    static constexpr qsizetype mostRanges = 1000; // that Qt's own selection bears

    explicit RecordView(QWidget *parent = nullptr);

    void setRecords(RecordModel *records);
    RecordModel *records() const { return m_records; }
    RecordHeader &header() const { return *m_header; }
    int usualRowHeight() const;
    void setLow(bool isLow); // the page is: its rows are too then

    // What is chosen: Qt's own selection, or a set of rows that is too scattered for it.
    RowBits selectedBits() const;
    quint32 selectedCount() const;
    RowSet selectedRows() const;
    bool isSelected(quint32 row) const;
    // Those that are shown; the name is what they have in common.
    void select(const RowBits &rows, const QString &name = {});
    void selectNone();
    const QString &selectionName() const { return m_selectionName; }
    bool holdsSet() const { return m_held.has_value(); }
    QString whyEmpty() const; // where it shows no row
    // Chosen as well, but not shown: no verb reaches them until they are shown again, and chosen still.
    quint32 hiddenCount() const { return m_hiddenCount; }

Q_SIGNALS:
    void buttonClicked(const QModelIndex &index);
    void selectionAltered();
    void menuAsked(const QPoint &where); // on the screen

protected:
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    void dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles) override;
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    // What a person sees and has chosen, while rows move.
    struct Kept {
        RowBits selected;
        QString name;
        quint32 current = nothing;
        int currentColumn = 0;
        quint32 top = nothing; // the first row in sight
        int offset = 0; // of it, in pixels
        int scroll = 0;
        bool wasInSight = false; // the current row
    };
    RowBits choose(const RowBits &rows, const QString &name); // the answer: those that are not shown
    void setHidden(RowBits rows);
    void keep();
    void restore(RecordModel::Move why);
    void scrollBackTo(RecordModel::Move why);
    bool isInSight(int position) const;

    void setUpDelegates();
    RecordHeader::Contents contents() const;
    void fit(int column);
    void setRowHeight(int height);
    bool pressInSet(QMouseEvent *event);
    void hover(const QPoint &point);
    void updatePosition(int position);
    QRect rowRect(int position) const;
    std::pair<int, int> positionsIn(const QRect &rect) const;

    RecordHeader *m_header;
    RecordModel *m_records = nullptr;
    RowButtonDelegate *m_buttons;
    std::optional<RowBits> m_held;
    quint32 m_heldCount = 0;
    QString m_selectionName;
    RowBits m_hidden; // chosen, and not shown
    quint32 m_hiddenCount = 0;
    bool m_isAdding = false; // what is chosen now, to what was
    Kept m_kept;
    bool m_isRestoring = false;
    int m_hovered = -1;
};

} // namespace batchdeck
