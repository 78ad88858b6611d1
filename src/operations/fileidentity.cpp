#include "operations/fileidentity.h"

#include <QFile>

#include <sys/stat.h>

namespace batchdeck {

std::optional<FileIdentity> fileAt(const QString &path)
{
    struct stat file { };
    if (::stat(QFile::encodeName(path).constData(), &file) != 0)
        return {};
    return FileIdentity{file.st_dev, file.st_ino};
}

} // namespace batchdeck
