#include "console/terminal.h"

#include "console/displaywidth.h"
#include "console/standardstreams.h"

#include <algorithm>

#include <langinfo.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

namespace batchdeck {

namespace {

constexpr int widestBar = 24;
constexpr int usualWidth = 80; // where the terminal does not tell

// The counts beside it say more.
int barWidth(int room)
{
    return std::min(widestBar, std::max(room / 6, std::min(room / 3, 4)));
}

// In one piece, so that nothing flickers.
void write(const QString &text)
{
    writeAll(STDERR_FILENO, text.toUtf8());
}

bool turnsWriting(QChar character)
{
    return (character >= QChar(0x202A) && character <= QChar(0x202E))
        || (character >= QChar(0x2066) && character <= QChar(0x2069));
}

} // namespace

QString harmless(const QString &text)
{
    QString line = text;
    for (QChar &character : line) {
        const QChar::Category category = character.category();
        if (category == QChar::Other_Control || category == QChar::Separator_Line
            || category == QChar::Separator_Paragraph || turnsWriting(character))
            character = u' ';
    }
    return line;
}

bool canAskSomebody()
{
    return ::isatty(STDIN_FILENO) == 1 && ::isatty(STDERR_FILENO) == 1 && ::tcgetpgrp(STDIN_FILENO) == ::getpgrp();
}

void forgetKeysPressed()
{
    ::tcflush(STDIN_FILENO, TCIFLUSH);
}

Terminal::Terminal()
    : m_isTerminal(::isatty(STDERR_FILENO) == 1)
    , m_hasBlocks(QByteArrayView(::nl_langinfo(CODESET)) == "UTF-8")
{
}

int Terminal::width() const
{
    winsize size = {};
    return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : usualWidth;
}

void Terminal::say(const QString &line)
{
    const QString bar = std::exchange(m_bar, {});
    write((bar.isEmpty() ? QString() : QStringLiteral("\r\x1b[K")) + harmless(line) + u'\n' + bar);
    m_bar = bar;
}

bool Terminal::canMove() const
{
    return m_isTerminal && qgetenv("TERM") != "dumb";
}

int Terminal::besideBar() const
{
    const int room = width() - 1;
    return room - barWidth(room) - 1;
}

void Terminal::showBar(double fraction, const QString &text)
{
    const int room = width() - 1;
    const int wide = barWidth(room);
    const int full = std::clamp(static_cast<int>(fraction * wide), 0, wide);
    const QString bar = QString(full, m_hasBlocks ? u'█' : u'#') + QString(wide - full, m_hasBlocks ? u'░' : u'.');
    const QString line = wide + 1 + displayWidth(text) <= room ? QString(bar + u' ' + text) : bar; // no half a number
    if (line == m_bar)
        return;
    m_bar = line;
    write(u'\r' + line + QStringLiteral("\x1b[K"));
}

void Terminal::hideBar()
{
    if (!std::exchange(m_bar, {}).isEmpty())
        write(QStringLiteral("\r\x1b[K"));
}

} // namespace batchdeck
