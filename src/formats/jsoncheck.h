#pragma once

#include "core/flaw.h"

#include <optional>
#include <vector>

namespace batchdeck {

// What one JSON value at the beginning of a text is. A flaw that leaves the structure clear (a word that
// is no value, a key that stands twice) does not end it; where nobody can tell how it goes on, it is broken.
struct JsonFinding {
    std::optional<FlawKind> flaw; // the first
    qsizetype at = 0; // where
    bool isWhole = false;
    qsizetype end = 0; // after the value; where it is broken, the break
    qsizetype token = 0; // where the last token before the end begins

    bool isSound() const { return isWhole && !flaw; }
};

// Reads JSON exactly, byte by byte, in time and memory that grow with the text alone. It decides what simdjson
// does not accept or does not look at, and says where. Keeps its memory, so that many checks share it.
class JsonCheck {
public:
    JsonFinding check(QByteArrayView text);

private:
    enum class Next { Value, FirstValue, Key, FirstKey, Colon, CommaOrClose };
    struct Key {
        qsizetype at;
        qsizetype size;
        bool isEscaped;
    };

    bool step(); // one token; false where it is broken
    bool value(char first);
    bool key(char first);
    bool commaOrClose(char first);
    void open(char bracket);
    bool close(char bracket);
    void ended(); // a value
    bool isClosing(char bracket) const;

    bool string();
    bool escape();
    qsizetype codeUnit(qsizetype at) const; // of \uXXXX; negative where it is none
    void beyondAscii();
    bool word(); // a number, a literal, or what stands in place of one
    void note(FlawKind kind, qsizetype at);
    void noteRepeatedKey(std::size_t first);

    QByteArrayView m_text;
    qsizetype m_at = 0;
    qsizetype m_token = 0;
    bool m_isEscaped = false; // the string that was read last
    Next m_next = Next::Value;
    bool m_isDone = false;
    JsonFinding m_finding;
    std::vector<bool> m_isObject; // what is open
    std::vector<std::size_t> m_firstKeys; // of the open objects, as deep as is allowed
    std::vector<Key> m_keys;
};

} // namespace batchdeck
