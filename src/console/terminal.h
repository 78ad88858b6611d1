#pragma once

#include <QString>

namespace batchdeck {

// On one line, without what could command a terminal or turn its writing round.
QString harmless(const QString &text);

// Whether somebody sits at the terminal who sees what is asked and can answer it.
bool canAskSomebody();
void forgetKeysPressed(); // before they were asked

// The standard error: lines, and on a terminal a bar below them.
class Terminal {
public:
    Terminal();

    bool canMove() const; // back to where a line begins
    int width() const; // in cells

    void say(const QString &line); // made harmless
    int besideBar() const; // cells
    void showBar(double fraction, const QString &text);
    void hideBar();

private:
    bool m_isTerminal;
    bool m_hasBlocks; // the terminal's text is UTF-8
    QString m_bar; // that stands there
};

} // namespace batchdeck
