#include "formats/linescanner.h"

#include "core/jsontext.h"

#include <cstring>

namespace batchdeck {

namespace {

constexpr qsizetype windowSize = 1 << 18;
constexpr int linesBetweenLooks = 4096;

} // namespace

LineScanner::LineScanner(IncomingText &text, quint32 largestEntry)
    : m_text(text)
    , m_entries(text, EntryKind::Value, largestEntry)
{
}

bool LineScanner::scan(qsizetype from, LoadWatch &watch)
{
    for (quint64 turn = 0; m_text.waitFor(from + 1) > from && !m_entries.isFull(); ++turn) {
        if (turn % linesBetweenLooks == 0) {
            watch.done = static_cast<quint64>(from);
            if (!watch.goesOn())
                return false;
        }
        const qsizetype to = endOfLine(from);
        addLine(from, to);
        from = to + 1;
    }
    while (m_entries.hasUnchecked())
        acceptChecked(true);
    if (const QByteArrayView text = m_text.whole(); !text.endsWith('\n'))
        m_entries.noteCut(false);
    return true;
}

// Where the line's end stands, or the text's.
qsizetype LineScanner::endOfLine(qsizetype from)
{
    for (;;) {
        const qsizetype there = m_text.waitFor(from + windowSize);
        if (there <= from)
            return there;
        const char *begin = m_text.data() + from;
        if (const void *found = std::memchr(begin, '\n', static_cast<std::size_t>(there - from)))
            return from + (static_cast<const char *>(found) - begin);
        from = there;
    }
}

void LineScanner::addLine(qsizetype from, qsizetype to)
{
    m_text.waitFor(to + IncomingText::padding); // whoever checks the entry may read behind it
    const QByteArrayView entry = withoutMargins({m_text.data() + from, to - from});
    if (entry.isEmpty())
        return;
    from = entry.data() - m_text.data();
    m_entries.add(from, from + entry.size());
    acceptChecked(false);
}

void LineScanner::acceptChecked(bool all)
{
    for (const Flaw &flaw : m_entries.checked(all))
        m_entries.accept(flaw);
}

} // namespace batchdeck
