#pragma once

#include "models/statefamily.h"

#include <QAbstractButton>

namespace batchdeck {

// A family of states as a button with a live count: chosen it stands for the rows that are shown. Where it has
// more than one state that are told apart its arrow opens them.
class FilterChip final : public QAbstractButton {
    Q_OBJECT

public:
    FilterChip(const StateFamily &family, QWidget *parent);

    const StateFamily &family() const { return m_family; }
    bool opens() const { return m_opens; }
    void setCounts(const PerState<quint32> &counts);
    void keepRoomFor(quint32 most);
    enum class Room { Usual, Narrow, Narrowest }; // the last without its dot
    void setRoom(Room room);
    QSize sizeFor(Room room) const;
    void setPartly(bool partly); // some of its states are shown

    QSize sizeHint() const override;

Q_SIGNALS:
    void openAsked();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    int arrowLeft() const;

    const StateFamily &m_family;
    const bool m_opens;
    quint32 m_count = 0;
    bool m_isPartly = false;
    Room m_room = Room::Usual;
    int m_countWidth = 0; // only grows: the others must not move under the mouse
};

} // namespace batchdeck
