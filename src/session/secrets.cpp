#include "session/secrets.h"

#include "formats/envfile.h"
#include "session/keychain.h"

#include <QDir>
#include <QFile>

namespace batchdeck {

namespace {

Error failure(const QString &message)
{
    return {QStringLiteral("secret"), message, false};
}

// The environment goes first, so that a run can be given another.
Expected<QString> fromEnvironment(const QString &name, const QString &folder)
{
    if (const QString value = qEnvironmentVariable(name.toLatin1().constData()); !value.isEmpty())
        return value;
    const QString path = QDir(folder).filePath(QStringLiteral(".env"));
    QFile file(path);
    if (file.exists()) {
        if (!file.open(QIODevice::ReadOnly))
            return failure(QStringLiteral("“%1” could not be read: %2.").arg(path, file.errorString()));
        constexpr qint64 most = 1024 * 1024;
        const QByteArray text = file.read(most + 1);
        if (text.size() > most)
            return failure(QStringLiteral("“%1” is longer than 1 MiB, which no such file is.").arg(path));
        const auto found = variableIn(text, name);
        if (!found)
            return failure(QStringLiteral("“%1”, %2").arg(path, found.error().message));
        if (*found)
            return **found;
    }
    return failure(
        QStringLiteral("%1 is not set: set that variable in the environment, or write the line %1=… into “%2”.")
            .arg(name, path));
}

} // namespace

SecretSource secretsOf(const QString &planFolder)
{
    return [planFolder](const SecretReference &reference) {
        return reference.keeper == SecretReference::Keeper::Keychain ? keychainEntry(reference.name)
                                                                     : fromEnvironment(reference.name, planFolder);
    };
}

} // namespace batchdeck
