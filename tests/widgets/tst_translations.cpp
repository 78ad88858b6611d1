#include "core/plankeys.h"
#include "models/coretext.h"
#include "session/plandocument.h"
#include "widgets/keytexts.h"
#include "widgets/language.h"

#include <QDirIterator>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace batchdeck;
using namespace Qt::StringLiterals;

namespace {

const QString root = QStringLiteral(SOURCE_DIR);
const QString korean = root + u"/resources/translations/batchdeck_ko.ts"_s;

struct Message {
    QString context;
    QString source;
    QString translation;
    bool isFinished = false;
};

QList<Message> messagesOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(path));
    QList<Message> messages;
    QXmlStreamReader xml(&file);
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == u"name")
            context = xml.readElementText();
        else if (xml.name() == u"source")
            messages += Message{context, xml.readElementText(), {}, false};
        else if (xml.name() == u"translation") {
            const bool isFinished = !xml.attributes().hasAttribute(u"type"_s);
            messages.last().translation = xml.readElementText();
            messages.last().isFinished = isFinished && !messages.last().translation.isEmpty();
        }
    }
    if (xml.hasError())
        qFatal("%s: %s", qPrintable(path), qPrintable(xml.errorString()));
    return messages;
}

QStringList placesIn(const QString &text)
{
    static const QRegularExpression place(u"%L?\\d"_s);
    QStringList places;
    for (auto found = place.globalMatch(text); found.hasNext();)
        places += found.next().captured();
    places.sort();
    places.removeDuplicates();
    return places;
}

} // namespace

class TestTranslations : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingIsUntranslated();
    void placesAreKept();
    void wordsAreThoseOfTheTable_data();
    void wordsAreThoseOfTheTable();
    void stoppingARunIsNotCancellingARecord();
    void keysOfPlansAreTold();
    void whatCoreSaysIsTold_data();
    void whatCoreSaysIsTold();
    void whatNobodyKnowsStaysAsItIs();
    void whatARecordSaysStaysAsItIs();
    void everySentenceOfCoreIsKnown();
};

// As lupdate finds the texts in the sources today.
void TestTranslations::nothingIsUntranslated()
{
    const QString lupdate = QStringLiteral(LUPDATE);
    QVERIFY2(QFileInfo::exists(lupdate), "lupdate is missing (Debian's package qt6-l10n-tools)");
    const QTemporaryDir folder;
    const QString copy = folder.filePath(u"batchdeck_ko.ts"_s);
    QVERIFY(QFile::copy(korean, copy));
    QVERIFY(QFile::setPermissions(copy, QFile::ReadOwner | QFile::WriteOwner));
    QProcess update;
    update.setWorkingDirectory(root);
    update.start(lupdate, {u"-silent"_s, u"-no-obsolete"_s, u"src"_s, u"ui"_s, u"-ts"_s, copy});
    QVERIFY(update.waitForFinished(-1));
    QCOMPARE(update.exitCode(), 0);
    QStringList missing;
    for (const Message &message : messagesOf(copy)) {
        if (!message.isFinished)
            missing += message.context + u": "_s + message.source;
    }
    QVERIFY2(missing.isEmpty(), qPrintable(missing.join(u'\n')));
}

void TestTranslations::placesAreKept()
{
    const QList<Message> messages = messagesOf(korean);
    QVERIFY(messages.size() > 100);
    for (const Message &message : messages)
        QVERIFY2(placesIn(message.source) == placesIn(message.translation), qPrintable(message.source));
}

void TestTranslations::wordsAreThoseOfTheTable_data()
{
    QTest::addColumn<QString>("context");
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("translation");
    const auto row = [](const QString &context, const QString &source, const QString &translation) {
        QTest::addRow("%s", qPrintable(source)) << u"batchdeck::"_s + context << source << translation;
    };
    row(u"RowText"_s, u"Queued"_s, u"대기"_s);
    row(u"RowText"_s, u"Running"_s, u"실행 중"_s);
    row(u"RowText"_s, u"Committing"_s, u"커밋 중"_s);
    row(u"RowText"_s, u"Stopping"_s, u"정리 중"_s);
    row(u"RowText"_s, u"Unresponsive"_s, u"응답 없음"_s);
    row(u"RowText"_s, u"Waiting to retry"_s, u"재시도 대기"_s);
    row(u"RowText"_s, u"Succeeded"_s, u"성공"_s);
    row(u"RowText"_s, u"Failed"_s, u"실패"_s);
    row(u"RowText"_s, u"Timed out"_s, u"시간 초과"_s);
    row(u"RowText"_s, u"Cancelled"_s, u"취소됨"_s);
    row(u"RowText"_s, u"Skipped"_s, u"건너뜀"_s);
    row(u"RowText"_s, u"In doubt"_s, u"결과 불명"_s);
    row(u"RowText"_s, u"Invalid"_s, u"형식 오류"_s);
    row(u"RowText"_s, u"Active"_s, u"진행 중"_s);
    row(u"RowText"_s, u"Problems"_s, u"문제"_s);
    row(u"BottomPane"_s, u"Failures"_s, u"실패 유형"_s);
    row(u"PlanDialog"_s, u"Plan"_s, u"실행 설정"_s);
    row(u"DetailsPane"_s, u"Record"_s, u"레코드"_s);
    row(u"KeyTexts"_s, u"Jobs"_s, u"동시 실행"_s);
}

