#pragma once

#include <QTimer>
#include <QWidget>

#include <memory>

namespace Ui {
class TableFoot;
}

namespace batchdeck {

class RecordSearch;
class RecordSort;
class RecordView;

// The line under the table: how many rows are shown and chosen, what is being sorted or looked for, and an
// order that has gone stale. It is always there, so that nothing moves when it has something to say.
class TableFoot final : public QWidget {
    Q_OBJECT

public:
    explicit TableFoot(QWidget *parent = nullptr);
    ~TableFoot() override;

    // All outlive it.
    void setTable(RecordView &view, RecordSort &sort, RecordSearch &search);
    void setLow(bool isLow); // the page is: it is there only while it says something of its own then
    void refresh(); // meant to be asked often
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

private:
    void showWork();
    QSize asHighAsAButton(QSize size) const;

    const std::unique_ptr<Ui::TableFoot> m_ui;
    QTimer m_looks; // how far that is which is done elsewhere
    RecordView *m_view = nullptr;
    RecordSort *m_sort = nullptr;
    RecordSearch *m_search = nullptr;
    bool m_isLow = false;
};

} // namespace batchdeck
