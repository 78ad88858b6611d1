#include "formats/batchlook.h"
#include "formats/gzip.h"
#include "formats/textencoding.h"
#include "session/exports.h"
#include "session/resultrecorder.h"

#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <numeric>
#include <set>

using namespace batchdeck;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Opened = Expected<std::unique_ptr<Session>>;
using Wrap = std::function<QByteArray(const QByteArray &record, int number)>;

// How entries stand in a file of a form.
struct Shape {
    FileForm form = FileForm::Array;
    QByteArray head;
    QByteArray between;
    QByteArray tail;
    Wrap entry; // of a JSON object
};

constexpr quint32 largestEntry = 4000; // bytes
constexpr int rounds = 120;
constexpr StateSet toSave[] = {
    toRunAgain,       {State::Failed, State::Invalid},   {State::Failed},
    {State::Invalid}, {State::Queued, State::Succeeded}, {},
};

} // namespace
Q_DECLARE_METATYPE(Shape)

// A file is loaded and run, what did not succeed is written and loaded again: the same entries, in every form, encoding
// and packing, also those that could not be read.
class TestRoundTrip : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsWhatFailed_data();
    void keepsWhatFailed();
    void cleanupTestCase();

    void comesBackUnderAnyName_data();
    void comesBackUnderAnyName();
    void tellsWhatItCannotHold_data();
    void tellsWhatItCannotHold();

private:
    Opened open(const QString &path, std::optional<FileForm> form = {},
                std::optional<TextEncoding> encoding = {}) const;
    Opened openAsTold(const QString &path, const QString &note) const;

    QTemporaryDir m_folder;
    std::set<FlawKind> m_flaws; // that were met
};

namespace {

QByteArray inString(const QByteArray &json)
{
    QByteArray text = json;
    return '"' + text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n") + '"';
}

QByteArray object(const QByteArray &record, int)
{
    return record;
}

QByteArray message(const QByteArray &record, int number)
{
    return "{\"messageId\": \"m" + QByteArray::number(number) + "\", \"body\": " + inString(record) + '}';
}

QByteArray cells(const QByteArray &record, int number)
{
    return QByteArray(record.contains("fail") ? "\"no, \"\"no\"\"\nno\"" : "") + ',' + QByteArray::number(number)
        + ",\"" + (record.size() % 2 ? "가, 나" : "") + '"';
}

QByteArray tabbed(const QByteArray &record, int number)
{
    return QByteArray::number(number) + '\t' + (record.contains("fail") ? "no" : "");
}

// Texts that are awkward to every form, "fail" first where the record is to fail.
QByteArray randomRecord(QRandomGenerator &dice)
{
    static const QByteArrayList texts{"plain",       "a,b",        "가나",   "\\ud55c\\uae00", "quote \\\" and \\\\",
                                      "line\\nfeed", "; drop -- ", "]}],{[", "\\t tab",        ""};
    QByteArray record = "{";
    if (dice.bounded(2))
        record += "\"fail\": \"" + texts[dice.bounded(9)] + "\", ";
    record += "\"n\": " + QByteArray::number(dice.bounded(1000)) + ".10";
    for (int field = dice.bounded(4); field > 0; --field)
        record += ", \"f" + QByteArray::number(field) + "\": \"" + texts[dice.bounded(10)] + '"';
    return record + '}';
}

// What an encoding has no character for, as it stands in our text.
QByteArray unknown(TextEncoding encoding)
{
    if (encoding == TextEncoding::Utf8)
        return "\xFF";
    QByteArray text;
    TextDecoder(encoding).decode(encoding == TextEncoding::Cp949         ? "\xFF"
                                     : encoding == TextEncoding::Utf16Le ? "\xFF\xDF"
                                                                         : "\xDF\xFF",
                                 text);
    return text;
}

// A JSON object that is none.
QByteArray badRecord(TextEncoding encoding, QRandomGenerator &dice)
{
    const QByteArrayList records{
        R"({"n": 1, "n": 2})",
        R"({"n": NaN})",
        R"({"n": "\ud800"})",
        "{\"n\": \"" + unknown(encoding) + "\"}",
        "{\"n\": \"\x01\"}",
        "{\"n\": " + QByteArray(600, '[') + QByteArray(600, ']') + '}',
        "{\"n\": \"" + QByteArray(largestEntry, 'x') + "\"}",
        R"({"n": 1 "m": 2})",
        R"({"n": flase})",
    };
    return records[dice.bounded(static_cast<int>(records.size()))];
}

// An entry as somebody's hand, or a wire, breaks it.
QByteArray broken(const Shape &shape, TextEncoding encoding, QRandomGenerator &dice)
{
    static const QByteArray structure("\"{}[]:,\t");
    const int how = dice.bounded(5);
    if (how == 0 && shape.form != FileForm::Table)
        return shape.form == FileForm::Lines ? "{}x" : ""; // nothing between two commas
    if (how == 1 && shape.form == FileForm::Table)
        return QByteArrayList{"a,b,c,d,e",
                              "1\t2\t3\t4",
                              "\"x\"y,1,2",
                              "\"x, 1",
                              "a" + unknown(encoding) + ",,",
                              QByteArray(largestEntry + 1, 'x')}[dice.bounded(6)];
    if (how == 1 && shape.form == FileForm::Records)
        return QByteArrayList{"\"no JSON\"", R"({"messageId": "m", "body": "no JSON"})"}[dice.bounded(2)];
    if (how <= 2)
        return shape.entry(badRecord(encoding, dice), 7);
    QByteArray entry = shape.entry(randomRecord(dice), 7);
    const auto at = static_cast<qsizetype>(dice.bounded(static_cast<quint32>(entry.size())));
    const qsizetype place = entry.indexOf(structure[dice.bounded(8)], at);
    if (place < 0)
        return entry;
    return how == 3 ? entry.remove(place, 1) : entry.insert(place, structure[dice.bounded(8)]);
}

RowSet firstRows(quint32 count)
{
    std::vector<quint32> rows(count);
    std::iota(rows.begin(), rows.end(), 0U);
    return RowSet::of(std::move(rows));
}

std::optional<FlawKind> flawOf(const Batch &batch, quint32 row)
{
    for (const Flaw &flaw : batch.flaws()) {
        if (flaw.row == row)
            return flaw.kind;
    }
    return {};
}

} // namespace

