#include "formats/batchfile.h"

#include "formats/jsonarray.h"

#include <QFile>
#include <QFileInfo>

#include <cstdio>

namespace batchdeck {

namespace {

Error refused(const QString &message)
{
    return {QStringLiteral("file"), message, false};
}

Expected<QByteArray> bytesOf(QFile &file, const QString &name)
{
    QByteArray bytes = file.readAll();
    if (file.error() != QFileDevice::NoError)
        return refused(QStringLiteral("%1 could not be read: %2.").arg(name, file.errorString()));
    return bytes;
}

Expected<QByteArray> bytesOf(const QString &path)
{
    QFile file;
    if (path == u"-") {
        if (!file.open(stdin, QIODevice::ReadOnly))
            return refused(QStringLiteral("The standard input could not be read: %1.").arg(file.errorString()));
        return bytesOf(file, QStringLiteral("The standard input"));
    }
    const QFileInfo info(path);
    if (!info.exists())
        return refused(QStringLiteral("There is no file “%1”.").arg(path));
    if (info.isDir())
        return refused(QStringLiteral("“%1” is a folder, not a batch file.").arg(path));
    file.setFileName(path);
    if (!file.open(QIODevice::ReadOnly))
        return refused(QStringLiteral("“%1” could not be opened: %2.").arg(path, file.errorString()));
    return bytesOf(file, QStringLiteral("“%1”").arg(path));
}

} // namespace

Expected<std::shared_ptr<const Batch>> loadBatch(const QString &path)
{
    Expected<QByteArray> bytes = bytesOf(path);
    if (!bytes)
        return bytes.error();
    Expected<std::shared_ptr<const Batch>> batch = readJsonArray(*std::move(bytes));
    if (batch)
        return batch;
    const QString name = path == u"-" ? QStringLiteral("The standard input") : QStringLiteral("“%1”").arg(path);
    return refused(QStringLiteral("%1 is no batch: %2").arg(name, batch.error().message));
}

} // namespace batchdeck