void TestTranslations::wordsAreThoseOfTheTable()
{
    QFETCH(QString, context);
    QFETCH(QString, source);
    for (const Message &message : messagesOf(korean)) {
        if (message.context == context && message.source == source) {
            QTEST(message.translation, "translation");
            return;
        }
    }
    QFAIL("nobody says so any more");
}

void TestTranslations::stoppingARunIsNotCancellingARecord()
{
    for (const Message &message : messagesOf(korean)) {
        if (message.source.contains(u"Selected Record"_s) || message.source.contains(u"this record"_s))
            QVERIFY2(!message.translation.contains(u"중단"_s), qPrintable(message.source));
        if (message.source.contains(u"Cancel the Run"_s) || message.source.startsWith(u"Stop ▾"_s))
            QVERIFY2(!message.translation.contains(u"취소"_s), qPrintable(message.source));
    }
}

// Core says them in English, and the form in the person's language.
void TestTranslations::keysOfPlansAreTold()
{
    speak(u"ko"_s);
    QStringList english;
    const auto look = [&](const QString &said, const QString &told) {
        if (said == told)
            english += said;
    };
    const std::function<void(const std::vector<KeyDescription> &)> lookAt = [&](const auto &keys) {
        for (const KeyDescription &key : keys) {
            look(key.help, KeyTexts::help(key));
            if (key.type != KeyType::Group)
                look(key.name, KeyTexts::label(key));
            if (key.shape == KeyShape::One) // a list of them is written as JSON
                lookAt(key.keys);
        }
    };
    lookAt(planKeys());
    lookAt(operationKeys());
    for (const auto *kinds : {&planKinds(), &connectionDrivers()}) {
        for (const KindDescription &kind : *kinds) {
            look(kind.summary, KeyTexts::summary(kind));
            look(kind.name, KeyTexts::kind(kind));
            lookAt(kind.keys);
        }
    }
    english.removeAll(u"connections"_s); // of the plan: they are no field
    english.removeAll(u"operations"_s);
    QVERIFY2(english.isEmpty(), qPrintable(english.join(u'\n')));
}

void TestTranslations::whatCoreSaysIsTold_data()
{
    QTest::addColumn<QString>("english");
    QTest::addColumn<QString>("korean");
    QTest::newRow("as it is") << u"The run was cancelled."_s << u"실행이 중단되었습니다."_s;
    QTest::newRow("with a value") << u"It was stopped after 2.5 seconds, its timeout."_s
                                  << u"제한 시간 2.5초를 넘겨 중단했습니다."_s;
    QTest::newRow("folded") << u"It was stopped after … seconds, its timeout."_s
                            << u"제한 시간 …초를 넘겨 중단했습니다."_s;
    QTest::newRow("a value that looks like a place")
        << u"The column “%2” (INTEGER) takes a whole number, not \"%1\"."_s
        << u"“%2” 열(INTEGER)에는 정수 값이 들어가야 하는데 \"%1\"입니다."_s;
    QTest::newRow("in one another") << u"line 3, column 9: a comma is missing before “}”."_s
                                    << u"3행 9열: “}” 앞에 쉼표가 없습니다."_s;
    QTest::newRow("with a hint") << u"The plan has no operation “wite”. Did you mean “write”?"_s
                                 << u"실행 설정에 “wite” 작업이 없습니다. “write”을(를) 뜻하셨나요?"_s;
    QTest::newRow("around what a database says")
        << u"“wahs” (wahs.db): no such table: prices. Check the plan's schema and table. [SQLSTATE 42P01]"_s
        << u"“wahs” (wahs.db): no such table: prices. 실행 설정의 스키마와 테이블을 확인해 주세요. [SQLSTATE 42P01]"_s;
    QTest::newRow("two") << u"The batch has its records in another order since. The plan has changed since: rate."_s
                         << u"그 뒤로 배치의 레코드 순서가 바뀌었습니다. 그 뒤로 실행 설정이 바뀌었습니다: rate."_s;
    QTest::newRow("what a record would do, in its own words")
        << u"Takes 2 s in 4 steps. Fails: There is no table “prices”."_s
        << u"4단계로 2초 걸립니다. 실패: There is no table “prices”."_s;
    QTest::newRow("what a record would do, one after the other")
        << u"Takes no time. Does not succeed until attempt 2. Fails."_s
        << u"바로 끝납니다. 2번째 시도에서야 성공합니다. 실패합니다."_s;
}

