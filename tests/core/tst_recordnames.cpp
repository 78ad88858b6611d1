#include "core/recordnames.h"

#include "core/batchform.h"

#include <QTest>

using namespace batchdeck;
using namespace Qt::StringLiterals;

namespace {

// A queue's message, as far as names go.
class Message final : public BatchForm {
public:
    QString name() const override { return u"messages"_s; }
    QByteArray body(QByteArrayView entry) const override { return entry.toByteArray(); }
    QString messageId(QByteArrayView) const override { return u"m-1"_s; }
};

} // namespace

class TestRecordNames : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void names_data();
    void names();
    void labels_data();
    void labels();
    void thePlanGoesFirst();
    void aMessageHasItsId();
};

void TestRecordNames::names_data()
{
    QTest::addColumn<QByteArray>("entry");
    QTest::addColumn<QString>("name"); // id, label, operation
    QTest::newRow("bare") << QByteArray("{}") << u"5|5|simulate"_s;
    QTest::newRow("id") << QByteArray(R"({"id": "x\ny"})") << u"x\ny|x y|simulate"_s;
    QTest::newRow("a number for an id") << QByteArray(R"({"id": 12345678901234567890123})")
                                        << u"12345678901234567890123|12345678901234567890123|simulate"_s;
    QTest::newRow("messageId goes first") << QByteArray(R"({"id": "x", "messageId": "m"})") << u"m|m|simulate"_s;
    QTest::newRow("all") << QByteArray(R"({"id": 7, "label": "가격", "operation": "execute_upsert"})")
                         << u"7|가격|execute_upsert"_s;
    QTest::newRow("no texts") << QByteArray(R"({"id": [1], "label": null, "operation": {}})") << u"5|5|simulate"_s;
    QTest::newRow("no object") << QByteArray("12") << u"5|5|simulate"_s;
    QTest::newRow("no JSON") << QByteArray(R"({"id": )") << u"5|5|simulate"_s;
}

void TestRecordNames::names()
{
    QFETCH(const QByteArray, entry);
    const RecordName name = RecordNames(Plan::trial()).of(Record(5, entry));
    QTEST(QStringList({name.id, name.label, name.operation}).join(u'|'), "name");
    QCOMPARE(name.target, QString());
}

void TestRecordNames::labels_data()
{
    QTest::addColumn<QByteArray>("entry");
    QTest::addColumn<QString>("label");
    QTest::newRow("label") << QByteArray(R"({"a": {"label": "inner"}, "label": "outer", "id": 7})") << u"outer"_s;
    QTest::newRow("label after id") << QByteArray(R"({"id": 7, "label": "outer"})") << u"outer"_s;
    QTest::newRow("id") << QByteArray(R"({"id": 12345678901234567890})") << u"12345678901234567890"_s;
    QTest::newRow("text") << QByteArray(R"({"id": "\uc8fc\ubb38"})") << u"주문"_s;
    QTest::newRow("lines") << QByteArray(R"({"id": "two\nlines"})") << u"two lines"_s;
    QTest::newRow("long") << R"({"label": ")" + QByteArray(10'000, 'x') + "\"}" << QString(200, u'x');
    QTest::newRow("no such field") << QByteArray(R"({"name": "x"})") << QString();
    QTest::newRow("not a text") << QByteArray(R"({"label": {"id": 1}, "id": [2]})") << QString();
    QTest::newRow("not an object") << QByteArray(R"(["label", "id"])") << QString();
    QTest::newRow("no JSON") << QByteArray(R"({"label": )") << QString();
    QTest::newRow("deep") << QByteArray(100'000, '[') << QString();
    QTest::newRow("too far away") << R"({"data": ")" + QByteArray(100'000, 'x') + R"(", "label": "far"})" << QString();
    QTest::newRow("before what is far") << R"({"id": 12, "data": ")" + QByteArray(100'000, 'x') + R"("})" << u"12"_s;
    QTest::newRow("cut in two") << R"({"id": )" + QByteArray(70'000, '1') + "}" << QString();
}

void TestRecordNames::labels()
{
    QFETCH(const QByteArray, entry);
    QTEST(RecordNames().label(Record(5, entry)), "label");
}

void TestRecordNames::thePlanGoesFirst()
{
    Plan plan;
    plan.id = *Template::parse(u"{key}-{@row}"_s);
    plan.label = *Template::parse(u"{mallid} · {table}"_s);
    plan.target = *Template::parse(u"{db}"_s);
    const RecordNames names(plan);

    const RecordName whole = names.of(Record(
        5, R"({"key": 1, "mallid": "a", "table": "t", "db": "wahs", "id": 3, "label": "own", "operation": "o"})"));
    QCOMPARE(whole.id, u"1-5"_s);
    QCOMPARE(whole.label, u"a · t"_s);
    QCOMPARE(whole.target, u"wahs"_s);
    QCOMPARE(whole.operation, u"o"_s);

    const RecordName partly = names.of(Record(5, R"({"mallid": "a", "id": 3})"));
    QCOMPARE(partly.id, u"3"_s);
    QCOMPARE(partly.label, u"a ·"_s);
    QCOMPARE(partly.target, QString());
    QCOMPARE(partly.operation, QString());
}

void TestRecordNames::aMessageHasItsId()
{
    const Message form;
    QCOMPARE(RecordNames().of(Record(5, R"({"id": "x"})", &form)).id, u"m-1"_s);
}

QTEST_APPLESS_MAIN(TestRecordNames)
#include "tst_recordnames.moc"
