#pragma once

#include <QStyledItemDelegate>

namespace batchdeck {

// Plain text on the row that the view has painted: muted, or coloured as the row's state where that
// needs eyes.
class TextDelegate final : public QStyledItemDelegate {
public:
    enum class Tone { Plain, Muted, ByState };

    TextDelegate(Tone tone, int stateRole, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    Tone m_tone;
    int m_stateRole;
};

} // namespace batchdeck
