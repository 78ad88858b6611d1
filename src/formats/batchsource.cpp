#include "formats/batchsource.h"

#include "formats/formguess.h"
#include "formats/gzip.h"
#include "formats/readable.h"

#include <QFile>
#include <QFileInfo>
#include <QLocale>

#include <cstdio>

namespace batchdeck {

namespace {

constexpr qsizetype pieceSize = 1 << 20;
// Text that repeats itself packs fifty times smaller, now and then a hundred; a bomb a thousand times.
constexpr quint64 largestUnpackedAtAll = 256U << 20;
constexpr quint64 largestRatio = 200;

Error refused(const QString &message)
{
    return {QStringLiteral("file"), message, false};
}

Error cancelled()
{
    return {QStringLiteral("cancelled"), QStringLiteral("was not loaded: it was cancelled."), false};
}

// Takes what was read and makes text of it; what its encoding is shows as it comes.
class TextMaker {
public:
    explicit TextMaker(std::optional<TextEncoding> encoding)
        : m_encoding(encoding)
    {
        m_text.reserve(pieceSize);
    }

    void add(QByteArrayView piece)
    {
        if (!m_encoding) {
            m_guess.look(piece);
            m_encoding = m_guess.found();
        }
        if (m_encoding)
            beginDecoding();
        if (m_decoder)
            m_decoder->decode(piece, m_text);
        else // ASCII is the same in those that are left
            m_text.append(piece.data(), piece.size());
    }

    // So much of it, once there is more: what this is shows in it, also where the text never ends.
    std::optional<QByteArrayView> takeBeginning()
    {
        if (m_text.size() <= pieceSize || std::exchange(m_hasBegun, true))
            return {};
        return QByteArrayView(m_text).first(pieceSize);
    }

    QByteArray finish()
    {
        m_guess.finish();
        if (!m_encoding && m_guess.found()) {
            m_encoding = m_guess.found();
            beginDecoding();
        }
        if (m_decoder)
            m_decoder->finish(m_text);
        return std::move(m_text);
    }

    quint64 size() const { return static_cast<quint64>(m_text.size()); }
    TextEncoding encoding() const { return m_encoding.value_or(TextEncoding::Utf8); }

private:
    // Few characters may stand there already, by which nothing could be told.
    void beginDecoding()
    {
        if (m_decoder)
            return;
        m_decoder.emplace(*m_encoding);
        const auto isAscii = [](char byte) { return static_cast<unsigned char>(byte) < 0x80; };
        const qsizetype first = std::find_if_not(m_text.cbegin(), m_text.cend(), isAscii) - m_text.cbegin();
        const QByteArray begun = m_text.sliced(first);
        m_text.truncate(first);
        m_decoder->decode(begun, m_text);
    }

