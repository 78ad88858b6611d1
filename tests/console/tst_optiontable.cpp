#include "console/options.h"
#include "console/optiontable.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>

using namespace batchdeck;
using namespace Qt::StringLiterals;

// The help, the man page and the completion know the same options.
class TestOptionTable : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void helpFitsATerminal();
    void allKnowTheSame_data();
    void allKnowTheSame();
    void allTellTheSameWords();
    void tellsWhatHoldsWhereNothingIsSaid();
    void completes_data();
    void completes();

private:
    static QString packaged(const QString &name)
    {
        QFile file(QStringLiteral(PACKAGING) + u'/' + name);
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }
};

void TestOptionTable::helpFitsATerminal()
{
    for (const QString &line : helpText().split(u'\n'))
        QVERIFY2(line.size() <= 86, qPrintable(line));
}

void TestOptionTable::allKnowTheSame_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("help") << helpText();
    QTest::newRow("man page") << packaged(u"batchdeck-run.1"_s).remove(u'\\');
    QTest::newRow("completion") << packaged(u"batchdeck-run.bash"_s);
}

void TestOptionTable::allKnowTheSame()
{
    QFETCH(const QString, text);
    QSet<QString> named;
    static const QRegularExpression option(u"(?<![\\w-])--([a-z][a-z-]+)"_s);
    for (auto match = option.globalMatch(text); match.hasNext();)
        named.insert(match.next().captured(1));
    QSet<QString> known;
    for (const OptionRow &row : optionTable())
        known.insert(QString::fromLatin1(row.name));
    QCOMPARE(named - known, QSet<QString>());
    QCOMPARE(known - named, QSet<QString>());
}

// The words that an option takes: what is refused names them, and the help, the man page and the completion as well.
void TestOptionTable::allTellTheSameWords()
{
    const QString page = packaged(u"batchdeck-run.1"_s).remove(u'\\');
    const QString completion = packaged(u"batchdeck-run.bash"_s);
    int options = 0;
    for (const OptionRow &row : optionTable()) {
        const QString name = QString::fromLatin1(row.name);
        const auto answer = readOptions({u"batchdeck-run"_s, u"--trial"_s, u"--results"_s, u"r"_s, u"--failed"_s,
                                         u"f"_s, u"--"_s + name, u"neitherOfThem"_s, u"b"_s});
        static const QRegularExpression words(
            u"takes (?:one of |states with commas between them \\()([a-zA-Z0-9, -]+?)\\)?, not"_s);
        const auto refused = words.match(answer ? QString() : answer.error().message);
        if (!refused.hasMatch())
            continue;
        ++options;
        const QStringList known = refused.captured(1).split(u", "_s);
        const QRegularExpression offering(u"    --%1\\) words=\"([^\"]+)\""_s.arg(name));
        QStringList offered = offering.match(completion).captured(1).split(u' ');
        offered.sort();
        QStringList sorted = known;
        sorted.sort();
        QCOMPARE(offered, sorted);
        const QRegularExpression section(u"\n\\.BI --%1 .*?\n\\.(?:TP|S)"_s.arg(name),
                                         QRegularExpression::DotMatchesEverythingOption);
        for (const QString &word : known) {
            const QRegularExpression whole(u"(?<![\\w-])%1(?![\\w-])"_s.arg(word));
            QVERIFY2(section.match(page).captured().contains(whole), qPrintable(name + u' ' + word));
            QVERIFY2(name == u"failed-states" || QString::fromUtf8(row.help).contains(whole),
                     qPrintable(name + u' ' + word));
        }
    }
    QCOMPARE(options, 6);
}

void TestOptionTable::tellsWhatHoldsWhereNothingIsSaid()
{
    const QMap<QString, qint64> usual{{u"jobs"_s, RunSettings().concurrency},
                                      {u"attempts"_s, RunSettings().retry.attempts},
                                      {u"largest-entry"_s, largestEntryUsual >> 20}};
    QMap<QString, qint64> said;
    for (const OptionRow &row : optionTable()) {
        static const QRegularExpression number(u"\\((\\d+)\\)$"_s);
        if (const auto found = number.match(QString::fromUtf8(row.help)); found.hasMatch())
            said[QString::fromLatin1(row.name)] = found.captured(1).toInt();
    }
    QCOMPARE(said, usual);
}

void TestOptionTable::completes_data()
{
    QTest::addColumn<QStringList>("words"); // the last is to be completed
    QTest::addColumn<QByteArray>("offered");
    QTest::newRow("an option") << QStringList{u"--res"_s}
                               << QByteArray("--resume --results --results-form --results-key");
    QTest::newRow("a word") << QStringList{u"--then"_s, u"d"_s} << QByteArray("drain");
    QTest::newRow("behind =") << QStringList{u"--then"_s, u"="_s, u"d"_s} << QByteArray("drain");
    QTest::newRow("any behind =") << QStringList{u"--then"_s, u"="_s} << QByteArray("drain cancel pause");
    QTest::newRow("the second state") << QStringList{u"--failed-states"_s, u"failed,ti"_s}
                                      << QByteArray("failed,timedOut");
    QTest::newRow("a number") << QStringList{u"--jobs"_s, QString()} << QByteArray();
}

void TestOptionTable::completes()
{
    QFETCH(const QStringList, words);
    QProcess bash;
    bash.start(u"bash"_s,
               QStringList{u"-c"_s, uR"(source "$1"; shift; COMP_WORDS=(batchdeck-run "$@"); COMP_CWORD=$#
                               _batchdeck_run; echo -n "${COMPREPLY[@]}")"_s,
                           u"bash"_s, QStringLiteral(PACKAGING) + u"/batchdeck-run.bash"_s}
                   + words);
    QVERIFY(bash.waitForFinished(60'000));
    QTEST(bash.readAllStandardOutput(), "offered");
}

QTEST_GUILESS_MAIN(TestOptionTable)
#include "tst_optiontable.moc"
