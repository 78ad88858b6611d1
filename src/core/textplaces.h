#pragma once

#include <QByteArray>

#include <mutex>
#include <vector>

namespace batchdeck {

// Where a byte of a text stands as an editor shows it. Notes a few places when it is first asked, so
// that the answer is near also in a long text of one line.
class TextPlaces {
    Q_DISABLE_COPY_MOVE(TextPlaces)

public:
    struct Place {
        qsizetype line = 1;
        qsizetype column = 1; // in characters
    };

    explicit TextPlaces(QByteArrayView text)
        : m_text(text)
    {
    }

    Place of(qsizetype at) const;

private:
    void note() const;

    QByteArrayView m_text;
    mutable std::once_flag m_once;
    mutable std::vector<Place> m_noted; // at the beginning of each block
};

} // namespace batchdeck
