#include "formats/envfile.h"

#include <QTest>

using namespace batchdeck;
using namespace Qt::StringLiterals;

class TestEnvFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void values_data();
    void values();
};

void TestEnvFile::values_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("value"); // of A
    QTest::newRow("plain") << QByteArray("B=1\nA=two words\n") << u"two words"_s;
    QTest::newRow("spaces") << QByteArray("  A =  x  \r\n") << u"x"_s;
    QTest::newRow("export") << QByteArray("export A=x") << u"x"_s;
    QTest::newRow("a mark") << QByteArray("\xEF\xBB\xBF"
                                          "A=x")
                            << u"x"_s;
    QTest::newRow("comments") << QByteArray("# A=1\n\n#\nA=x\n") << u"x"_s;
    QTest::newRow("signs") << QByteArray("A=a=b#c$D\\n") << u"a=b#c$D\\n"_s;
    QTest::newRow("single quotes") << QByteArray("A='a #\"\\n$B ' # said twice") << u"a #\"\\n$B "_s;
    QTest::newRow("double quotes") << QByteArray("A=\"a\\\"\\\\\\n\\$B # c\"") << u"a\"\\\n$B # c"_s;
    QTest::newRow("empty") << QByteArray("A=") << u""_s;
    QTest::newRow("none") << QByteArray("AA=1\nB=A=2") << u"(none)"_s;
    QTest::newRow("twice the same") << QByteArray("A=1\nA='1'") << u"1"_s;
    QTest::newRow("twice") << QByteArray("A=hunter1\nA=hunter2")
                           << u"! line 2: A is there twice, with different values."_s;
    QTest::newRow("no line of a variable") << QByteArray("A=1\nhunter2") << u"! line 2: NAME=value is expected."_s;
    QTest::newRow("no name") << QByteArray("=hunter2") << u"! line 1: NAME=value is expected."_s;
    QTest::newRow("a comment or not") << QByteArray("A=hunter #2")
                                      << u"! line 1: nobody can tell whether “#” belongs to "
                                         "the value; put the value in quotes."_s;
    QTest::newRow("never closed") << QByteArray("A='hunter2") << u"! line 1: a quote is never closed."_s;
    QTest::newRow("after the quote") << QByteArray("A='hunter'2")
                                     << u"! line 1: something follows the closing quote."_s;
    QTest::newRow("an odd escape") << QByteArray("A=\"hunter\\2\"")
                                   << u"! line 1: within double quotes a backslash is written twice."_s;
    QTest::newRow("another's mistake") << QByteArray("B='x\nA=1") << u"1"_s;
}

void TestEnvFile::values()
{
    QFETCH(const QByteArray, file);
    const auto value = variableIn(file, u"A"_s);
    QTEST(value ? value->value_or(u"(none)"_s) : QString(u"! "_s + value.error().message), "value");
}

QTEST_APPLESS_MAIN(TestEnvFile)
#include "tst_envfile.moc"
