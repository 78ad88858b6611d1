#pragma once

#include <QString>

namespace batchdeck {

// The standard error: lines, and on a terminal a bar below them.
class Terminal {
public:
    Terminal();

    bool isTerminal() const { return m_isTerminal; }
    void say(const QString &line); // what could command a terminal is left out
    void showBar(double fraction, const QString &text);
    void hideBar();

private:
    int width() const;

    bool m_isTerminal;
    bool m_hasBar = false;
};

} // namespace batchdeck
