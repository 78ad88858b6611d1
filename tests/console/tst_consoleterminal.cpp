#include "console/displaywidth.h"
#include "console/terminalprogram.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace batchdeck;
using namespace Qt::StringLiterals;

// What a person at a terminal sees, and what their keys do.
class TestConsoleTerminal : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsABarAndTakesItAway();
    void fitsAnyWidth_data();
    void fitsAnyWidth();
    void writesLinesWhereItCannotMove();
    void controlCCleansUp();
    void controlCWhileItLoads();
    void takesTheBarAwayBeforeItLeaves();
    void hearsNoAnswerBeforeItAsks();
    void asksAtFailures_data();
    void asksAtFailures();
    void keepsLinesAndBarApart();

private:
    QString batch(const QByteArray &bytes)
    {
        const QString path = m_folder.filePath(u"batch.json"_s);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("There is no room for a batch.");
        return path;
    }

    QTemporaryDir m_folder;
};

// What stands in the terminal's last line, one after the other.
static QStringList barsIn(const QByteArray &shown)
{
    QStringList bars;
    for (const QString &piece : QString::fromUtf8(shown).split(u'\r')) {
        if (piece.contains(u'█') || piece.contains(u'░'))
            bars << piece.left(piece.indexOf(u'\x1b'));
    }
    return bars;
}

void TestConsoleTerminal::showsABarAndTakesItAway()
{
    TerminalProgram program({u"--trial"_s, u"-j1"_s, batch(R"([{"seconds": 0.3}, {"seconds": 0.3}, {"fail": "no"}])")});
    QVERIFY(program.waitFor("1 of 3"));
    QCOMPARE(program.end(), 1);
    const QStringList bars = barsIn(program.shown());
    QVERIFY(bars.size() >= 2);
    for (qsizetype at = 1; at < bars.size(); ++at)
        QVERIFY2(bars[at] != bars[at - 1], "The same was drawn twice.");
    // Over the one before: who wipes first makes it flicker.
    for (QByteArray wiped = program.shown(); wiped.contains("\r\x1b[K");) {
        wiped = wiped.sliced(wiped.indexOf("\r\x1b[K") + 4);
        QVERIFY2(barsIn(wiped.first(std::max<qsizetype>(wiped.indexOf('\n'), 0))).isEmpty(), wiped.constData());
    }
    const QByteArray end = program.shown().trimmed().split('\n').last().split('\r').last();
    QVERIFY2(end.contains("3 records: 2 succeeded, 1 failed"), program.shown().constData());
    QVERIFY(!end.contains("█"));
}

void TestConsoleTerminal::fitsAnyWidth_data()
{
    QTest::addColumn<int>("columns");
    for (const int columns : {5, 10, 24, 40, 80, 200})
        QTest::addRow("%d", columns) << columns;
}

void TestConsoleTerminal::fitsAnyWidth()
{
    QFETCH(const int, columns);
    TerminalProgram program(
        {u"--trial"_s, u"-j2"_s, batch(R"([{"seconds": 0.4, "fail": "no"}, {"seconds": 0.3}, {}])")},
        static_cast<unsigned short>(columns));
    QCOMPARE(program.end(), 1);
    const QStringList bars = barsIn(program.shown());
    QVERIFY(!bars.isEmpty());
    for (const QString &bar : bars) {
        QVERIFY2(displayWidth(bar) < columns, qPrintable(bar));
        const QString text = bar.section(u' ', 1);
        QVERIFY2(text.isEmpty() || text.startsWith(u"Reading, ") || text.contains(u" of 3"), qPrintable(bar));
    }
}

void TestConsoleTerminal::writesLinesWhereItCannotMove()
{
    TerminalProgram program({u"--trial"_s, batch(R"([{"seconds": 0.3}])")}, 80, "dumb");
    QCOMPARE(program.end(), 0);
    QVERIFY2(barsIn(program.shown()).isEmpty() && !program.shown().contains('\x1b'), program.shown().constData());
    QVERIFY2(program.shown().contains("1 record: 1 succeeded"), program.shown().constData());
}

