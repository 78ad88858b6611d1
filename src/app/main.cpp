#include "app/program.h"

#include "core/leftthread.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QFileInfo>
#include <QFont>
#include <QFontMetrics>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <string_view>
#include <thread>

namespace {

constexpr qreal smallestFont = 9.75; // points: 13 pixels of 96 dpi

// The desktop's own font; some give none of their own, and Qt's is small.
void readableFont()
{
    QFont font = QApplication::font();
    if (font.pointSizeF() > 0 && font.pointSizeF() < smallestFont) {
        font.setPointSizeF(smallestFont);
        QApplication::setFont(font);
    }
}

// Nothing takes longer before the first words than to find out what fonts there are: it is done while the window comes.
std::jthread findFonts()
{
    return std::jthread([font = QApplication::font()] { QFontMetricsF(font).height(); });
}

// A question that the program answers without a display.
bool isOnlyAsked(int argc, char *argv[])
{
    constexpr std::string_view questions[] = {"-h", "--help", "--help-all", "-v", "--version"};
    return std::any_of(argv + 1, argv + argc, [&](const char *argument) {
        return std::find(std::begin(questions), std::end(questions), argument) != std::end(questions);
    });
}

// A desktop without it has no menu bar of its own to put ours into, and to find that out takes a while.
bool hasSessionBus()
{
    return qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS")
        || QFileInfo::exists(qEnvironmentVariable("XDG_RUNTIME_DIR") + QStringLiteral("/bus"));
}

std::unique_ptr<QCoreApplication> application(int &argc, char *argv[])
{
    if (isOnlyAsked(argc, argv))
        return std::make_unique<QCoreApplication>(argc, argv);
    QCoreApplication::setAttribute(Qt::AA_DontUseNativeMenuBar, !hasSessionBus());
    return std::make_unique<QApplication>(argc, argv);
}

QString text(const char *english)
{
    return QCoreApplication::translate("main", english);
}

} // namespace

int main(int argc, char *argv[])
{
    const std::unique_ptr<QCoreApplication> app = application(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("batchdeck"));
    QCoreApplication::setApplicationName(QStringLiteral("batchdeck"));
    QApplication::setApplicationDisplayName(QStringLiteral("Batchdeck"));
    QGuiApplication::setDesktopFileName(QStringLiteral("batchdeck"));
    QCoreApplication::setApplicationVersion(QStringLiteral(BATCHDECK_VERSION));

    QCommandLineParser parser;
    parser.setApplicationDescription(text("Runs batches of records and shows each one live."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption plan(QStringLiteral("plan"), text("The plan of every FILE; else the one beside each."),
                                  QStringLiteral("FILE"));
    const QCommandLineOption run(QStringLiteral("run"), text("Run each FILE as soon as it is open."));
    const QCommandLineOption quit(
        QStringLiteral("quit-when-done"),
        text("Quit when every batch has been run; the exit code is that of batchdeck-run. "
             "Stays where a batch could not be opened, is paused, or lacks a file that was to be saved."));
    parser.addOptions({plan, run, quit});
    parser.addPositionalArgument(QStringLiteral("FILE"), text("A batch to open."), QStringLiteral("[FILE...]"));
    parser.process(*app);

    readableFont();
    batchdeck::StartRequest request;
    request.quitsWhenDone = parser.isSet(quit);
    for (const QString &file : parser.positionalArguments())
        request.files += {file, parser.value(plan), parser.isSet(run)};
    int code = 0;
    {
        batchdeck::Program program(request);
        const std::jthread fonts = findFonts();
        code = QApplication::exec();
        if (program.hasThreadsLeft()) {
            program.finishClosed();
            std::_Exit(code); // they would be waited for until they return
        }
    }
    if (batchdeck::LeftThread::count() > 0)
        std::_Exit(code);
    return code;
}
