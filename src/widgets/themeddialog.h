#pragma once

#include <QDialog>

#include <functional>

namespace batchdeck {

// A dialog in the window's own colours; it goes when it is closed.
class ThemedDialog : public QDialog {
    Q_OBJECT

public:
    explicit ThemedDialog(QWidget *parent = nullptr);

    void reject() override; // asks where that loses something

protected:
    virtual bool hasChanges() const { return false; } // that are kept nowhere else
    void dropChanges(const std::function<void()> &then); // asks where there are any
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void applyTheme();
};

} // namespace batchdeck
