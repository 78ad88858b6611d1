#pragma once

#include "models/recordmodel.h"

#include <QWidget>

namespace Ui {
class WorkPane;
}

namespace batchdeck {

class DoubtsBar;
class FailuresPane;
class NewsBar;
class Preferences;
class TablePane;
enum class PanePage;
struct OpenBatch;

// The table with what stands around it: the current record beside it, failures and the timeline under it.
class WorkPane final : public QWidget {
    Q_OBJECT

public:
    enum class Part { Details, Bottom };

    explicit WorkPane(QWidget *parent = nullptr);
    ~WorkPane() override;

    // All outlive it; once.
    void setRun(const OpenBatch &batch, RecordModel &records, Preferences &preferences);
    TablePane &table() const;
    DoubtsBar &doubts() const;
    NewsBar &news() const;

    void setLow(bool isLow); // the page is: the table stands alone then, until the rest is asked for
    void refresh(bool underWay); // meant for a timer
    void roundEnded();

    bool isShown(Part part) const;
    void setShown(Part part, bool shown);
    void turnTo(PanePage page); // with the keyboard, also where it was hidden
    void revealCurrent(); // in the timeline
    void showOnly(const std::vector<quint32> &rows, const QString &name); // in the table
    void showAll(); // again
    bool showsOnly() const; // a set of them
    FailuresPane *failures() const; // null where they are not in sight

Q_SIGNALS:
    void retryAsked(const std::vector<quint32> &rows);
    void editAsked(quint32 row);
    void onlyShown(bool isOnly); // a set of rows, or all again
    void failureVerbsAltered(); // what can be done with those that are chosen, or that they are in sight

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void show(QWidget &part, bool shown);
    void showCurrent(const QModelIndex &index);
    void choose(quint32 row);
    void restore();
    void remember();

    const std::unique_ptr<Ui::WorkPane> m_ui;
    RecordModel *m_records = nullptr;
    Preferences *m_preferences = nullptr;
    bool m_isUnderWay = false;
    bool m_isLow = false;
    bool m_isAsChosen = false; // the height of what is under the table
};

} // namespace batchdeck