void TestRoundTrip::keepsWhatFailed_data()
{
    QTest::addColumn<Shape>("shape");
    const auto row = [](const char *name, FileForm form, const QByteArray &head, const QByteArray &between,
                        const QByteArray &tail, const Wrap &entry) {
        QTest::newRow(name) << Shape{form, head, between, tail, entry};
    };
    const QByteArray before = R"({"source": {"Records": [1]}, "Records": [)";
    const QByteArray after = "], \"after\": \"x\"}\n";
    row("an array", FileForm::Array, "[", ", ", "]", object);
    row("an array by lines", FileForm::Array, "[\r\n  ", ",\r\n  ", "\r\n]\r\n", object);
    row("lines", FileForm::Lines, "", "\n", "\n", object);
    row("lines without an end", FileForm::Lines, "", "\r\n", "", object);
    row("records", FileForm::Records, before, ",\n  ", after, object);
    row("records in strings", FileForm::Records, before, ", ", after,
        [](const QByteArray &record, int) { return inString(record); });
    row("messages", FileForm::Records, before, ",", after, message);
    row("a table", FileForm::Table, "fail,n,text\r\n", "\r\n", "\r\n", cells);
    row("tabs", FileForm::Table, "n\tfail\n", "\n", "\n", tabbed);
}

Opened TestRoundTrip::open(const QString &path, std::optional<FileForm> form,
                           std::optional<TextEncoding> encoding) const
{
    SessionRequest request;
    request.batch.path = path;
    request.batch.largestEntry = largestEntry;
    request.batch.form = form;
    request.batch.encoding = encoding;
    request.isTrial = true;
    LoadWatch watch;
    return Session::open(request, watch);
}

