#include "console/consolerun.h"
#include "console/options.h"

#include <QCoreApplication>

#include <cstdio>

using namespace batchdeck;

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const Expected<Options> options = readOptions(QCoreApplication::arguments());
    if (!options) {
        Terminal().say(QStringLiteral("batchdeck-run: %1").arg(options.error().message));
        Terminal().say(QStringLiteral("Try: batchdeck-run --help"));
        return couldNotStart;
    }
    if (!options->answer.isEmpty()) {
        std::fputs(qUtf8Printable(options->answer), stdout);
        return 0;
    }
    ConsoleRun run;
    if (const auto started = run.start(*options); !started) {
        Terminal().say(QStringLiteral("batchdeck-run: %1").arg(started.error().message));
        return couldNotStart;
    }
    return QCoreApplication::exec();
}
