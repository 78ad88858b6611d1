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

struct Answer {
    QByteArray output;
    bool isDone = false; // else it has nothing to say about it
};

// A secret goes in by its standard input, where no list of processes shows it.
Expected<Answer> ask(const QString &entry, const QStringList &arguments, const QByteArray &input)
{
    QProcess tool;
    tool.start(QStringLiteral("secret-tool"), arguments);
    if (!tool.waitForStarted())
        return failure(entry,
                       QStringLiteral("the program secret-tool is missing (Debian's package libsecret-tools). "
                                      "A variable of the environment needs no keychain."));
    tool.write(input);
    tool.closeWriteChannel();
    if (!tool.waitForFinished(patience)) {
        tool.kill();
        tool.waitForFinished();
        return failure(entry, QStringLiteral("the keychain did not answer within a minute; is it locked?"));
    }
    const QString complaint = QString::fromLocal8Bit(tool.readAllStandardError()).simplified();
    if (tool.exitStatus() == QProcess::NormalExit && tool.exitCode() == 0)
        return Answer{tool.readAllStandardOutput(), true};
    if (!complaint.isEmpty())
        return failure(entry, QStringLiteral("no keychain is to be reached (%1).").arg(complaint));
    return Answer();
}

} // namespace

Expected<QString> keychainEntry(const QString &entry)
{
    const auto answer = ask(entry, {QStringLiteral("lookup"), QStringLiteral("batchdeck"), entry}, {});
    if (!answer)
        return answer.error();
    if (answer->output.isEmpty())
        return failure(
            entry,
            QStringLiteral("there is none. Store it by: secret-tool store --label='%1' batchdeck '%1'").arg(entry));
    return QString::fromUtf8(answer->output);
}

Expected<void> storeInKeychain(const QString &entry, const QString &secret)
{
    const auto stored =
        ask(entry, {QStringLiteral("store"), QStringLiteral("--label=") + entry, QStringLiteral("batchdeck"), entry},
            secret.toUtf8());
    if (!stored)
        return stored.error();
    return stored->isDone ? Expected<void>() : failure(entry, QStringLiteral("the keychain did not take it."));
}

} // namespace batchdeck
