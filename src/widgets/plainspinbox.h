#pragma once

#include <QDoubleSpinBox>
#include <QLocale>

namespace batchdeck {

// Shows 30 as 30 and 2.5 as 2.5.
class PlainSpinBox final : public QDoubleSpinBox {
public:
    using QDoubleSpinBox::QDoubleSpinBox;

    QString textFromValue(double value) const override
    {
        return locale().toString(value, 'f', QLocale::FloatingPointShortest);
    }
};

} // namespace batchdeck
