#include "app/windows.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QFont>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <string_view>

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

// A question that the program answers without a display.
bool isOnlyAsked(int argc, char *argv[])
{
    constexpr std::string_view questions[] = {"-h", "--help", "--help-all", "-v", "--version"};
    return std::any_of(argv + 1, argv + argc, [&](const char *argument) {
        return std::find(std::begin(questions), std::end(questions), argument) != std::end(questions);
    });
}

std::unique_ptr<QCoreApplication> application(int &argc, char *argv[])
{
    if (isOnlyAsked(argc, argv))
        return std::make_unique<QCoreApplication>(argc, argv);
    return std::make_unique<QApplication>(argc, argv);
}

} // namespace

int main(int argc, char *argv[])
{
    const std::unique_ptr<QCoreApplication> app = application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("batchdeck"));
    QApplication::setApplicationDisplayName(QStringLiteral("Batchdeck"));
    QCoreApplication::setApplicationVersion(QStringLiteral(BATCHDECK_VERSION));

    QCommandLineParser parser;
    parser.setApplicationDescription(
        QCoreApplication::translate("main", "Runs batches of records and shows each one live."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(QStringLiteral("FILE"), QCoreApplication::translate("main", "A batch to open."),
                                 QStringLiteral("[FILE...]"));
    parser.process(*app);

    readableFont();
    batchdeck::Windows windows;
    const QStringList files = parser.positionalArguments();
    if (files.isEmpty())
        windows.open();
    for (const QString &file : files)
        windows.open(file);
    const int code = QApplication::exec();
    if (windows.hasThreadsLeft())
        std::_Exit(code); // they would be waited for until they return
    return code;
}
