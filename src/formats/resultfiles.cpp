#include "formats/resultfiles.h"

#include "core/jsontext.h"
#include "formats/outputfile.h"

#include <QSet>

namespace batchdeck {

namespace {

constexpr qsizetype pieceSize = 1 << 20;

// Collects what is written, so that a small piece is no call of its own.
class Pieces {
public:
    explicit Pieces(OutputFile &file)
        : m_file(file)
    {
    }

    Expected<void> add(const QByteArray &bytes)
    {
        m_bytes += bytes;
        return m_bytes.size() < pieceSize ? Expected<void>() : flush();
    }
    Expected<void> flush() { return m_file.write(std::exchange(m_bytes, {})); }

private:
    OutputFile &m_file;
    QByteArray m_bytes;
};

// before(row) stands before each record's line.
Expected<void> writeAll(const ResultSource &results, OutputFile &file, const char *opening,
                        const std::function<QByteArray(quint32 row)> &before, const char *closing)
{
    Pieces pieces(file);
    for (quint32 row = 0; row < results.size(); ++row) {
        const QByteArray between = row == 0 ? QByteArray(opening) : QByteArrayLiteral(",\n");
        if (auto added = pieces.add(between + before(row) + results.line(row).trimmed()); !added)
            return added;
    }
    const bool isEmpty = results.size() == 0;
    if (auto added = pieces.add((isEmpty ? opening : "\n") + QByteArray(closing)); !added)
        return added;
    return pieces.flush();
}

} // namespace

Expected<void> writeResultLines(const ResultSource &results, OutputFile &file)
{
    Pieces pieces(file);
    for (quint32 row = 0; row < results.size(); ++row) {
        if (auto added = pieces.add(results.line(row)); !added)
            return added;
    }
    return pieces.flush();
}

Expected<void> writeResultArray(const ResultSource &results, OutputFile &file)
{
    return writeAll(
        results, file, "[\n", [](quint32) { return QByteArray(); }, "]\n");
}

Expected<void> writeResultObject(const ResultSource &results, const std::function<QString(quint32 row)> &key,
                                 OutputFile &file)
{
    QSet<QString> used;
    const auto member = [&](quint32 row) -> QByteArray {
        QString name = key(row);
        while (used.contains(name))
            name += QStringLiteral(" (row %1)").arg(row);
        used.insert(name);
        return quoted(name) + ": ";
    };
    return writeAll(results, file, "{\n", member, "}\n");
}

} // namespace batchdeck
