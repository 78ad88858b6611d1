#pragma once

#include "widgets/openbatch.h"

#include <QFutureWatcher>
#include <QMainWindow>

namespace Ui {
class MainWindow;
}

namespace batchdeck {

class BatchPane;
struct RunActions;

// A window with one batch, or with the page that says how to open one.
class MainWindow final : public QMainWindow {
    Q_OBJECT

public:
    explicit MainWindow(QWidget *parent = nullptr);
    ~MainWindow() override;

    // In this window where it has no batch yet, else in another.
    void open(const QString &path);

Q_SIGNALS:
    void openElsewhere(const QString &path);
    void threadsLeft(); // the process must not wait for them when it goes

protected:
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    using Loading = Expected<OpenBatch>;

    void connectActions();
    void applyTheme();
    void chooseFile();
    void loaded();
    void showTitle();
    void showClosing();
    void closed(bool clean);

    const std::unique_ptr<Ui::MainWindow> m_ui;
    const std::unique_ptr<RunActions> m_actions;
    BatchPane *m_pane = nullptr;
    QString m_path; // of the batch that is being loaded
    QFutureWatcher<Loading> m_loading;
};

} // namespace batchdeck
