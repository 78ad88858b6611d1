#pragma once

#include <QLabel>

namespace batchdeck {

// A plain text on one line that ends in an ellipsis where it is longer than its place,
// and is not shown where the place has no room for a word.
class ElidedLabel final : public QLabel {
    Q_OBJECT

public:
    using QLabel::QLabel;

    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace batchdeck