void TestConsoleTerminal::controlCCleansUp()
{
    TerminalProgram program({u"--trial"_s, batch(R"([{"seconds": 3600, "cleanup": 0.1}, {"seconds": 0.01}])")});
    QVERIFY(program.waitFor("1 of 2"));
    program.press("\x03");
    QCOMPARE(program.end(), 130);
    QVERIFY2(program.shown().contains("1 succeeded, 1 cancelled"), program.shown().constData());
}

void TestConsoleTerminal::controlCWhileItLoads()
{
    TerminalProgram program({u"--trial"_s, u"-"_s}); // reads what is typed
    QVERIFY(program.waitFor("Reading"));
    program.press("\x03");
    QCOMPARE(program.end(), 130);
    QVERIFY(program.shown().contains("Interrupted before anything was run."));
}

void TestConsoleTerminal::takesTheBarAwayBeforeItLeaves()
{
    TerminalProgram program({u"--trial"_s, u"-"_s});
    QVERIFY(program.waitFor("Reading"));
    program.press("hello\n\x04");
    QCOMPARE(program.end(), 2);
    const QByteArray end = program.shown().trimmed().split('\r').last();
    QVERIFY2(end.contains("batchdeck-run: The standard input is no batch"), program.shown().constData());
    QVERIFY2(!end.contains("Reading"), program.shown().constData());
}

// Enter, pressed out of boredom, is not an answer to what nobody has asked yet.
void TestConsoleTerminal::hearsNoAnswerBeforeItAsks()
{
    TerminalProgram program({u"--trial"_s, u"-j1"_s, u"--stop-after"_s, u"1"_s, u"--then"_s, u"pause"_s,
                             batch(R"([{"seconds": 0.5, "fail": "no"}, {}])")});
    QVERIFY(program.waitFor("0 of 2"));
    program.press("\n");
    QVERIFY(program.waitFor("Enter goes on"));
    program.press("\x03");
    QCOMPARE(program.end(), 130);
    QVERIFY2(program.shown().contains("1 failed, 1 cancelled"), program.shown().constData());
}

void TestConsoleTerminal::asksAtFailures_data()
{
    QTest::addColumn<QByteArray>("keys");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("end");
    QTest::newRow("goes on") << QByteArray("\n") << 1 << QByteArray("1 succeeded, 1 failed");
    QTest::newRow("cancelled") << QByteArray("\x03") << 130 << QByteArray("1 failed, 1 cancelled");
    QTest::newRow("a word, then Enter") << QByteArray("no\n\n") << 1 << QByteArray("1 succeeded, 1 failed");
    QTest::newRow("a word is no answer") << QByteArray("no\n\x03") << 130 << QByteArray("1 failed, 1 cancelled");
    QTest::newRow("nobody is there") << QByteArray("\x04") << 1 << QByteArray("2 records: 1 failed, 1 not run");
}

void TestConsoleTerminal::asksAtFailures()
{
    QFETCH(const QByteArray, keys);
    QFETCH(const QByteArray, end);
    TerminalProgram program(
        {u"--trial"_s, u"-j1"_s, u"--stop-after"_s, u"1"_s, u"--then"_s, u"pause"_s, batch(R"([{"fail": "no"}, {}])")});
    QVERIFY(program.waitFor("Enter goes on"));
    program.press(keys);
    QTEST(program.end(), "code");
    QVERIFY2(program.shown().contains(end), program.shown().constData());
}

void TestConsoleTerminal::keepsLinesAndBarApart()
{
    TerminalProgram program({u"--trial"_s, u"-j1"_s, u"--results"_s, u"-"_s, batch(R"([{"seconds": 0.4}, {}])")});
    QCOMPARE(program.end(), 0);
    QVERIFY2(!program.shown().contains("1 of 2"), program.shown().constData());
    QCOMPARE(program.shown().count("\"state\": \"succeeded\""), 2);
}

QTEST_GUILESS_MAIN(TestConsoleTerminal)
#include "tst_consoleterminal.moc"
