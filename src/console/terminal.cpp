#include "console/terminal.h"

#include <algorithm>
#include <cstdio>

#include <sys/ioctl.h>
#include <unistd.h>

namespace batchdeck {

namespace {

constexpr int barWidth = 24;

void write(const QString &text)
{
    std::fputs(text.toUtf8().constData(), stderr);
    std::fflush(stderr);
}

} // namespace

Terminal::Terminal()
    : m_isTerminal(::isatty(STDERR_FILENO) == 1)
{
}

void Terminal::say(const QString &line)
{
    hideBar();
    QString harmless = line;
    for (QChar &character : harmless) {
        if (character.category() == QChar::Other_Control || character.category() == QChar::Separator_Line)
            character = u' ';
    }
    write(harmless + u'\n');
}

void Terminal::showBar(double fraction, const QString &text)
{
    const int full = std::clamp(static_cast<int>(fraction * barWidth), 0, barWidth);
    QString line = QString(full, u'█') + QString(barWidth - full, u'░') + u' ' + text;
    line.truncate(width() - 1);
    write(u'\r' + line + QStringLiteral("\x1b[K"));
    m_hasBar = true;
}

void Terminal::hideBar()
{
    if (std::exchange(m_hasBar, false))
        write(QStringLiteral("\r\x1b[K"));
}

int Terminal::width() const
{
    winsize size = {};
    return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 1 ? size.ws_col : 80;
}

} // namespace batchdeck
