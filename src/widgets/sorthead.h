#pragma once

#include <QHeaderView>

namespace batchdeck {

// The head of a table that can be sorted: its mark stands beside the letters, on the side where there is room.
class SortHead : public QHeaderView {
    Q_OBJECT

public:
    static constexpr int markRoom = 16;

    explicit SortHead(QWidget *parent = nullptr);

protected:
    void initStyleOptionForIndex(QStyleOptionHeader *option, int section) const override;
    void paintSection(QPainter *painter, const QRect &rect, int section) const override;

private:
    bool isMarked(int section) const;
};

} // namespace batchdeck
