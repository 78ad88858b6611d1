#include "journal/journallog.h"

#include <QFile>
#include <QtEndian>

#include <utility>

namespace batchdeck {

namespace {

// As https://www.sqlite.org/fileformat2.html#walformat has it.
constexpr qint64 headerSize = 32;
constexpr qint64 frameHeaderSize = 24;
constexpr quint32 magic = 0x377f0682; // and one more where its sums are of big-endian words
constexpr qint64 usualPageSize = 4096; // of what is made here
constexpr qint64 leastPageSize = 512;
constexpr qint64 mostPageSize = 65536;
constexpr qsizetype saltsSize = 8;
constexpr int ofPageSize = 8;
constexpr int ofSalts = 16;
constexpr int ofSums = 24;
constexpr int ofCommit = 4; // in a frame: other than 0 where it ends one
constexpr int ofFrameSalts = 8;
constexpr int ofFrameSums = 16;

quint32 word(const uchar *at)
{
    return qFromBigEndian<quint32>(at);
}

class Sums {
public:
    explicit Sums(bool isBigEndian)
        : m_isBigEndian(isBigEndian)
    {
    }
    void add(const uchar *bytes, qint64 size)
    {
        for (const uchar *end = bytes + size; bytes < end; bytes += 8) {
            m_first += part(bytes) + m_second;
            m_second += part(bytes + 4) + m_first;
        }
    }
    bool are(const uchar *told) const { return m_first == word(told) && m_second == word(told + 4); }

private:
    quint32 part(const uchar *at) const { return m_isBigEndian ? word(at) : qFromLittleEndian<quint32>(at); }

    bool m_isBigEndian;
    quint32 m_first = 0;
    quint32 m_second = 0;
};

} // namespace

bool isLogAltered(const QString &path)
{
    QFile log(path + QStringLiteral("-wal"));
    if (!log.open(QIODevice::ReadOnly))
        return false;
    const QByteArray header = log.read(headerSize);
    if (header.size() < headerSize)
        return false;
    const auto *told = reinterpret_cast<const uchar *>(header.constData());
    Sums sums((word(told) & 1) != 0);
    sums.add(told, ofSums);
    bool isSound = (word(told) & ~1U) == magic && sums.are(told + ofSums);
    const qint64 pageSize = isSound ? word(told + ofPageSize) : usualPageSize;
    if (pageSize < leastPageSize || pageSize > mostPageSize || (pageSize & (pageSize - 1)) != 0)
        return false; // no log of SQLite's
    QByteArray salts = header.sliced(ofSalts, saltsSize);
    bool isFirst = true;
    bool hasCommit = false; // behind the damage, or in it
    while (true) {
        const QByteArray bytes = log.read(frameHeaderSize + pageSize);
        if (bytes.size() < frameHeaderSize + pageSize)
            return false;
        const auto *frame = reinterpret_cast<const uchar *>(bytes.constData());
        if (std::exchange(isFirst, false) && !isSound)
            salts = bytes.sliced(ofFrameSalts, saltsSize);
        const QByteArray its = bytes.sliced(ofFrameSalts, saltsSize);
        const bool isOurs = its == salts;
        // What an earlier log left has others in both of their words.
        const bool isEarlier = its.first(saltsSize / 2) != salts.first(saltsSize / 2)
            && its.last(saltsSize / 2) != salts.last(saltsSize / 2);
        if (!isSound && hasCommit && isOurs)
            return true;
        if (isSound) {
            sums.add(frame, ofFrameSalts);
            sums.add(frame + frameHeaderSize, pageSize);
            isSound = isOurs && sums.are(frame + ofFrameSums);
        }
        hasCommit = !isSound && (hasCommit || (!isEarlier && word(frame + ofCommit) != 0));
    }
}

} // namespace batchdeck
