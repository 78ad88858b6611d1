#pragma once

#include "core/runsummary.h"
#include "models/statefamily.h"

#include <QFrame>
#include <QPointer>
#include <QWidget>

#include <memory>
#include <span>
#include <vector>

namespace Ui {
class FilterBar;
}

namespace batchdeck {

class FilterChip;

// Which rows are shown: a chip for each family of states, and a text to look for.
class FilterBar final : public QWidget {
    Q_OBJECT

public:
    explicit FilterBar(QWidget *parent = nullptr);
    ~FilterBar() override;

    void setFamilies(std::span<const StateFamily> families); // before anything else
    void setSummary(const RunSummary &summary);
    void setStates(StateSet states); // none: all
    StateSet states() const { return m_states; }
    void setOnly(bool isOnly); // some rows that were chosen are shown, whatever the states
    void focusSearch();
    void setLow(bool isLow); // the page is: its gaps are narrow, and its search stands where search() is put
    QWidget &search() const;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void statesChosen(batchdeck::StateSet states);
    void allAsked(); // also of those that were left out of a choice
    void searched(const QString &text);
    void left(); // from the search to the rows

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;

private:
    void arrange();
    void showChosen();
    void choose(const FilterChip &chip);
    void open(FilterChip &chip);
    void showCounts();
    void toggle(State state, bool shown);

    const std::unique_ptr<Ui::FilterBar> m_ui;
    std::vector<FilterChip *> m_chips;
    PerState<quint32> m_counts{};
    quint32 m_all = 0; // records
    QPointer<QFrame> m_opened; // a chip's states
    StateSet m_states;
    bool m_isOnly = false;
    std::size_t m_inUpper = 0; // chips in the upper row
    bool m_isLow = false;
    bool m_isBroken = true; // the rest and the search stand in the lower one
};

} // namespace batchdeck
