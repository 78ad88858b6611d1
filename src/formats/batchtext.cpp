#include "formats/batchtext.h"

#include "core/jsontext.h"
#include "formats/arrayscanner.h"
#include "formats/csvform.h"
#include "formats/fence.h"
#include "formats/formguess.h"
#include "formats/jsonforms.h"
#include "formats/linescanner.h"
#include "formats/recordsframe.h"
#include "formats/tablescanner.h"
#include "formats/tableshape.h"

#include <algorithm>

namespace batchdeck {

namespace {

constexpr qsizetype beginningSize = 1 << 20;
constexpr QByteArrayView byteOrderMark("\xEF\xBB\xBF");
constexpr quint32 pairsLookedAt = 8;

Error refused(const QString &message)
{
    return {QStringLiteral("file"), message, false};
}

Error cancelled()
{
    return {QStringLiteral("cancelled"), QStringLiteral("was not loaded: it was cancelled."), false};
}

// Of JSON Lines nothing is no record; in a table white space may be cells.
bool isNothing(QByteArrayView text, FileForm form)
{
    if (form == FileForm::Table)
        return std::all_of(text.begin(), text.end(), [](char byte) { return byte == '\n' || byte == '\r'; });
    return form != FileForm::Lines && withoutMargins(text).isEmpty();
}

Error tooMany()
{
    return refused(QStringLiteral("holds more than %1 records: split it.").arg(EntryList::largestCount));
}

// The text between two entries, where it is what JSON has there.
QByteArray between(const Batch::Content &content, QByteArrayView text, QByteArrayView space)
{
    for (std::size_t row = 1; row < std::min<std::size_t>(content.offsets.size(), pairsLookedAt); ++row) {
        if (content.lengths[row - 1] == 0 || content.lengths[row] == 0) // missing: all the space is theirs
            continue;
        const auto end = static_cast<qsizetype>(content.offsets[row - 1] + content.lengths[row - 1]);
        const QByteArray found = unfenced(text.sliced(end, static_cast<qsizetype>(content.offsets[row]) - end));
        if (withoutMargins(found) == ",")
            return found;
    }
    return ',' + unfenced(space);
}

} // namespace

// Always the same part of a text, however fast it comes.
QByteArrayView BatchText::beginning()
{
    for (qsizetype size = beginningSize;; size *= 2) {
        const QByteArrayView there = m_text.there(size);
        const QByteArrayView text = there.first(std::min(size, there.size()));
        m_isWhole = there.size() < size || size >= m_text.expected();
        if (m_isWhole || m_request.form || showsForm(text))
            return text;
    }
}

Expected<Batch::Content> BatchText::read()
{
    const QByteArrayView beginning = this->beginning();
    m_begin = beginning.startsWith(byteOrderMark) ? byteOrderMark.size() : 0;
    FileForm form = FileForm::Array;
    if (m_request.form) {
        form = *m_request.form;
        if (m_isWhole && isNothing(beginning.sliced(m_begin), form))
            return refused(QStringLiteral("is empty, where a batch of records should be."));
    } else {
        auto guessed = guessForm(beginning, m_isWhole, m_request.path);
        if (!guessed)
            return guessed.error();
        form = *guessed;
    }
    Expected<Batch::Content> content = read(form);
    if (content)
        content->frame.hasMark = m_begin > 0;
    return content;
}

Expected<Batch::Content> BatchText::read(FileForm form)
{
    switch (form) {
    case FileForm::Records:
        return readRecords();
    case FileForm::Array: {
        const qsizetype from = withoutMargins(beginning().sliced(m_begin)).data() - m_text.data();
        if (m_text.waitFor(from + 1) <= from || m_text.data()[from] != '[')
            return refused(QStringLiteral("is no batch: it does not begin as a JSON array does, with “[”."));
        return readArray(from + 1);
    }
    case FileForm::Lines:
        return readLines();
    case FileForm::Table:
        return readTable();
    }
    return cancelled();
}

Expected<Batch::Content> BatchText::readRecords()
{
    qsizetype from = RecordsFrame::recordsIn(beginning(), m_begin);
    if (from < 0)
        from = RecordsFrame::recordsIn(m_text.whole(), m_begin);
    if (from < 0)
        return refused(QStringLiteral("is no batch: it does not begin as a JSON object with an array “Records” does."));
    Expected<Batch::Content> content = readArray(from);
    if (content)
        content->form = recordsForm();
    return content;
}

Expected<Batch::Content> BatchText::readArray(qsizetype from)
{
    const bool isAlone = withoutMargins(m_text.there(from).sliced(m_begin, from - m_begin)).size() == 1;
    ArrayScanner scanner(m_text, isAlone ? EntryKind::Value : EntryKind::Member, m_request.largestEntry);
    const ArrayScanner::End end = scanner.scan(from, m_watch);
    if (end.isStopped)
        return cancelled();
    if (end.isFull)
        return tooMany();

    const QByteArrayView text = m_text.whole();
    const qsizetype lastEnd = scanner.entries().size() > 0 ? scanner.entries().to(scanner.entries().size() - 1) : from;
    const qsizetype first = scanner.entries().size() > 0 ? scanner.entries().from(0) : from;
    const QByteArray closing = isAlone ? QByteArray("]\n") : QByteArray("]}\n");
    BatchFrame frame;
    if (end.isCut) {
        frame.after = closing;
    } else {
        RecordsFrame::Rest rest;
        if (!isAlone)
            rest = RecordsFrame::restOf(text, end.at + 1);
        else if (const QByteArrayView behind = withoutMargins(text.sliced(end.at + 1)); !behind.isEmpty())
            rest = {FlawKind::TextAfterEnd, behind.data() - text.data()};
        const bool isAdjacent = withoutMargins(text.sliced(lastEnd, end.at - lastEnd)).isEmpty();
        if (!rest.flaw) {
            frame.after = unfenced(text.sliced(isAdjacent ? lastEnd : end.at));
            if (m_text.isCut())
                scanner.entries().addFlawed(text.size(), text.size(), FlawKind::Damaged, text.size());
        } else {
            frame.after = closing;
            const qsizetype to =
                text.size() - (text.sliced(rest.at).size() - withoutMargins(text.sliced(rest.at)).size());
            scanner.entries().addFlawed(rest.at, std::max(rest.at, to), *rest.flaw, rest.at);
        }
    }

    Batch::Content content;
    scanner.entries().moveTo(content);
    content.form = valuesForm(QStringLiteral("JSON array"));
    frame.before = unfenced(text.sliced(m_begin, first - m_begin));
    frame.between = between(content, text, text.sliced(from, first - from));
    // White space before a comma that nothing stands before is the comma's own.
    if (const QByteArray space = frame.between.first(std::max<qsizetype>(frame.between.indexOf(','), 0));
        !content.lengths.empty() && content.lengths[0] == 0 && frame.before.endsWith(space))
        frame.before.chop(space.size());
    content.frame = std::move(frame);
    return content;
}

Expected<Batch::Content> BatchText::readLines()
{
    LineScanner scanner(m_text, m_request.largestEntry);
    if (!scanner.scan(m_begin, m_watch))
        return cancelled();
    if (scanner.entries().isFull())
        return tooMany();
    noteCut(scanner.entries());
    const QByteArrayView text = m_text.whole();
    Batch::Content content;
    scanner.entries().moveTo(content);
    content.form = valuesForm(QStringLiteral("JSON Lines"));
    const qsizetype firstEnd = text.indexOf('\n');
    content.frame.between = firstEnd > 0 && text[firstEnd - 1] == '\r' ? "\r\n" : "\n";
    if (text.endsWith('\n'))
        content.frame.after = content.frame.between;
    return content;
}

Expected<Batch::Content> BatchText::readTable()
{
    const char delimiter = delimiterOf(beginning().sliced(m_begin));
    TableScanner scanner(m_text, delimiter, m_request.largestEntry);
    if (!scanner.readHeader(m_begin + headerOf(beginning().sliced(m_begin))))
        return refused(QStringLiteral("is no batch: the quotation marks in its header do not match."));
    if (scanner.hasTooManyColumns())
        return refused(QStringLiteral("is no batch: its header has more than %1 columns.").arg(CsvCells::mostKept));
    if (!scanner.scan(m_watch))
        return cancelled();
    if (scanner.entries().isFull())
        return tooMany();
    noteCut(scanner.entries());
    const QByteArrayView text = m_text.whole();
    Batch::Content content;
    scanner.entries().moveTo(content);
    content.form = std::make_shared<CsvForm>(scanner.header(), delimiter);
    content.frame.between = scanner.lineEnd().toByteArray();
    content.frame.before = text.sliced(m_begin, scanner.endOfHeader() - m_begin).toByteArray();
    const bool hasLastEnd = (text.endsWith('\n') || text.endsWith('\r')) && !text.endsWith(tableFence);
    if (hasLastEnd)
        content.frame.after = content.frame.between;
    return content;
}

// What is lost behind a damaged packing is told, also where the text ends between two entries.
void BatchText::noteCut(EntryList &entries)
{
    const QByteArrayView text = m_text.whole();
    if (!m_text.isCut())
        return;
    if (entries.size() > 0 && entries.to(entries.size() - 1) == text.size())
        entries.noteCut(true);
    else
        entries.addFlawed(text.size(), text.size(), FlawKind::Damaged, text.size());
}

} // namespace batchdeck
