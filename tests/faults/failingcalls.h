#pragma once

#include <QProcessEnvironment>
#include <QTest>

#include <algorithm>
#include <vector>

namespace batchdeck {

// Which of a program's calls fails, and how: see failingcalls.cpp.
struct FailingCalls {
    QByteArray calls;
    QByteArray how;
    bool stays;

    bool kills() const { return how == "kill" || how == "tear"; }

    static void addColumns()
    {
        QTest::addColumn<QByteArray>("calls");
        QTest::addColumn<QByteArray>("how");
        QTest::addColumn<bool>("stays");
    }
    static void addWrites()
    {
        const QByteArray writes("writes");
        QTest::newRow("killed at a write") << writes << QByteArray("kill") << false;
        QTest::newRow("killed in a write") << writes << QByteArray("tear") << false;
        QTest::newRow("full once") << writes << QByteArray("ENOSPC") << false;
        QTest::newRow("full from then on") << writes << QByteArray("ENOSPC") << true;
        QTest::newRow("broken once") << writes << QByteArray("EIO") << false;
        QTest::newRow("broken from then on") << writes << QByteArray("EIO") << true;
    }
    static void addFlushes()
    {
        const QByteArray flushes("flushes");
        QTest::newRow("killed at an fsync") << flushes << QByteArray("kill") << false;
        QTest::newRow("not flushed once") << flushes << QByteArray("EIO") << false;
        QTest::newRow("not flushed from then on") << flushes << QByteArray("EIO") << true;
    }
    static FailingCalls ofRow()
    {
        QFETCH(const QByteArray, calls);
        QFETCH(const QByteArray, how);
        QFETCH(const bool, stays);
        return {calls, how, stays};
    }

    // Of files whose paths begin so. 0: none fails, and they are counted.
    QProcessEnvironment at(int number, const QString &files, const QString &count) const
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("LD_PRELOAD"), QStringLiteral(FAILING_CALLS));
        environment.insert(QStringLiteral("FAILING_FILES"), files);
        environment.insert(QStringLiteral("FAILING_CALLS"), QString::fromLatin1(calls));
        environment.insert(QStringLiteral("FAILING_COUNT"), count);
        environment.insert(QStringLiteral("FAILING_AT"), QString::number(number));
        environment.insert(QStringLiteral("FAILING_HOW"), QString::fromLatin1(how));
        if (stays)
            environment.insert(QStringLiteral("FAILING_STAYS"), QStringLiteral("1"));
        return environment;
    }
};

// Of so many calls those that are to fail, each in a run of its own: all of them, or some from the first to the last.
inline std::vector<int> callsToFail(int all, int some)
{
    some = some > 0 ? std::min(some, all) : all;
    std::vector<int> calls;
    for (int call = 0; call < some; ++call)
        calls.push_back(1 + (some > 1 ? call * (all - 1) / (some - 1) : 0));
    return calls;
}

} // namespace batchdeck
