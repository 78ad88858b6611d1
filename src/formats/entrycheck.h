#pragma once

#include "formats/jsoncheck.h"

#include <simdjson.h>

namespace batchdeck {

// What the entries of a file are.
enum class EntryKind {
    Value, // JSON
    Member, // of Records: a string that holds JSON, a queue's message, or a value
};

// Whether entries are records. simdjson checks what it can; what it does not accept (it refuses long integers
// too) the exact check decides. One for each thread: it keeps its memory.
class EntryCheck {
public:
    EntryCheck(EntryKind kind, quint32 largestEntry)
        : m_kind(kind)
        , m_largestEntry(largestEntry)
    {
    }

    // The row is the caller's to know. Behind the entry 64 bytes must be there to read.
    std::optional<Flaw> flaw(QByteArrayView entry);

private:
    bool isSound(QByteArrayView entry); // as far as simdjson can tell
    bool holdsJson(std::string_view text);
    bool parses(simdjson::dom::parser &parser, const char *text, qsizetype size);
    bool isClean(const simdjson::dom::element &element, int depth);
    bool repeatsKey(std::size_t first);
    std::optional<Flaw> exactFlaw(QByteArrayView entry);
    std::optional<Flaw> flawInside(QByteArrayView entry, QByteArrayView string, FlawKind noJson);

    const EntryKind m_kind;
    const quint32 m_largestEntry;
    simdjson::dom::parser m_parser;
    simdjson::dom::parser m_innerParser;
    simdjson::dom::element m_root;
    std::vector<char> m_decoded;
    std::vector<std::string_view> m_keys;
    JsonCheck m_exact;
};

} // namespace batchdeck
