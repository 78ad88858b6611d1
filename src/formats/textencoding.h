#pragma once

#include "core/batchframe.h"

#include <optional>

namespace batchdeck {

// Begins, in our text, a byte of a file that its encoding does not know: it is no UTF-8 either, so that its entry is
// told bad, and is written as the byte that it was.
constexpr char unknownByte = '\xFF';

// Finds out the encoding of a text that comes in pieces, once: by its mark, by the zeros of UTF-16, or by the first
// piece that is not ASCII alone, and the next one where a character that goes on there may be all that tells.
class EncodingGuess {
public:
    void look(QByteArrayView piece);
    void finish(); // there is no more
    std::optional<TextEncoding> found() const { return m_found; } // nothing while all was ASCII

private:
    bool lookAtBeginning(QByteArrayView piece);
    void decide(const QByteArray &text, bool isAll);

    bool m_isBeginning = true;
    QByteArray
        m_tail; // of the piece before, from the first byte that is not ASCII: it ends with a character's first ones
    std::optional<TextEncoding> m_found;
};

// From an encoding to UTF-8, piece by piece.
class TextDecoder {
    Q_DISABLE_COPY_MOVE(TextDecoder)

public:
    explicit TextDecoder(TextEncoding encoding);
    ~TextDecoder();

    void decode(QByteArrayView piece, QByteArray &text);
    void finish(QByteArray &text);

private:
    void *m_converter = nullptr; // none for UTF-8
    qsizetype m_unitSize;
    QByteArray m_tail;
};

// The other way. What the encoding has no character for becomes a question mark, and a byte that was none itself again.
QByteArray encodedText(QByteArrayView text, TextEncoding encoding);

// Whether a text of UTF-16 was cut within a character's two bytes: what is written behind it would be another text.
bool endsInHalf(QByteArrayView text, TextEncoding encoding);

} // namespace batchdeck
