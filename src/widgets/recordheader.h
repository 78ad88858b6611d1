#pragma once

#include "models/recordcolumns.h"
#include "widgets/sorthead.h"

#include <bitset>

namespace batchdeck {

// The head of the table of records: which columns there are, in which order and how wide, and by which one the
// rows are sorted. Labels and targets are as wide as theirs need, and what is left of the width goes to the errors;
// where that is little, progress and then labels give of their own. A column to which somebody gives a width keeps it.
class RecordHeader final : public SortHead, public RecordColumns {
    Q_OBJECT

public:
    explicit RecordHeader(QWidget *parent);

    struct Contents {
        quint32 rows = 0;
        int label = 0; // how wide its texts are
        int target = 0; // nothing: there are none
        bool hasResults = false; // else there is no such column
    };
    // As it is where nobody has chosen.
    void setUp(const Contents &contents);
    // One text a column, in their order: with the width that somebody has given it, "label:220", and with a minus
    // before those that are hidden.
    QStringList layout() const;
    void setLayout(const QStringList &columns); // those that it does not name stay as they are

    void fit(int column, int content); // to what stands in it, so wide
    void addColumnsTo(QMenu &menu,
                      int here = -1); // verbs about them, and which there are; the one at which it is asked
    void addSortsTo(QMenu &menu);

    void setLow(bool isLow); // the page is
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
    bool isOpen(int column) const; // its width, while it is shown
    bool isEmpty(int column) const; // in this batch, whatever somebody has chosen
    void setOff(int column, bool isOff);
    int firstWidth(int column) const;
    int widthOf(const QString &text, int extra) const;
    QString entryOf(int column) const; // in menus

    Contents m_contents;
    bool m_isOurs = false; // what happens to it now nobody else has asked for
    std::bitset<columns> m_isGiven; // a width, by a person
    std::bitset<columns> m_isOff; // hidden, whatever the batch holds
    Column m_sorted = Number;
    Qt::SortOrder m_order = Qt::AscendingOrder;
};

} // namespace batchdeck
