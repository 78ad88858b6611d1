#pragma once

#include <QFrame>

class QGridLayout;
class QLabel;

namespace batchdeck {

// A bar that says something and offers what to do about it: its verbs stand beside the sentence where there is room,
// and below what it explains where there is none. In a low window it is one line, with the advice between the two, as
// much of it as there is room for.
class NoticeBar : public QFrame {
    Q_OBJECT

public:
    using QFrame::QFrame;

    void setLow(bool isLow); // the window is
    QSize minimumSizeHint() const override;

protected:
    struct Parts {
        QGridLayout *grid; // icon, sentence, brief, verbs, and what puts it away; the advice; the verbs again
        QLabel *sentence;
        QLabel *advice;
        QLabel *brief; // the same on one line
        QWidget *verbs;
    };
    void setParts(const Parts &parts);
    void setAdvice(const QString &text);
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;

private:
    void arrange();

    Parts m_parts{};
    bool m_isLow = false;
    bool m_isBeside = false;
};

} // namespace batchdeck
