#include "formats/batchwriter.h"

#include "formats/gzip.h"
#include "formats/textencoding.h"

#include <algorithm>

namespace batchdeck {

namespace {

constexpr qsizetype pieceSize = 1 << 18;
constexpr QByteArrayView byteOrderMark("\xEF\xBB\xBF");

// Text that is encoded, packed and handed on a piece at a time.
class Output {
public:
    Output(const BatchFrame &frame, const WriteBytes &write)
        : m_encoding(frame.encoding)
        , m_write(write)
    {
        if (frame.isPacked)
            m_gzip.emplace();
    }

    bool add(QByteArrayView text) // whole characters
    {
        m_text.append(text.data(), text.size());
        return m_text.size() < pieceSize || flush();
    }

    bool finish() { return flush() && (!m_gzip || m_write(m_gzip->finish())); }

private:
    bool flush()
    {
        QByteArray bytes = encodedText(m_text, m_encoding);
        m_text.clear();
        if (m_gzip)
            bytes = m_gzip->pack(bytes);
        return bytes.isEmpty() || m_write(bytes);
    }

    const TextEncoding m_encoding;
    const WriteBytes &m_write;
    std::optional<Gzip> m_gzip;
    QByteArray m_text;
};

std::optional<FlawKind> flawOf(const Batch &batch, quint32 row)
{
    const auto found = std::lower_bound(batch.flaws().begin(), batch.flaws().end(), row,
                                        [](const Flaw &flaw, quint32 wanted) { return flaw.row < wanted; });
    return found != batch.flaws().end() && found->row == row ? std::optional(found->kind) : std::nullopt;
}

} // namespace

bool writeBatch(const Batch &batch, const std::vector<quint32> &rows, const WriteBytes &write,
                const EditedEntry &edited)
{
    const BatchFrame &frame = batch.frame();
    Output output(frame, write);
    if ((frame.hasMark && !output.add(byteOrderMark)) || !output.add(frame.before))
        return false;
    bool isFirst = true;
    bool isOpen = false; // the last entry ends in its middle, and so must the file
    for (const quint32 row : rows) {
        const std::optional<QByteArray> instead = edited ? edited(row) : std::nullopt;
        const auto flaw = instead ? std::nullopt : flawOf(batch, row);
        if (flaw == FlawKind::EndsEarly || flaw == FlawKind::Damaged || flaw == FlawKind::TextAfterEnd)
            continue; // these are no entries
        if ((!isFirst && !output.add(frame.between)) || !output.add(instead ? *instead : batch.entry(row)))
            return false;
        isFirst = false;
        isOpen = flaw == FlawKind::CutShort || flaw == FlawKind::OpenQuote;
    }
    return (isOpen || output.add(frame.after)) && output.finish();
}

QByteArray writtenBatch(const Batch &batch, const std::vector<quint32> &rows, const EditedEntry &edited)
{
    QByteArray written;
    writeBatch(
        batch, rows,
        [&](QByteArrayView bytes) {
            written.append(bytes.data(), bytes.size());
            return true;
        },
        edited);
    return written;
}

} // namespace batchdeck
