#pragma once

#include <QScrollArea>

namespace batchdeck {

// Room for a page that may be higher than the window, with large letters on a small screen: it is scrolled then, up
// and down only, and what the keyboard turns to comes into sight.
class PageRoom final : public QScrollArea {
    Q_OBJECT

public:
    explicit PageRoom(QWidget *parent = nullptr);

    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void roomChanged(int height);

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void follow(QWidget *focused);
};

} // namespace batchdeck