// As the note says that it must be, and no more.
Opened TestRoundTrip::openAsTold(const QString &path, const QString &note) const
{
    const QHash<QString, FileForm> forms{{u"records"_s, FileForm::Records},
                                         {u"array"_s, FileForm::Array},
                                         {u"jsonl"_s, FileForm::Lines},
                                         {u"csv"_s, FileForm::Table}};
    const QHash<QString, TextEncoding> encodings{{u"utf-8"_s, TextEncoding::Utf8},
                                                 {u"utf-16le"_s, TextEncoding::Utf16Le},
                                                 {u"utf-16be"_s, TextEncoding::Utf16Be},
                                                 {u"cp949"_s, TextEncoding::Cp949}};
    const auto told = [&](const QString &option, const auto &words) {
        const QString word = note.section(option, 1).section(u'.', 0, 0);
        const auto found = words.constFind(word);
        if (!word.isEmpty() && found == words.cend())
            qFatal("%s", qPrintable(note));
        return word.isEmpty() ? std::nullopt : std::optional(*found);
    };
    return open(path, told(u"--form "_s, forms), told(u"--encoding "_s, encodings));
}

void TestRoundTrip::keepsWhatFailed()
{
    QFETCH(const Shape, shape);
    const QHash<FileForm, QString> suffixes{{FileForm::Lines, u".jsonl"_s}, {FileForm::Table, u".csv"_s}};
    const QString suffix = suffixes.value(shape.form, u".json"_s);
    int plain = 0;
    int none = 0;
    for (quint32 seed = 1; seed <= rounds; ++seed) {
        QRandomGenerator dice(seed);
        const bool isWhole = seed % 3 == 0;
        const TextEncoding encoding = static_cast<TextEncoding>(dice.bounded(4));
        const bool isPlain = isWhole && encoding == TextEncoding::Utf8;
        plain += isPlain ? 1 : 0;
        QByteArrayList all;
        int failing = 0;
        for (int number = dice.bounded(2, 30); number > 0; --number) {
            const QByteArray record = randomRecord(dice);
            failing += record.contains("fail") ? 1 : 0;
            all << (isWhole || dice.bounded(4) != 0 ? shape.entry(record, number) : broken(shape, encoding, dice));
        }
        QByteArray text = shape.head + all.join(shape.between) + shape.tail;
        if (!isWhole && dice.bounded(5) == 0)
            text.chop(dice.bounded(std::min(20, int(all.last().size()) + 1)));
        else if (!isWhole && dice.bounded(5) == 0)
            text += " x";
        QByteArray bytes = encodedText(text, encoding);
        if (dice.bounded(3) == 0) {
            Gzip gzip;
            bytes = gzip.pack(bytes);
            bytes += gzip.finish();
        }
        const QString path = m_folder.filePath(u"batch"_s + suffix);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        file.close();

        const Opened session = isPlain ? open(path) : open(path, shape.form, encoding);
        QVERIFY2(session, session ? "" : qPrintable(session.error().message));
        const Batch &batch = *(*session)->batch();
        QCOMPARE(batch.frame().encoding, encoding);
        for (const Flaw &flaw : batch.flaws())
            m_flaws.insert(flaw.kind);
        if (isWhole)
            QCOMPARE(entriesOf(batch), all);
        QVERIFY((*session)->createRun(nullptr));
        const bool isPartial = dice.bounded(4) == 0;
        if (isPartial)
            (*session)->run().start(firstRows(dice.bounded(batch.size() + 1)));
        else
            (*session)->run().start();
        QVERIFY((*session)->run().wait(60s));

        const StateSet states = toSave[dice.bounded(int(std::size(toSave)))];
        std::vector<quint32> failed;
        int ended = 0;
        for (quint32 row = 0; row < batch.size(); ++row) {
            const std::optional<FlawKind> flaw = flawOf(batch, row);
            const State state = (*session)->state(row);
            QCOMPARE(state == State::Invalid, flaw.has_value());
            ended += state == State::Failed ? 1 : 0;
            if (states.contains(state) && flaw != FlawKind::EndsEarly) // which is no entry
                failed.push_back(row);
        }
        if (isWhole && !isPartial)
            QCOMPARE(ended, failing);
        none += failed.empty() ? 1 : 0;
        static const QStringList names{u".jsonl"_s, u".json"_s, u".csv"_s, u".txt"_s};
        const QString again = m_folder.filePath(u"again"_s + (dice.bounded(2) ? suffix : names[dice.bounded(4)]));
        const Expected<QString> saved = saveBatch(**session, states, {again, true});
        QVERIFY(saved);
        const Opened reopened = openAsTold(again, *saved);
        QVERIFY2(reopened, reopened ? "" : qPrintable(reopened.error().message));
        const Batch &loaded = *(*reopened)->batch();
        QByteArrayList entries;
        for (const quint32 row : failed)
            entries << batch.entry(row);
        QCOMPARE(entriesOf(loaded), entries);
        QCOMPARE(loaded.frame().isPacked, batch.frame().isPacked);
        for (quint32 row = 0; row < loaded.size(); ++row) {
            QCOMPARE(loaded.isInvalid(row), batch.isInvalid(failed[row]));
            QCOMPARE(loaded.record(row).body(), batch.record(failed[row]).body());
        }
    }
    QVERIFY(plain > 0 && none > 0);
}

