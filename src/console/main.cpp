#include "console/consolerun.h"
#include "console/exitcodes.h"
#include "console/options.h"
#include "console/standardstreams.h"
#include "console/terminal.h"
#include "core/leftthread.h"

#include <QCoreApplication>

#include <clocale>
#include <cstdlib>

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
    int code = couldNotStart;
    {
        ConsoleRun run(*options);
        if (run.start())
            code = QCoreApplication::exec();
    }
    if (LeftThread::count() > 0)
        std::_Exit(code);
    return code;
}
