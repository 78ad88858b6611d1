#include "session/userfiles.h"

#include "formats/planfile.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>
#include <QUrl>

namespace batchdeck {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype longestPath = 4096;

Error failure(const QString &path, const QString &why)
{
    return {u"file"_s, u"“%1” could not be written: %2."_s.arg(path, why), false};
}

// For nobody else's eyes: a batch may hold anything.
Expected<void> write(const QString &path, const QByteArray &content)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        || file.write(content) != content.size() || !file.commit())
        return failure(path, file.errorString());
    return {};
}

Expected<void> unpack(const QString &resource, const QString &path)
{
    if (QFileInfo::exists(path) || !QFile::exists(resource))
        return {};
    QFile file(resource);
    if (!file.open(QIODevice::ReadOnly))
        return failure(path, file.errorString());
    return write(path, file.readAll());
}

// The path that the text is, where it is one.
QString fileNamed(const QString &text)
{
    const QString line = text.trimmed();
    if (line.isEmpty() || line.size() > longestPath || line.contains(u'\n'))
        return {};
    const QString path = line.startsWith(u"file://"_s) ? QUrl(line).toLocalFile() : line;
    return QDir::isAbsolutePath(path) && QFileInfo(path).isFile() ? path : QString();
}

} // namespace

Expected<QString> unpackExample(const QString &resource, const QString &folder)
{
    if (!QDir().mkpath(folder))
        return failure(folder, u"the folder could not be made"_s);
    const QString path = QDir(folder).filePath(QFileInfo(resource).fileName());
    for (const auto &[from, to] : {std::pair(planPathFor(resource), planPathFor(path)), std::pair(resource, path)}) {
        if (auto unpacked = unpack(from, to); !unpacked)
            return unpacked.error();
    }
    return path;
}

Expected<QString> keepPasted(const QString &text, const QString &folder)
{
    if (text.trimmed().isEmpty())
        return Error{u"file"_s, u"There is no text to be pasted: copy a batch, or a file, first."_s, false};
    if (const QString path = fileNamed(text); !path.isEmpty())
        return path;
    if (!QDir().mkpath(folder))
        return failure(folder, u"the folder could not be made"_s);
    const QByteArray content = text.toUtf8();
    const QByteArray sum = QCryptographicHash::hash(content, QCryptographicHash::Md5).toHex().first(8);
    const QString path = QDir(folder).filePath(u"pasted-%1.txt"_s.arg(QLatin1StringView(sum)));
    if (auto written = write(path, content); !written)
        return written.error();
    return path;
}

} // namespace batchdeck
