#pragma once

#include <QToolButton>

namespace batchdeck {

// A button of the tool bar: its sign and its words stand in the middle of it, on one line.
class VerbButton final : public QToolButton {
    Q_OBJECT

public:
    explicit VerbButton(QWidget *parent = nullptr);

    // It stays as wide as the longest of them needs: words change under the mouse, and nothing may move for it.
    void keepRoomFor(const QStringList &texts);
    void setBrief(bool isBrief); // its sign alone
    bool isBrief() const { return m_isBrief; }
    int wordsWidth() const; // beside its sign, where it is not brief

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override; // its sign alone

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QStringList m_texts;
    bool m_isBrief = false;
};

} // namespace batchdeck
