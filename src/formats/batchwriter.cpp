#include "formats/batchwriter.h"

#include "core/jsontext.h"
#include "formats/fence.h"
#include "formats/formguess.h"
#include "formats/gzip.h"
#include "formats/jsoncheck.h"
#include "formats/textencoding.h"

#include <algorithm>

namespace batchdeck {

namespace {

constexpr qsizetype pieceSize = 1 << 18;
constexpr qsizetype loadedSize = 1 << 20; // of the pieces that are read
constexpr qsizetype gzipSum = 8; // bytes at the end of a member
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
        keepBeginning(text);
        m_text.append(text.data(), text.size());
        return m_text.size() < pieceSize || flush();
    }

    TakenFor seems(const QString &name)
    {
        lookAt({}, true);
        // ASCII alone is the same in those that have no mark.
        const TextEncoding plain = m_encoding == TextEncoding::Cp949 ? m_encoding : TextEncoding::Utf8;
        return {m_guess.found().value_or(plain), guessForm(m_beginning, m_isWhole, name)};
    }

    // What is cut is cut in its packing too, so that it is known also where its text could be whole.
    bool finish(bool isCut)
    {
        return flush() && (!m_gzip || m_write(isCut ? m_gzip->finish().chopped(gzipSum) : m_gzip->finish()));
    }

private:
    bool flush()
    {
        QByteArray bytes = encodedText(m_text, m_encoding);
        m_text.clear();
        lookAt(bytes, false);
        if (m_gzip)
            bytes = m_gzip->pack(bytes);
        return bytes.isEmpty() || m_write(bytes);
    }

    // As much as a loader looks at.
    void keepBeginning(QByteArrayView text)
    {
        if (!m_isWhole || text.isEmpty())
            return;
        if (m_beginning.size() >= m_enough) {
            m_isWhole = !showsForm(m_beginning);
            m_enough = 2 * m_beginning.size();
        }
        if (m_isWhole)
            m_beginning.append(text.data(), text.size());
    }

    // In pieces as a loader reads them, each of which it decides by.
    void lookAt(QByteArrayView bytes, bool all)
    {
        if (m_guess.found())
            return;
        m_unseen.append(bytes.data(), bytes.size());
        for (; m_unseen.size() >= loadedSize || (all && !m_unseen.isEmpty()); m_unseen.remove(0, loadedSize))
            m_guess.look(QByteArrayView(m_unseen).first(std::min(loadedSize, m_unseen.size())));
        if (all)
            m_guess.finish();
    }

    const TextEncoding m_encoding;
    const WriteBytes &m_write;
    std::optional<Gzip> m_gzip;
    QByteArray m_text;
    EncodingGuess m_guess;
    QByteArray m_unseen; // by the guess
    QByteArray m_beginning;
    qsizetype m_enough = loadedSize; // of it
    bool m_isWhole = true; // it is all
};

std::optional<FlawKind> flawOf(const Batch &batch, quint32 row)
{
    const auto found = std::lower_bound(batch.flaws().begin(), batch.flaws().end(), row,
                                        [](const Flaw &flaw, quint32 wanted) { return flaw.row < wanted; });
    return found != batch.flaws().end() && found->row == row ? std::optional(found->kind) : std::nullopt;
}

// Empty where each line is an entry.
QByteArrayView fenceOf(const Batch &batch)
{
    if (batch.form() && !batch.form()->columns().isEmpty())
        return tableFence;
    return withoutMargins(batch.frame().between) == "," ? jsonFence : QByteArrayView();
}

bool isWhole(QByteArrayView entry)
{
    const JsonFinding finding = JsonCheck().check(entry);
    return finding.isWhole && finding.end == entry.size();
}

// Whether an entry ends where it does, or is flawed, because of what followed it.
bool isUnclear(FlawKind flaw, QByteArrayView entry, QByteArrayView fence)
{
    if (flaw == FlawKind::Missing || fence.isEmpty())
        return false;
    if (fence == tableFence)
        return flaw == FlawKind::BadQuote || flaw == FlawKind::OpenQuote || flaw == FlawKind::TooLarge;
    return flaw == FlawKind::MissingComma || !isWhole(entry);
}

// What stands between two entries, without its comma.
QByteArray commaLess(QByteArray between)
{
    return between.replace(',', ' ');
}

} // namespace

FileForm formOf(const Batch &batch)
{
    if (fenceOf(batch) == tableFence)
        return FileForm::Table;
    if (fenceOf(batch).isEmpty())
        return FileForm::Lines;
    return withoutMargins(batch.frame().before).startsWith('{') ? FileForm::Records : FileForm::Array;
}

std::optional<TakenFor> writeBatch(const Batch &batch, const std::vector<quint32> &rows, const WriteBytes &write,
                                   const QString &name, const EditedEntry &edited)
{
    const BatchFrame &frame = batch.frame();
    Output output(frame, write);
    if ((frame.hasMark && !output.add(byteOrderMark)) || !output.add(frame.before))
        return std::nullopt;
    const QByteArray usualFence = fenceOf(batch).toByteArray();
    bool isFirst = true;
    bool isOpen = false; // the last entry ends in its middle, and so must the file
    QByteArray behind; // the end of the records
    bool lacksComma = false; // behind the last entry, which is flawed by nothing else and must stay so
    int missing = 0; // at the end
    for (const quint32 row : rows) {
        const std::optional<QByteArray> instead = edited ? edited(row) : std::nullopt;
        std::optional<FlawKind> flaw;
        if (!instead)
            flaw = flawOf(batch, row);
        if (flaw == FlawKind::EndsEarly || flaw == FlawKind::Damaged)
            continue; // these are no entries
        const QByteArray entry = instead ? *instead : batch.entry(row);
        if (flaw == FlawKind::TextAfterEnd) {
            behind =
                endFence.toByteArray() + entry; // on the same line, which is no JSON then and no line of JSON Lines
            continue;
        }
        const QByteArray fence = flaw && isUnclear(*flaw, entry, usualFence) ? usualFence : QByteArray();
        const bool showsComma = entry.isEmpty() || entry.startsWith(']');
        QByteArray between = frame.between;
        if (lacksComma)
            between = showsComma ? QByteArray(usualFence + between) : commaLess(between);
        lacksComma = flaw == FlawKind::MissingComma && !fence.isEmpty() && isWhole(entry);
        isOpen = flaw == FlawKind::CutShort;
        missing = flaw == FlawKind::Missing ? missing + 1 + (isFirst ? 1 : 0) : 0;
        const bool isLast = isOpen || endsInHalf(entry, frame.encoding);
        if ((!isFirst && !output.add(between))
            || !output.add(QByteArray(fence + entry + (isLast ? QByteArray() : fence))))
            return std::nullopt;
        isFirst = false;
    }
    if (missing > 1 && !output.add(",")) // one that nothing stands before or behind shows by a comma of its own
        return std::nullopt;
    if (lacksComma && !output.add(usualFence))
        return std::nullopt;
    QByteArray after = frame.after;
    if (!behind.isEmpty())
        after = withoutMargins(after).toByteArray() + behind;
    else if (isFirst && usualFence != jsonFence) // the end of a line that is not there
        after.clear();
    const bool isWritten = (isOpen || output.add(after)) && output.finish(isOpen);
    return isWritten ? std::optional(output.seems(name)) : std::nullopt;
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
        {}, edited);
    return written;
}

} // namespace batchdeck
