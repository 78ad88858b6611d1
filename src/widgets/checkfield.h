#pragma once

#include <QCheckBox>

namespace batchdeck {

// A box to be ticked, in the window's own look.
class CheckField final : public QCheckBox {
    Q_OBJECT

public:
    explicit CheckField(QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    bool hitButton(const QPoint &point) const override { return rect().contains(point); }

private:
    int textLeft() const;
};

} // namespace batchdeck
