#pragma once

#include <QTextCursor>
#include <QWidget>

#include <memory>

namespace Ui {
class LogPane;
}

namespace batchdeck {

// A log that grows: it is followed to its end while somebody stands there, searched and copied.
class LogPane final : public QWidget {
    Q_OBJECT

public:
    explicit LogPane(QWidget *parent = nullptr);
    ~LogPane() override;

    void setEmptyText(const QString &text);
    void setLog(const QString &log); // what it goes on with is added, and moves nothing

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void find(QTextCursor from, bool backwards = false);
    void showMatches();
    void followIfWanted();
    bool isAtEnd() const;

    const std::unique_ptr<Ui::LogPane> m_ui;
    QString m_log;
    bool m_isOurs = false; // the scroll bar moves because of us
};

} // namespace batchdeck
