#pragma once

#include <QAbstractButton>

namespace batchdeck {

// One of several ways to go on: what it is called, and below it what it means.
class ChoiceButton final : public QAbstractButton {
    Q_OBJECT
    Q_PROPERTY(QString explanation READ explanation WRITE setExplanation)

public:
    explicit ChoiceButton(QWidget *parent = nullptr);

    QString explanation() const { return m_explanation; }
    void setExplanation(const QString &explanation);
    void setMark(const QIcon &mark); // before both
    void setPrimary(bool isPrimary); // what most people want

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QFont titleFont() const;
    int textLeft() const;
    QSize textSize(int width) const; // of both

    QString m_explanation;
    bool m_isPrimary = false;
};

} // namespace batchdeck
