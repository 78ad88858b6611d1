#pragma once

#include <QFrame>

class QGridLayout;
class QLabel;

namespace batchdeck {

// A bar that says something and offers what to do about it: its verbs stand beside the sentence where there is room,
// and below what it explains where there is none. In a low window it is one line, with as much of the advice between
// the two as there is room for, or two where that is next to nothing.
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
    enum class Place { Below, Beside, BesideAdvice }; // its verbs
    void arrange();
    void place(Place place);

    Parts m_parts{};
    bool m_isLow = false;
    Place m_place = Place::Below;
};

} // namespace batchdeck
