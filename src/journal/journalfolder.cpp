#include "journal/journalfolder.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QUuid>

#include <cerrno>

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>

namespace batchdeck {

namespace {

Error folderError(const QString &path, const QString &why)
{
    return {QStringLiteral("journal.file"), QStringLiteral("The folder “%1” for journals %2.").arg(path, why), false};
}

int renameNew(const QString &from, const QString &to)
{
    return ::renameat2(AT_FDCWD, QFile::encodeName(from).constData(), AT_FDCWD, QFile::encodeName(to).constData(),
                       RENAME_NOREPLACE);
}

} // namespace

Expected<JournalFolder> JournalFolder::open(const QString &path)
{
    if (!QDir().mkpath(QFileInfo(path).path()))
        return folderError(path, QStringLiteral("cannot be made"));
    const QByteArray name = QFile::encodeName(path);
    if (::mkdir(name.constData(), 0700) != 0 && errno != EEXIST)
        return folderError(path, QStringLiteral("cannot be made: %1").arg(qt_error_string(errno).toLower()));
    struct stat status { };
    if (::stat(name.constData(), &status) != 0 || !S_ISDIR(status.st_mode))
        return folderError(path, QStringLiteral("is no folder"));
    if ((status.st_mode & 077) != 0 && ::chmod(name.constData(), 0700) != 0)
        return folderError(path, QStringLiteral("is open to others, and stays so: %1").arg(qt_error_string(errno)));
    return JournalFolder(path);
}

QString JournalFolder::newPath(const QString &batchPath) const
{
    static const QRegularExpression odd(QStringLiteral("[^\\w.-]+"), QRegularExpression::UseUnicodePropertiesOption);
    const QString stem = QFileInfo(batchPath).completeBaseName().replace(odd, QStringLiteral("_")).left(60);
    return QStringLiteral("%1/%2-%3-%4.journal")
        .arg(m_path, stem, QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-HHmmss")),
             QUuid::createUuid().toString(QUuid::Id128).left(8));
}

QString JournalFolder::latestOf(const BatchIdentity &batch, QStringList &problems) const
{
    QString found;
    QDateTime created;
    const QStringList names = QDir(m_path).entryList({QStringLiteral("*.journal")}, QDir::Files);
    for (const QString &name : names) {
        const QString path = m_path + u'/' + name;
        const auto file = JournalFile::read(path);
        if (!file) {
            const QString kind = file.error().kind;
            if (kind == u"journal.damaged") {
                const auto kept = keepAside(path, QStringLiteral("damaged"));
                problems += file.error().message
                    + (kept ? QStringLiteral(" It is kept as “%1”.").arg(*kept) : u' ' + kept.error().message);
            } else if (kind != u"journal.empty") { // whose making was cut short
                problems += file.error().message;
            }
            continue;
        }
        const JournalledRun &run = file->run();
        const bool isOfBatch = run.batch.path == batch.path || run.batch.isSameContent(batch);
        if (isOfBatch && (found.isEmpty() || run.created > created)) {
            found = path;
            created = run.created;
        }
    }
    return found;
}

// The database first: its log alone would be taken for nothing's.
Expected<QString> keepAside(const QString &path, const QString &why)
{
    for (int number = 1;; ++number) {
        const QString aside = QStringLiteral("%1.%2-%3").arg(path, why).arg(number);
        if (QFile::exists(aside + QStringLiteral("-wal")))
            continue;
        if (renameNew(path, aside) != 0) {
            if (errno == EEXIST)
                continue;
            return Error{QStringLiteral("journal.file"),
                         QStringLiteral("“%1” cannot be kept aside: %2.").arg(path, qt_error_string(errno).toLower()),
                         false};
        }
        renameNew(path + QStringLiteral("-wal"), aside + QStringLiteral("-wal"));
        QFile::remove(path + QStringLiteral("-shm"));
        return aside;
    }
}

} // namespace batchdeck
