#include "models/wallclock.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace batchdeck;
using namespace Qt::StringLiterals;

class TestWallClock : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsWhatWasBeforeASleep();
};

void TestWallClock::keepsWhatWasBeforeASleep()
{
    const QTemporaryDir folder;
    QFile slept(folder.filePath(u"slept"_s));
    const auto sleepFor = [&](std::int64_t seconds) {
        return slept.seek(0) && slept.write(reinterpret_cast<const char *>(&seconds), sizeof seconds) == sizeof seconds
            && slept.flush();
    };
    QVERIFY(slept.open(QIODevice::ReadWrite) && sleepFor(0));
    qputenv("SLEPT", QFile::encodeName(slept.fileName()));

    WallClock clock;
    const Instant evening = Clock::now();
    const QDateTime then = clock.at(evening);
    QVERIFY(std::abs(then.msecsTo(QDateTime::currentDateTime())) < 2000);
    constexpr std::int64_t night = 8 * 3600;
    clock.look();
    QVERIFY(sleepFor(night));
    const Instant woken = Clock::now();
    const QDateTime early = QDateTime::currentDateTime();
    clock.look();
    QVERIFY(std::abs(early.msecsTo(clock.at(woken))) < 2000); // though nobody had looked yet
    QCOMPARE(clock.at(evening), then);
    const QDateTime morning = clock.at(Clock::now());
    QVERIFY(std::abs(morning.msecsTo(QDateTime::currentDateTime())) < 2000);
    QVERIFY(then.msecsTo(morning) >= night * 1000 - 2); // each is cut to milliseconds
}

QTEST_APPLESS_MAIN(TestWallClock)
#include "tst_wallclock.moc"
