#include "batchlook.h"

#include "formats/batchwriter.h"

#include <QRandomGenerator>

using namespace batchdeck;

// CSV and TSV: what is a row, what a record, and what is said of rows that are none.
class TestTables : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rows_data();
    void rows();
    void flaws_data();
    void flaws();
    void namesTheEncoding();
    void names();
    void guesses_data();
    void guesses();

private:
    const LoadRequest asTable{.path = {}, .form = FileForm::Table};
};

void TestTables::rows_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QByteArrayList>("entries");
    QTest::addColumn<QByteArrayList>("bodies");

    const auto row = [](const char *name, const QByteArray &file, const QByteArrayList &entries,
                        const QByteArrayList &bodies) { QTest::newRow(name) << file << entries << bodies; };
    row("header alone", "a,b\n", {}, {});
    row("header without an end", "a,b", {}, {});
    row("rows", "a,b\n1,2\n3,4", {"1,2", "3,4"}, {R"({"a": "1", "b": "2"})", R"({"a": "3", "b": "4"})"});
    row("CRLF, mark, blank lines", "\xEF\xBB\xBF\r\na,b\r\n\r\n1,2\r\n\r\n3,4\r\n", {"1,2", "3,4"},
        {R"({"a": "1", "b": "2"})", R"({"a": "3", "b": "4"})"});
    row("CR", "a,b\r1,2\r3,4\r", {"1,2", "3,4"}, {R"({"a": "1", "b": "2"})", R"({"a": "3", "b": "4"})"});
    row("quotes", "a,b\n\"1,\"\"x\"\"\",\"\"\n", {"\"1,\"\"x\"\"\",\"\""}, {R"({"a": "1,\"x\"", "b": ""})"});
    row("lines in a cell", "a,b\n\"1\r\n\n2\",3\n4,5\n", {"\"1\r\n\n2\",3", "4,5"},
        {R"({"a": "1\u000d\n\n2", "b": "3"})", R"({"a": "4", "b": "5"})"});
    row("rows behind a fence", "a,b\n1,2\r\n\n\r\n\n3,4\n\"5\r\n\n\r\n\n6\",7\n",
        {"1,2", "3,4", "\"5\r\n\n\r\n\n6\",7"},
        {R"({"a": "1", "b": "2"})", R"({"a": "3", "b": "4"})", R"({"a": "5\u000d\n\n\u000d\n\n6", "b": "7"})"});
    row("semicolons", "a;b\n1,5;2\n", {"1,5;2"}, {R"({"a": "1,5", "b": "2"})"});
    row("a separator that is told", "sep=;\r\na,b;c\r\n1;2\r\n", {"1;2"}, {R"({"a,b": "1", "c": "2"})"});
    row("tabs", "a\tb\n1, 2\t \n", {"1, 2\t "}, {R"({"a": "1, 2", "b": " "})"});
    row("nothing but tabs", "\t\t\n\t\n", {"\t"}, {R"({"column_1": "", "column_2": ""})"});
    row("fewer cells", "a,b,c\n1\n2,\n", {"1", "2,"}, {R"({"a": "1"})", R"({"a": "2", "b": ""})"});
    row("Korean", "이름,수량\n\"김, 철수\",3\n", {"\"김, 철수\",3"}, {R"({"이름": "김, 철수", "수량": "3"})"});
}

void TestTables::rows()
{
    QFETCH(const QByteArray, file);
    const LoadedBatch batch = readBatch(file, asTable);
    QVERIFY2(batch, batch ? "" : qPrintable(batch.error().message));
    QTEST(entriesOf(**batch), "entries");
    QTEST(bodiesOf(**batch), "bodies");
    QCOMPARE(problemsOf(**batch), QStringList());
}

void TestTables::flaws_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QByteArrayList>("entries");
    QTest::addColumn<QString>("problem");

    const auto row = [](const char *name, const QByteArray &file, const QByteArrayList &entries, const char *problem) {
        QTest::newRow(name) << file << entries << QString::fromUtf8(problem);
    };
    row("more cells", "a,b\n1,2\n\"3,\",4,5,6\n7,8\n", {"1,2", "\"3,\",4,5,6", "7,8"},
        "1: line 3, column 8: this row has more cells than the header, from “5,6” on.");
    row("text behind a quote", "a,b\n1,2\n\"3\"x,4\n7,8\n", {"1,2", "\"3\"x,4", "7,8"},
        "1: line 3, column 1: the quotation marks of a cell do not match; inside a quoted cell they are doubled.");
    row("a quote inside", "a,b\n1,2\n3\",4\n7,8\n", {"1,2", "3\",4", "7,8"},
        "1: line 3, column 2: the quotation marks of a cell do not match; inside a quoted cell they are doubled.");
    row("rows with a quote inside", "a,b\n1\",2\n\"x\"\"\",4\"\n5,6\n", {"1\",2", "\"x\"\"\",4\"", "5,6"},
        "0: line 2, column 2: the quotation marks of a cell do not match; inside a quoted cell they are doubled.\n"
        "1: line 3, column 8: the quotation marks of a cell do not match; inside a quoted cell they are doubled.");
    row("no closing quote, then rows", "a,b\n1,2\n\"3,4\n7,8\n9,\"x\"\n", {"1,2", "\"3,4", "7,8", "9,\"x\""},
        "1: line 3, column 1: the quotation marks of a cell do not match; inside a quoted cell they are doubled.");
    row("an open quote at the end", "a,b\n1,2\n3,\"x\ny z", {"1,2", "3,\"x\ny z"},
        "1: line 3, column 3: a quotation mark opens a cell here and none closes it; records may be missing.");
    row("a quote inside the only column", "name\nAnn\n6\" pipe\nBob\nCarl\n", {"Ann", "6\" pipe", "Bob", "Carl"},
        "1: line 3, column 2: the quotation marks of a cell do not match; inside a quoted cell they are doubled.");
    row("an open quote in the only column", "name\nAnn\n\"Bob\nCarl\n", {"Ann", "\"Bob\nCarl"},
        "1: line 3, column 1: a quotation mark opens a cell here and none closes it; records may be missing.");
    row("no UTF-8", "a,b\n1,\xC3\xA9\xFF\n\xC3\xA9,2\n", {"1,\xC3\xA9\xFF", "\xC3\xA9,2"},
        "0: line 2, column 4: a byte here is no UTF-8; the file may be in another encoding.");
}

