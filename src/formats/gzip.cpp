#include "formats/gzip.h"

#include <zlib.h>

#include <algorithm>
#include <vector>

namespace batchdeck {

namespace {

constexpr int withGzipHeader = 15 + 16;
constexpr std::size_t roomSize = 1 << 18;

Bytef *bytesOf(QByteArrayView piece)
{
    return reinterpret_cast<Bytef *>(const_cast<char *>(piece.data())); // zlib does not write there
}

} // namespace

struct Gunzip::Stream {
    z_stream zlib{};
    std::vector<char> room = std::vector<char>(roomSize);
};

Gunzip::Gunzip()
    : m_stream(std::make_unique<Stream>())
{
    inflateInit2(&m_stream->zlib, withGzipHeader);
}

Gunzip::~Gunzip()
{
    inflateEnd(&m_stream->zlib);
}

bool Gunzip::unpack(QByteArrayView piece, const Take &take)
{
    z_stream &zlib = m_stream->zlib;
    zlib.next_in = bytesOf(piece);
    zlib.avail_in = static_cast<uInt>(piece.size());
    bool isFull = false;
    while (!m_isDamaged && (zlib.avail_in > 0 || isFull)) {
        if (!m_isInMember && *zlib.next_in != 0x1F) { // padding behind the last member
            zlib.avail_in = 0;
            break;
        }
        m_isInMember = true;
        zlib.next_out = reinterpret_cast<Bytef *>(m_stream->room.data());
        zlib.avail_out = static_cast<uInt>(roomSize);
        const int result = inflate(&zlib, Z_NO_FLUSH);
        const auto unpacked = static_cast<qsizetype>(roomSize - zlib.avail_out);
        isFull = zlib.avail_out == 0 && result == Z_OK;
        if (unpacked > 0 && !take({m_stream->room.data(), unpacked}))
            return false;
        if (result == Z_STREAM_END) {
            m_isInMember = false;
            inflateReset(&zlib);
        } else if (result != Z_OK && !(result == Z_BUF_ERROR && zlib.avail_in == 0)) {
            m_isDamaged = true;
        }
    }
    return !m_isDamaged;
}

struct Gzip::Stream {
    z_stream zlib{};
};

Gzip::Gzip()
    : m_stream(std::make_unique<Stream>())
{
    deflateInit2(&m_stream->zlib, Z_DEFAULT_COMPRESSION, Z_DEFLATED, withGzipHeader, 8, Z_DEFAULT_STRATEGY);
}

Gzip::~Gzip()
{
    deflateEnd(&m_stream->zlib);
}

QByteArray Gzip::pack(QByteArrayView piece)
{
    return run(piece, Z_NO_FLUSH);
}

QByteArray Gzip::finish()
{
    return run({}, Z_FINISH);
}

QByteArray Gzip::run(QByteArrayView piece, int flush)
{
    z_stream &zlib = m_stream->zlib;
    zlib.next_in = bytesOf(piece);
    zlib.avail_in = static_cast<uInt>(piece.size());
    QByteArray packed;
    std::vector<char> room(roomSize);
    do {
        zlib.next_out = reinterpret_cast<Bytef *>(room.data());
        zlib.avail_out = static_cast<uInt>(roomSize);
        deflate(&zlib, flush);
        packed.append(room.data(), static_cast<qsizetype>(roomSize - zlib.avail_out));
    } while (zlib.avail_out == 0);
    return packed;
}

} // namespace batchdeck
