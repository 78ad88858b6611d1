#include "formats/batchsource.h"

#include <QFile>
#include <QFileInfo>

#include <cstdio>

namespace batchdeck {

namespace {

Error refused(const QString &message)
{
    return {QStringLiteral("file"), message, false};
}

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

Expected<std::unique_ptr<IncomingText>> BatchSource::text(const LoadRequest &, LoadWatch &watch)
{
    const qint64 size = m_device->isSequential() ? 0 : m_device->size();
    if (size == 0)
        return std::make_unique<IncomingText>(m_device->readAll());
    watch.total = static_cast<quint64>(size);
    return std::make_unique<IncomingText>(*m_device, size, [](QByteArrayView) { return true; });
}

void BatchSource::describe(BatchFrame &) const { }

} // namespace batchdeck
