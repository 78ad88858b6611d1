#pragma once

#include "models/recordcolumns.h"

#include <QHeaderView>

namespace batchdeck {

// The head of the table of records: which columns there are, in which order and how wide, and by which one the
// rows are sorted. What is left of the width goes to the errors, until somebody gives that column a width; where
// nothing is left the label gives of its own, likewise.
class RecordHeader final : public QHeaderView, public RecordColumns {
    Q_OBJECT

public:
    explicit RecordHeader(QWidget *parent);

    // As it is where nobody has chosen.
    void setUp(quint32 rows, bool hasTargets, bool hasResults);
    // One text a column, in their order: "label:220", with a minus before those that are hidden.
    QStringList layout() const;
    void setLayout(const QStringList &columns); // those that it does not name stay as they are

    void setSortedBy(Column column, Qt::SortOrder order);

Q_SIGNALS:
    void sortAsked(batchdeck::RecordColumns::Column column, Qt::SortOrder order);
    void fitAsked(int column); // to what stands in it
    void layoutChanged();

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void resized(int column);
    void moved();
    void clicked(int column);
    void fill();
    int widthOf(const QString &text, int extra) const;

    quint32 m_rows = 0;
    bool m_hasTargets = false;
    bool m_hasResults = false; // else there is no such column
    bool m_isOurs = false; // what happens to it now nobody else has asked for
    bool m_fills = true; // the errors do
    bool m_gives = true; // the label does
    int m_labelWidth = 0; // that it would like
    Column m_sorted = Number;
    Qt::SortOrder m_order = Qt::AscendingOrder;
};

} // namespace batchdeck
