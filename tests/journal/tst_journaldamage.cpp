#include "journal/recordfold.h"
#include "journalfixture.h"

#include <QFile>
#include <QProcess>

#include <random>

using namespace batchdeck;
using namespace Qt::StringLiterals;

// Whatever is done to its bytes, a journal is read as it was, as it had been at some commit, or refused.
class TestJournalDamage final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void truncated_data();
    void truncated();
    void flipped_data();
    void flipped();
    void flippedWhereTheLogBegins();
    void goesOnBehindAnAlteredKey();

private:
    // Rows that have ended, by commit; each commit ends one more row. None where it was refused.
    std::optional<quint32> readBack(const QByteArray &database, const QByteArray &log, bool expectsPrefix);
    static int option(const char *name, int otherwise)
    {
        return qEnvironmentVariableIsSet(name) ? qEnvironmentVariableIntValue(name) : otherwise;
    }

    QTemporaryDir m_folder;
    Error m_refusal; // the last one
    QByteArray m_database; // whole
    QByteArray m_olderDatabase; // with the log that belongs to it
    QByteArray m_log;
    QString m_id;
    static constexpr quint32 commits = 150;
    // Its list is as long as what the commits leave, so that damage finds it.
    const JournalledRun m_run = someRun(std::vector<quint64>(2000, 0x123456789abcdef0));
};

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void put(const QString &path, const QByteArray &content)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(path));
}

} // namespace

void TestJournalDamage::initTestCase()
{
    const QString path = m_folder.filePath(u"whole.journal"_s);
    {
        JournalFile file = must(JournalFile::create(path, m_run));
        m_id = file.run().id;
        for (quint32 row = 0; row < commits; ++row) {
            std::vector<JournalEntry> entries{claimOf(row, 1), endOf(row, 1, State::Failed)};
            entries[1].log = QString(40, QChar(u'a' + row % 26));
            must(file.append(entries));
        }
        // By another program: closing it here would drop the locks of whoever has it open.
        const QString copy = m_folder.filePath(u"copy"_s);
        QCOMPARE(QProcess::execute(u"cp"_s, {path, copy}), 0);
        QCOMPARE(QProcess::execute(u"cp"_s, {path + u"-wal"_s, copy + u"-wal"_s}), 0);
        m_olderDatabase = contentOf(copy);
        m_log = contentOf(copy + u"-wal"_s);
    }
    m_database = contentOf(path);
    QFile::remove(path); // whatever is read back is a copy of it, and would be left alone
    QVERIFY(m_log.size() > 8192);
    QVERIFY(m_database.size() > 8192);
    QVERIFY2(readBack(m_database, {}, true) == commits, qPrintable(m_refusal.message));
    QVERIFY2(readBack(m_olderDatabase, m_log, true) == commits, qPrintable(m_refusal.message));
}

std::optional<quint32> TestJournalDamage::readBack(const QByteArray &database, const QByteArray &log,
                                                   bool expectsPrefix)
{
    const QString path = m_folder.filePath(u"damaged.journal"_s);
    QFile::remove(path + u"-shm"_s);
    put(path, database);
    if (log.isNull())
        QFile::remove(path + u"-wal"_s);
    else
        put(path + u"-wal"_s, log);
    auto file = JournalFile::open(path);
    if (!file) {
        m_refusal = file.error();
        return {};
    }
    // Nor of the run as a whole; and which entries the batch has is known from the batch.
    if (const JournalledRun &run = file->run(); run.batch.path != m_run.batch.path || run.plan != m_run.plan
        || run.id != m_id || !run.batch.isSameContent(m_run.batch) || run.batch.invalid != m_run.batch.invalid)
        qFatal("the run is told wrongly");
    must(file->recognise(m_run.batch));
    if (file->run().batch.entries != m_run.batch.entries)
        qFatal("the batch's entries are told wrongly");
    auto past = pastOf(
        *file, [](quint32) { return false; }, 1);
    if (!past) {
        m_refusal = past.error();
        return {};
    }
    // Nothing is told that is not true: what it says is a number of whole commits.
    quint32 next = 0;
    for (const PastRecord &record : past->run.records) {
        if (record.row != next++ || record.state != State::Failed || record.attempts != 1)
            qFatal("row %u is told wrongly", record.row);
        auto history = file->history(record.row);
        // An altered key may hide one of its entries from a search; what is found is true.
        if (history && history->size() == 2 && !history->at(1).isBodyLost
            && history->at(1).log != QString(40, QChar(u'a' + record.row % 26)))
            qFatal("the log of row %u is told wrongly", record.row);
        if ((!history || history->size() != 2 || history->at(1).isBodyLost) && expectsPrefix)
            qFatal("the history of row %u is gone", record.row);
    }
    if (!past->interrupted.empty())
        qFatal("a claim without its end");
    return next;
}

void TestJournalDamage::truncated_data()
{
    QTest::addColumn<bool>("ofLog");
    QTest::newRow("the log") << true;
    QTest::newRow("the database") << false;
}

