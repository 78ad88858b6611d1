#pragma once

#include "core/state.h"

#include <QWidget>

#include <memory>

namespace Ui {
class TablePane;
}

namespace batchdeck {

class Preferences;
class RecordModel;
class RecordSearch;
class RecordSort;
class RecordView;

// The table of a run's records with its head and the line under it.
class TablePane final : public QWidget {
    Q_OBJECT

public:
    explicit TablePane(QWidget *parent = nullptr);
    ~TablePane() override;

    // All outlive it.
    void setRecords(RecordModel &records, RecordSort &sort, RecordSearch &search, Preferences &preferences);
    RecordView &view() const;
    void setLow(bool isLow); // the page is
    void refresh(); // its counts; meant to be asked often

private:
    void keepRoom(int rows);

    const std::unique_ptr<Ui::TablePane> m_ui;
};

} // namespace batchdeck
