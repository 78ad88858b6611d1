#include "console/optiontable.h"

#include <QFile>
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

QTEST_APPLESS_MAIN(TestOptionTable)
#include "tst_optiontable.moc"
