#pragma once

#include <QStyledItemDelegate>

namespace batchdeck {

// Plain text on the row that the view has painted: muted, or coloured as the row's state where that
// needs eyes. What is looked for is marked.
class TextDelegate final : public QStyledItemDelegate {
public:
    enum class Tone { Plain, Muted, ByState };

    static constexpr int noRole = -1;

    TextDelegate(Tone tone, int stateRole, QObject *parent, int wantedRole = noRole);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintMarked(QPainter &painter, const QStyleOptionViewItem &option, const QString &text, const QColor &colour,
                     const QRegion &marks) const;

    Tone m_tone;
    int m_stateRole;
    int m_wantedRole;
};

} // namespace batchdeck
