#pragma once

#include <QByteArray>

#include <functional>
#include <memory>

namespace batchdeck {

// Unpacks gzip as it comes in: one member or several, one behind another.
class Gunzip {
    Q_DISABLE_COPY_MOVE(Gunzip)

public:
    using Take = std::function<bool(QByteArrayView)>; // what is unpacked; false where that is enough

    static bool isPacked(QByteArrayView beginning) { return beginning.startsWith("\x1F\x8B"); }

    Gunzip();
    ~Gunzip();

    // False where it is damaged, or enough. What came before is good.
    bool unpack(QByteArrayView piece, const Take &take);
    bool isCut() const { return m_isDamaged || m_isInMember; }

private:
    struct Stream;
    std::unique_ptr<Stream> m_stream;
    bool m_isInMember = false;
    bool m_isDamaged = false;
};

// Packs what is written, piece by piece.
class Gzip {
    Q_DISABLE_COPY_MOVE(Gzip)

public:
    Gzip();
    ~Gzip();

    QByteArray pack(QByteArrayView piece);
    QByteArray finish();

private:
    QByteArray run(QByteArrayView piece, int flush);

    struct Stream;
    std::unique_ptr<Stream> m_stream;
};

} // namespace batchdeck
