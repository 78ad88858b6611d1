#include "console/consolerun.h"
#include "console/options.h"
#include "console/terminal.h"

#include <QCoreApplication>

#include <clocale>
#include <cstdio>

using namespace batchdeck;

int main(int argc, char **argv)
{
    std::setlocale(LC_CTYPE, ""); // what the terminal can show
    QCoreApplication application(argc, argv);
    const Expected<Options> options = readOptions(QCoreApplication::arguments());
    if (!options) {
        Terminal().say(QStringLiteral("batchdeck-run: ") + options.error().message);
        Terminal().say(QStringLiteral("Try: batchdeck-run --help"));
        return couldNotStart;
    }
    if (!options->answer.isEmpty()) {
        std::fputs(qUtf8Printable(options->answer), stdout);
        return 0;
    }
    ConsoleRun run(*options);
    if (const auto started = run.start(); !started) {
        Terminal().say(QStringLiteral("batchdeck-run: ") + started.error().message);
        return couldNotStart;
    }
    return QCoreApplication::exec();
}