void TestTables::flaws()
{
    QFETCH(const QByteArray, file);
    const LoadedBatch batch = readBatch(file, asTable);
    QVERIFY2(batch, batch ? "" : qPrintable(batch.error().message));
    QTEST(entriesOf(**batch), "entries");
    QTEST(problemsOf(**batch).join(u'\n'), "problem");
}

// As it was taken for, not as our text is.
void TestTables::namesTheEncoding()
{
    const LoadedBatch batch =
        readBatch("a,b\n1,\xFF\n", {.path = {}, .encoding = TextEncoding::Cp949, .form = FileForm::Table});
    QVERIFY(batch);
    QCOMPARE(problemsOf(**batch),
             QStringList{QStringLiteral("0: line 2, column 3: a byte here is no CP949; the file may be in another "
                                        "encoding.")});
}

void TestTables::names()
{
    const LoadedBatch batch = readBatch("id, name ,,name,name_2,id\n1,2,3,4,5,6\n", asTable);
    QVERIFY(batch);
    const QStringList columns = (*batch)->form()->columns();
    QCOMPARE(columns, QString::fromLatin1("id,name,column_3,name_3,name_2,id_2").split(u','));
    QCOMPARE((*batch)->form()->name(), QStringLiteral("CSV"));

    QCOMPARE(readBatch(QByteArray("a,").repeated(16'384) + "\n1,2\n", asTable).error().message,
             QStringLiteral("The text is no batch: its header has more than 16384 columns."));
    QVERIFY(readBatch(QByteArray("a,").repeated(16'383) + "\n1,2\n", asTable));
}

void TestTables::guesses_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("form"); // none where it is refused

    const auto row = [](const char *title, const char *name, const QByteArray &file, const char *form) {
        QTest::newRow(title) << QString::fromUtf8(name) << file << QString::fromUtf8(form);
    };
    row("by content", "-", "a,b\n1,2\n", "CSV");
    row("by content, tabs", "-", "a\tb\n1\t2\n", "TSV");
    row("by content, a separator that is told", "-", "sep=,\na,b\n1,2\n", "CSV");
    row("by name", "x.csv", "a\n1\n", "CSV");
    row("by name, packed", "x.CSV.gz", "a\n1\n", "CSV");
    row("JSON in a cell", "x.csv", "{a},b\n1,2\n", "");
    row("a letter", "x.txt", "Dear all,\nthis is, as I said, no batch,\nbye\n", "");
    row("one line", "-", "a,b\n", "");
    row("numbers", "x.csv", "1\n2\n", "CSV");
    row("an array in a table's name", "x.csv", R"([{"id":1},{"id":2}])", "JSON array");
    row("an array over lines", "x.csv", "[\n{\"id\":1,\"fail\":\"x\"},\n{\"id\":2}\n]\n", "JSON array");
    row("an array of numbers", "x.csv", "[1, 2,\n3]\n", "JSON array");
    row("an array that is cut", "x.csv.gz", R"([{"id":1},{"i)", "JSON array");
    row("arrays on lines", "x.csv", "[1,2]\n[3,4]\n", "JSON Lines");
    row("objects on lines", "x.tsv", "{\"a\":1}\n{\"a\":2}\n", "JSON Lines");
    row("a bracket in a header", "x.csv", "[a],b\n1,2\n", "CSV");
    row("numbers in brackets in a header", "x.csv", "[1],b\n1,2\n", "CSV");
    row("a table in a name for lines", "x.jsonl", "a,b\n1,2\n", "CSV");
    row("numbers without a name", "-", "1\n2\n", "JSON Lines");
}

void TestTables::guesses()
{
    QFETCH(const QString, name);
    QFETCH(const QByteArray, file);
    const LoadedBatch batch = readBatch(file, {.path = name});
    QTEST(batch ? (*batch)->form()->name() : QString(), "form");
}

QTEST_APPLESS_MAIN(TestTables)
#include "tst_tables.moc"
