#pragma once

#include <QObject>

namespace batchdeck {

// The program's windows: each goes when it is closed, the program with the last.
class Windows final : public QObject {
    Q_OBJECT

public:
    void open(const QString &path = {}); // without one: the page that says how to open one
    bool hasThreadsLeft() const { return m_hasThreadsLeft; }

private:
    bool m_hasThreadsLeft = false;
};

} // namespace batchdeck
