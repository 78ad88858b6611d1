#include "console/consolerun.h"
#include "console/exitcodes.h"
#include "console/options.h"
#include "console/standardstreams.h"
#include "console/terminal.h"

#include <QCoreApplication>

#include <clocale>

using namespace batchdeck;

int main(int argc, char **argv)
{
    holdStandardStreams();
    std::setlocale(LC_CTYPE, ""); // what the terminal can show
    QCoreApplication application(argc, argv);
    const Expected<Options> options = readOptions(QCoreApplication::arguments());
    if (!options) {
        const auto teller = Teller::of(progressIn(QCoreApplication::arguments()));
        teller->note(QStringLiteral("batchdeck-run: ") + options.error().message);
        teller->note(QStringLiteral("Try: batchdeck-run --help"));
        return couldNotStart;
    }
    if (!options->answer.isEmpty()) {
        const auto printed = print(options->answer);
        if (!printed)
            Terminal().say(QStringLiteral("batchdeck-run: ") + printed.error().message);
        return printed ? 0 : someDidNotSucceed;
    }
    ConsoleRun run(*options);
    return run.start() ? QCoreApplication::exec() : couldNotStart;
}