void TestTranslations::whatCoreSaysIsTold()
{
    speak(u"ko"_s);
    QFETCH(QString, english);
    QTEST(CoreText::told(english), "korean");
    const QString before = u"The plan has no operation “wite”. Did you mean “write”?"_s; // as a plan's mistakes stand
    QCOMPARE(CoreText::told(before + u"\n  " + english), CoreText::told(before) + u"\n  " + CoreText::told(english));
}

void TestTranslations::whatNobodyKnowsStaysAsItIs()
{
    speak(u"ko"_s);
    for (const QString &text : {u"The thermometer reads nothing."_s, u"a: b. c? d\ne"_s, u"한글 문장입니다."_s,
                                u"  spaces  stay: here. \n\n"_s, QString(5000, u'.'), QString()})
        QCOMPARE(CoreText::told(text), text);
}

// However much it looks like a sentence of ours.
void TestTranslations::whatARecordSaysStaysAsItIs()
{
    speak(u"ko"_s);
    const QString ours = u"There is no table “prices”."_s;
    QVERIFY(CoreText::told({u"sql.42P01"_s, ours, false}) != ours);
    QCOMPARE(CoreText::told({u"simulated"_s, ours, false}), ours);
    QCOMPARE(CoreText::told({u"exception.std::runtime_error"_s, ours, false}), ours);
    for (const Error &error : {Error{u"simulated"_s, u"Attempt 1 fails, as the first 2 do."_s, false},
                               Error{u"exception.int"_s, u"The number 42 was thrown."_s, false}})
        QVERIFY(CoreText::told(error) != error.message);
}

// As they stand in the sources today.
void TestTranslations::everySentenceOfCoreIsKnown()
{
    speak(u"ko"_s);
    const QStringList notShown = {
        u"The run's batch, operations and workload do not match."_s, // a mistake in the program
        u"There is no pipe to be had."_s,
        u"A check: %1%2, as “%3” says, %4 at once; databases roll back what each of them does."_s, // the console's
        u"A trial: %1%2, simulated, %3 at once; nothing else is touched."_s,
        u"%1%2, as “%3” says, %4 at once."_s,
        u"A batch from the standard input brings no plan."_s,
        u"There is no “%1” beside the batch."_s,
        u"“%1” exists already; --force replaces it."_s,
        u"How Batchdeck runs a batch of records."_s, // the schema's title
    };
    static const QRegularExpression literals(uR"re((?:u?"(?:[^"\\\n]|\\.)*"\s*)+)re"_s);
    static const QRegularExpression piece(uR"re("((?:[^"\\\n]|\\.)*)")re"_s);
    static const QRegularExpression comment(u"//.*"_s);
    static const QRegularExpression sentence(uR"re(^(?:%1|“|[A-Z]).*[a-z]{2} .*[a-z]\S*[.?]$)re"_s);
    QStringList unknown;
    for (const char *folder : {"core", "formats", "operations", "journal", "session"}) {
        QDirIterator files(root + u"/src/"_s + QLatin1StringView(folder), {u"*.cpp"_s});
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QString source = QString::fromUtf8(file.readAll()).remove(comment);
            for (auto all = literals.globalMatch(source); all.hasNext();) {
                QString text;
                for (auto pieces = piece.globalMatch(all.next().captured()); pieces.hasNext();)
                    text += pieces.next().captured(1);
                text.replace(u"\\\""_s, u"\""_s).replace(u"%L"_s, u"%"_s);
                const bool isKeys = KeyTexts::tr(text.toUtf8().constData()) != text;
                if (sentence.match(text).hasMatch() && !isKeys && !CoreText::isKnown(text) && !notShown.contains(text))
                    unknown += files.fileName() + u": "_s + text;
            }
        }
    }
    QVERIFY2(unknown.isEmpty(), qPrintable(unknown.join(u'\n')));
}

QTEST_GUILESS_MAIN(TestTranslations)
#include "tst_translations.moc"
