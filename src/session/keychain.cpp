#include "session/keychain.h"

#include <QProcess>

namespace batchdeck {

namespace {

constexpr int patience = 60'000; // ms, for whoever is asked to unlock it

Error failure(const QString &entry, const QString &why)
{
    return {QStringLiteral("secret"),
            QStringLiteral("The entry “%1” of the keychain is not to be had: %2").arg(entry, why), false};
}

} // namespace

Expected<QString> keychainEntry(const QString &entry)
{
    QProcess tool;
    tool.start(QStringLiteral("secret-tool"), {QStringLiteral("lookup"), QStringLiteral("batchdeck"), entry});
    if (!tool.waitForStarted())
        return failure(entry,
                       QStringLiteral("the program secret-tool is missing (Debian's package libsecret-tools). "
                                      "{\"env\": \"NAME\"} does without it."));
    tool.closeWriteChannel();
    if (!tool.waitForFinished(patience)) {
        tool.kill();
        tool.waitForFinished();
        return failure(entry, QStringLiteral("the keychain did not answer within a minute; is it locked?"));
    }
    const QByteArray secret = tool.readAllStandardOutput();
    if (tool.exitStatus() == QProcess::NormalExit && tool.exitCode() == 0 && !secret.isEmpty())
        return QString::fromUtf8(secret);
    const QString complaint = QString::fromLocal8Bit(tool.readAllStandardError()).simplified();
    if (complaint.isEmpty())
        return failure(
            entry,
            QStringLiteral("there is none. Store it by: secret-tool store --label='%1' batchdeck '%1'").arg(entry));
    return failure(entry, QStringLiteral("no keychain is to be reached (%1).").arg(complaint));
}

} // namespace batchdeck
