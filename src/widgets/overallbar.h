#pragma once

#include "core/runsummary.h"

#include <QWidget>

namespace batchdeck {

// All records of a run in one bar, as long as their counts, stacked by state.
class OverallBar final : public QWidget {
    Q_OBJECT

public:
    explicit OverallBar(QWidget *parent = nullptr);

    void setSummary(const RunSummary &summary);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    PerState<quint32> m_counts{};
};

} // namespace batchdeck