void TestJournalDamage::truncated()
{
    QFETCH(bool, ofLog);
    const int step = option("BATCHDECK_FAULT_STEP", 128); // 1: every byte of the last 4 KiB
    int refused = 0;
    quint32 least = commits;
    for (int cut = 1; cut <= 4096; cut += step) {
        const auto found =
            ofLog ? readBack(m_olderDatabase, m_log.chopped(cut), true) : readBack(m_database.chopped(cut), {}, true);
        refused += !found;
        least = std::min(least, found.value_or(least));
    }
    qInfo("%d refused; at least %u of %u commits read", refused, least, commits);
    if (ofLog) {
        QCOMPARE(refused, 0); // it ends at a commit, some are gone
        QVERIFY(least < commits && least > commits - 5);
    } else {
        QVERIFY(refused > 0);
        QCOMPARE(least, commits);
    }
}

void TestJournalDamage::flipped_data()
{
    QTest::addColumn<bool>("ofLog");
    QTest::newRow("the log") << true;
    QTest::newRow("the database") << false;
}

void TestJournalDamage::flipped()
{
    QFETCH(bool, ofLog);
    const int flips = option("BATCHDECK_FAULT_FLIPS", 100);
    std::mt19937 dice(static_cast<unsigned>(option("BATCHDECK_FAULT_SEED", 1)));
    int refused = 0;
    int whole = 0;
    for (int flip = 0; flip < flips; ++flip) {
        QByteArray bytes = ofLog ? m_log : m_database;
        const auto at = static_cast<qsizetype>(dice() % static_cast<quint64>(bytes.size()));
        bytes[at] = static_cast<char>(bytes[at] ^ (1 << dice() % 8));
        const auto found = ofLog ? readBack(m_olderDatabase, bytes, false) : readBack(bytes, {}, false);
        refused += !found;
        whole += found == commits;
        // Of the last commit it is not known whether it had come to its end.
        QVERIFY2(!ofLog || found.value_or(commits) >= commits - 1, qPrintable(u"%1 at %2"_s.arg(*found).arg(at)));
    }
    qInfo("of %d flips: %d refused, %d read whole", flips, refused, whole);
    QVERIFY(refused > 0);
}

// Its header, and that of its first page: all of it would be passed by.
void TestJournalDamage::flippedWhereTheLogBegins()
{
    for (qsizetype at = 0; at < 56; ++at) {
        QByteArray bytes = m_log;
        bytes[at] = static_cast<char>(bytes[at] ^ (1 << at % 8));
        QVERIFY2(!readBack(m_olderDatabase, bytes, false), qPrintable(QString::number(at)));
        QCOMPARE(m_refusal.kind, u"journal.damaged"_s);
    }
}

// Whoever reads all of a table passes by the keys above its leaves, and finds nothing wrong; what is written then
// stands where nobody expects it.
void TestJournalDamage::goesOnBehindAnAlteredKey()
{
    const QString path = m_folder.filePath(u"damaged.journal"_s);
    const auto byte = [this](qsizetype at) { return static_cast<quint8>(m_database[at]); };
    const auto word = [&byte](qsizetype at) { return byte(at) << 8 | byte(at + 1); };
    constexpr qsizetype pageSize = 4096;
    constexpr int interior = 5; // of a table
    int misplaced = 0;
    for (qsizetype page = pageSize; page < m_database.size(); page += pageSize) {
        for (int cell = 0; byte(page) == interior && cell < word(page + 3); ++cell) {
            const qsizetype key = page + word(page + 12 + 2 * cell) + 4; // behind the number of a page
            const auto row = static_cast<quint32>((byte(key) & 127) << 4 | (byte(key + 1) & 127) >> 3);
            for (int change = 0; change < 16; ++change) { // of one bit that says which row; of it, or the next one
                QByteArray bytes = m_database;
                const int bit = change / 2;
                if (bit < 4)
                    bytes[key] = static_cast<char>(bytes[key] ^ (1 << bit));
                else
                    bytes[key + 1] = static_cast<char>(bytes[key + 1] ^ (1 << (bit - 1)));
                QVERIFY(readBack(bytes, {}, false) == commits);
                std::vector<JournalEntry> entries{claimOf(row + change % 2, 2),
                                                  endOf(row + change % 2, 2, State::Succeeded)};
                must(must(JournalFile::open(path)).append(entries));
                JournalFile file = must(JournalFile::open(path));
                quint32 succeeded = 0;
                const auto past = pastOf(
                    file, [](quint32) { return false; }, 1);
                if (past) {
                    for (const PastRecord &record : past->run.records)
                        succeeded += record.state == State::Succeeded;
                    QCOMPARE(past->run.records.size(), std::size_t(commits));
                    QCOMPARE(succeeded, 1U);
                    continue;
                }
                ++misplaced;
                QCOMPARE(past.error().kind, u"journal.damaged"_s);
                QVERIFY(!file.eachRecord(~0U, JournalFile::Trust::Whole, [](auto &) { return Expected<void>(); }));
                quint32 records = 0;
                must(file.eachRecord(~0U, JournalFile::Trust::WhatIsSound, [&](auto &record) -> Expected<void> {
                    RecordFold fold;
                    for (const JournalEntry &entry : record)
                        fold.add(entry);
                    ++records;
                    succeeded += fold.record().state == State::Succeeded && !fold.isClaimed();
                    return {};
                }));
                QCOMPARE(records, commits);
                QCOMPARE(succeeded, 1U);
            }
        }
    }
    QVERIFY(misplaced > 0);
    qInfo("%d were misplaced", misplaced);
}

QTEST_APPLESS_MAIN(TestJournalDamage)
#include "tst_journaldamage.moc"
