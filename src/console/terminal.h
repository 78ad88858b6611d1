#pragma once

#include <QString>

namespace batchdeck {

// The standard error: lines, and on a terminal a bar below them.
class Terminal {
public:
    Terminal();

    bool isTerminal() const { return m_isTerminal; }
    int width() const; // in cells

    void say(const QString &line); // what could command a terminal is left out
    void showBar(double fraction, const QString &text);
    void hideBar();

private:
    bool m_isTerminal;
    bool m_hasBlocks; // the terminal's text is UTF-8
    QString m_bar; // that stands there
};

} // namespace batchdeck