void TestRoundTrip::comesBackUnderAnyName_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<std::optional<FileForm>>("form"); // as it is said to be
    QTest::addColumn<QByteArray>("file");
    const auto lines = [](const char *name, const QByteArray &file, std::optional<FileForm> form = {}) {
        QTest::newRow(name) << u"b.jsonl"_s << form << file;
    };
    lines("a line like an array", "{\"id\": \"a\"}\n[{\"id\": \"b\"}\n{\"id\": \"c\"}\n");
    lines("a record with records", R"({"id":0}
{"id":1,"Records":[{"id":7}],"fail":"x"}
)");
    lines("an array", "{\"id\":0}\n[{\"id\":7}]\n");
    lines("bad lines that join", "{\"id\":0}\n[\"id\":\n\"id\":]\n");
    lines("a bad line before others", "{\"id\":0}\n[1,\n{\"id\":5,\"fail\":\"x\"}\n{\"id\":6,\"fail\":\"x\"}\n");
    lines("a Python dict", "{\"id\":0}\n{'id': 1}\n");
    lines("cells", "{\"id\":0}\na,b\nc,d\n");
    lines("none", "{\"id\":0}\n");
    lines("unreadable", "{\"id\":0}\n{\"id\":\n");
    const QByteArray event = R"({"Records":[{"id":7}],"fail":"x"})"
                             "\n";
    lines("events", event + event, FileForm::Lines);
    lines("an event", event, FileForm::Lines);
    const auto table = [](const char *name, const QByteArray &file) {
        QTest::newRow(name) << u"b.csv"_s << std::optional<FileForm>() << file;
    };
    table("no rows", "a,b\n1,2\n");
    table("one column", "fail\nx\ny\n");
    table("a ragged row", "fail,a\nx\ny\n");
    table("a table", "fail,a\nx,1\ny,2\n,3\n");
    const auto json = [](const char *name, const QByteArray &file) {
        QTest::newRow(name) << u"b.json"_s << std::optional<FileForm>() << file;
    };
    json("an array on lines", "[\n{\"id\":1,\"fail\":\"x\"},\n{\"id\":2}\n]\n");
    json("an array with a bad entry", "[\n{\"id\":1 \"fail\":\"x\"},\n{\"id\":2}\n]\n");
    json("records", R"({"Records": [{"id":1,"fail":"x"}, {"id":2}]})");
    json("records with a bad one", "{\"Records\": [{\"id\":1,\"fail\":\"x\"}, {\"id\":2]}\n");
}

