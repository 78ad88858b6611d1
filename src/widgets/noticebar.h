#pragma once

#include <QFrame>

class QGridLayout;
class QLabel;

namespace batchdeck {

// A bar that says something and offers what to do about it: its verbs stand beside the sentence where there is room,
// and below what it explains where there is none.
class NoticeBar : public QFrame {
    Q_OBJECT

public:
    using QFrame::QFrame;

protected:
    // Of the grid's columns the second is the sentence's, the third the verbs'; its third row is theirs as well.
    void setParts(QGridLayout *grid, QLabel *sentence, QWidget *verbs);
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;

private:
    void arrange();

    QGridLayout *m_grid = nullptr;
    QLabel *m_sentence = nullptr;
    QWidget *m_verbs = nullptr;
    bool m_isBeside = false;
};

} // namespace batchdeck
