#pragma once

#include <QComboBox>

namespace batchdeck {

// A field that opens into its choices, in the window's own look.
class ChoiceField final : public QComboBox {
    Q_OBJECT

public:
    explicit ChoiceField(QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
};

} // namespace batchdeck