// Where it would not the note says how to open it, and opened so it does.
void TestRoundTrip::comesBackUnderAnyName()
{
    QFETCH(const QString, name);
    QFETCH(const std::optional<FileForm>, form);
    QFETCH(const QByteArray, file);
    const QString path = m_folder.filePath(name);
    QFile written(path);
    QVERIFY(written.open(QIODevice::WriteOnly) && written.write(file) == file.size());
    written.close();
    const Opened session = open(path, form);
    QVERIFY2(session, session ? "" : qPrintable(session.error().message));
    QVERIFY((*session)->createRun(nullptr));
    (*session)->run().start();
    QVERIFY((*session)->run().wait(60s));
    const Batch &batch = *(*session)->batch();
    for (const StateSet states : {toRunAgain, StateSet{State::Failed}, StateSet{State::Invalid}, StateSet{}}) {
        QByteArrayList entries;
        QList<bool> invalid;
        for (quint32 row = 0; row < batch.size(); ++row) {
            if (!states.contains((*session)->state(row)))
                continue;
            entries << batch.entry(row);
            invalid << batch.isInvalid(row);
        }
        for (const char *suffix : {"jsonl", "json", "csv", "txt"}) {
            const QString again = m_folder.filePath(u"again."_s + QLatin1StringView(suffix));
            const Expected<QString> saved = saveBatch(**session, states, {again, true});
            QVERIFY(saved);
            const Opened reopened = openAsTold(again, *saved);
            QVERIFY2(reopened, reopened ? "" : qPrintable(again + u' ' + reopened.error().message));
            const Batch &loaded = *(*reopened)->batch();
            QVERIFY2(entriesOf(loaded) == entries, qPrintable(again + u' ' + *saved));
            for (quint32 row = 0; row < loaded.size(); ++row)
                QCOMPARE(loaded.isInvalid(row), invalid[row]);
            if (name.endsWith(QLatin1StringView(suffix)) && !form && !file.contains('\'') && !file.contains("a,b\nc,d"))
                QCOMPARE(*saved, QString()); // its own name tells
        }
    }
}

void TestRoundTrip::tellsWhatItCannotHold_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<bool>("isTold");
    QTest::newRow("whole") << QByteArray(R"([{"fail": "x"}, {}])") << false;
    QTest::newRow("cut between entries") << QByteArray(R"([{"fail": "x"}, {})") << true;
    QTest::newRow("cut in an entry") << QByteArray(R"([{"fail": "x"}, {"a)") << false; // which is written as it is
    Gzip gzip;
    QByteArray packed = gzip.pack("[{\"fail\": \"x\"}, {}]\n");
    packed += gzip.finish();
    QTest::newRow("packed") << packed << false;
    QTest::newRow("packed and cut") << packed.chopped(4) << true;
}

void TestRoundTrip::tellsWhatItCannotHold()
{
    QFETCH(const QByteArray, file);
    QFETCH(const bool, isTold);
    SessionRequest request;
    const LoadedBatch batch = readBatch(file);
    QVERIFY(batch);
    request.loaded = *batch;
    request.isTrial = true;
    LoadWatch watch;
    const Opened session = Session::open(request, watch);
    QVERIFY2(session, session ? "" : qPrintable(session.error().message));
    QVERIFY((*session)->createRun(nullptr));
    (*session)->run().start();
    QVERIFY((*session)->run().wait(60s));
    const QString sentence = u"cannot hold that its batch was not all there"_s;
    const auto saved = saveBatch(**session, toRunAgain, {m_folder.filePath(u"f.json"_s), true});
    QVERIFY(saved);
    QVERIFY2(saved->contains(sentence) == isTold, qPrintable(*saved));
    const auto failed = saveBatch(**session, {State::Failed}, {m_folder.filePath(u"f.json"_s), true});
    QVERIFY(failed && !failed->contains(sentence));
}

void TestRoundTrip::cleanupTestCase()
{
    for (int kind = 0; kind <= int(FlawKind::OpenQuote); ++kind) {
        const bool isMet = m_flaws.count(static_cast<FlawKind>(kind)) > 0;
        QVERIFY2(isMet || static_cast<FlawKind>(kind) == FlawKind::Damaged, qPrintable(QString::number(kind)));
    }
}

QTEST_GUILESS_MAIN(TestRoundTrip)
#include "tst_roundtrip.moc"