    std::optional<TextEncoding> m_encoding;
    EncodingGuess m_guess;
    std::optional<TextDecoder> m_decoder;
    QByteArray m_text;
    bool m_hasBegun = false;
};

} // namespace

Expected<std::unique_ptr<BatchSource>> BatchSource::open(const QString &path)
{
    auto file = std::make_unique<QFile>();
    if (path == u"-") {
        if (!file->open(stdin, QIODevice::ReadOnly | QIODevice::Unbuffered))
            return refused(QStringLiteral("The standard input could not be read: %1.").arg(file->errorString()));
        return std::make_unique<BatchSource>(std::move(file), QStringLiteral("The standard input"));
    }
    const QFileInfo info(path);
    if (!info.exists())
        return refused(QStringLiteral("There is no file “%1”.").arg(path));
    if (info.isDir())
        return refused(QStringLiteral("“%1” is a folder, not a batch file.").arg(path));
    file->setFileName(path);
    if (!file->open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return refused(QStringLiteral("“%1” could not be opened: %2.").arg(path, file->errorString()));
    return std::make_unique<BatchSource>(std::move(file), u'“' + path + u'”');
}

Expected<std::unique_ptr<IncomingText>> BatchSource::text(const LoadRequest &request, LoadWatch &watch)
{
    m_hasEnded = false;
    std::optional<TextEncoding> encoding = request.encoding;
    if (m_isCp949) {
        m_device->seek(0);
        encoding = TextEncoding::Cp949;
    }
    const qint64 size = m_device->isSequential() ? 0 : m_device->size();
    watch.total = static_cast<quint64>(size);
    if (static_cast<quint64>(size) > memoryOfComputer())
        return refused(QStringLiteral("is larger than this computer's memory (%1): split it.")
                           .arg(QLocale::c().formattedDataSize(static_cast<qint64>(memoryOfComputer()))));
    const QByteArray first = readPiece(watch);
    if (!m_problem.isEmpty())
        return unreadable();
    m_isPacked = Gunzip::isPacked(first);
    EncodingGuess guess;
    if (!encoding && !m_isPacked) {
        guess.look(first);
        if (first.size() == size)
            guess.finish();
        if (guess.found() != TextEncoding::Utf8)
            encoding = guess.found();
    }
    if (size == 0 || m_isPacked || encoding.value_or(TextEncoding::Utf8) != TextEncoding::Utf8)
        return wholeText(request, encoding, first, watch);

    m_encoding = TextEncoding::Utf8;
    if (first.size() == size)
        return std::make_unique<IncomingText>(first);
    m_device->seek(0);
    const bool isSure = encoding || guess.found();
    return std::make_unique<IncomingText>(
        *m_device, size, [this, isSure, left = size, later = EncodingGuess()](QByteArrayView piece) mutable {
            left -= piece.size();
            if (!isSure)
                later.look(piece);
            if (left <= 0)
                later.finish();
            m_isCp949 = later.found() == TextEncoding::Cp949;
            return !m_isCp949;
        });
}

Expected<std::unique_ptr<IncomingText>> BatchSource::wholeText(const LoadRequest &request,
                                                               std::optional<TextEncoding> encoding, QByteArray piece,
                                                               LoadWatch &watch)
{
    TextMaker text(encoding);
    Gunzip gunzip;
    quint64 read = 0;
    bool isBomb = false;
    Expected<void> isBatch;
    const auto take = [&](QByteArrayView unpacked) {
        text.add(unpacked);
        isBomb = m_isPacked && text.size() > largestUnpackedAtAll && text.size() / largestRatio > read;
        if (const auto beginning = request.form ? std::nullopt : text.takeBeginning()) {
            if (const auto form = guessForm(*beginning, false, request.path); !form)
                isBatch = form.error();
        }
        return isBatch && !isBomb && text.size() <= memoryOfComputer();
    };
    bool goesOn = true;
    for (; goesOn && !piece.isEmpty(); piece = readPiece(watch)) {
        read += static_cast<quint64>(piece.size());
        watch.done = read;
        goesOn = m_isPacked ? gunzip.unpack(piece, take) : take(piece);
        if (!watch.goesOn())
            return cancelled();
    }
    if (!watch.goesOn())
        return cancelled();
    if (!isBatch)
        return isBatch.error();
    if (!m_problem.isEmpty())
        return unreadable();
    if (isBomb)
        return refused(
            QStringLiteral("unpacks to more than %1 times its size, as a bomb does: if it is none, unpack it "
                           "with gunzip and open that.")
                .arg(largestRatio));
    if (text.size() > memoryOfComputer())
        return refused(QStringLiteral("is larger than this computer's memory (%1): split it.")
                           .arg(QLocale::c().formattedDataSize(static_cast<qint64>(memoryOfComputer()))));
    const bool isCut = m_isPacked && gunzip.isCut();
    if (isCut && text.size() == 0)
        return refused(QStringLiteral("is packed with gzip, but damaged: nothing of it can be unpacked."));
    watch.total = text.size();
    QByteArray whole = text.finish();
    m_encoding = text.encoding();
    return std::make_unique<IncomingText>(std::move(whole), isCut);
}

// Empty at the end, or where the watch stops it.
QByteArray BatchSource::readPiece(LoadWatch &watch)
{
    QByteArray piece(pieceSize, Qt::Uninitialized);
    qsizetype size = 0;
    auto *const file = qobject_cast<QFile *>(m_device.get());
    while (size < pieceSize && !m_hasEnded) {
        const bool isPipe = file && file->isSequential();
        if (isPipe && !waitUntilReadable(file->handle(), watch))
            return {};
        const qint64 read = isPipe ? readSome(file->handle(), piece.data() + size, pieceSize - size)
                                   : m_device->read(piece.data() + size, pieceSize - size);
        if (read < 0)
            m_problem = isPipe ? qt_error_string() : m_device->errorString();
        m_hasEnded = read <= 0;
        size += std::max(read, qint64(0));
    }
    piece.truncate(size);
    return piece;
}

Error BatchSource::unreadable() const
{
    return refused(QStringLiteral("could not be read: %1.").arg(m_problem));
}

void BatchSource::describe(BatchFrame &frame) const
{
    frame.encoding = m_encoding;
    frame.isPacked = m_isPacked;
}

} // namespace batchdeck
