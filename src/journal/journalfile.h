#pragma once

#include "core/runpast.h"
#include "journal/batchidentity.h"
#include "journal/filelock.h"
#include "journal/journalentry.h"
#include "journal/journalrows.h"

#include <QHash>

#include <functional>
#include <span>

namespace batchdeck {

// What a journal says of its run as a whole.
struct JournalledRun {
    QString id;
    QDateTime created;
    QDateTime filed; // when this file of it was made: later, where the run moved on to another one
    QString place; // of this file, when it was last opened to be written to
    QString carriedFrom; // the run, of another batch, whose records it goes on with
    BatchIdentity batch;
    QByteArray plan; // as its file has it, without a secret: it refers to them
};

// What a person asked of the run, for whoever reads its history.
struct JournalledDecision {
    qint64 at = 0; // milliseconds since 1970
    QString what;
    QString detail;
    bool operator==(const JournalledDecision &) const = default;
};

inline const QString journalTaken = QStringLiteral("journal.taken"); // another program has written to it
inline const QString journalGone = QStringLiteral("journal.gone"); // nobody will find what is written there

// One run's SQLite file. One thread at a time; another one that reads opens the file anew.
//
// The kinds of its errors: "journal.locked" (another program writes to it), "journal.foreign",
// "journal.newer", "journal.copied", "journal.unread" (its log is elsewhere), "journal.empty" (its making was cut
// short), "journal.damaged" and "journal.file" (the disk or its permissions).
class JournalFile final {
public:
    // A new file, for its owner's eyes only; one that is there already is an error. Where it cannot be made, there is
    // none.
    static Expected<JournalFile> create(const QString &path, const JournalledRun &run);
    // To go on writing; who has locked its place already hands that over.
    static Expected<JournalFile> open(const QString &path, std::optional<FileLock> held = {});
    // Of a damaged one: to read what is sound of it, and nobody else may write to it meanwhile. What it says of its run
    // as a whole must be.
    static Expected<JournalFile> salvage(const QString &path);
    // Also while another program writes to it.
    enum class Entries { Read, Skip }; // the hashes of the batch's, of which there may be millions
    static Expected<JournalFile> read(const QString &path, Entries entries = Entries::Read);
    // Also of one that a newer program wrote, or that is damaged.
    static Expected<JournalledRun> runOf(const QString &path, Entries entries);

    void heed(std::stop_token stop) { m_file.heed(std::move(stop)); } // whoever reads it waits no longer
    const QString &path() const { return m_path; }
    const JournalledRun &run() const { return m_run; }
    // The file of the same run that this one is a copy of, where it is still there. Of the two only one may go
    // on: what both did would be done twice.
    std::optional<QString> original() const;
    quint32 lastSequence() const { return m_sequence; }
    // Its batch has another name by now, by which it is known again where some of it changes.
    Expected<void> noteBatch(const QString &path);
    // Before its entries are compared with the batch's: damage to the list of them is not to make another record of
    // one.
    Expected<void> recognise(const BatchIdentity &batch);

    // All of them are on disk when it returns, or none. They get their sequence here.
    Expected<void> append(std::span<JournalEntry> entries, std::span<const JournalledDecision> decisions = {});

    bool hasMoved() const { return m_file.hasMoved(); }
    // Of a file that is gone: another one may have its place, and a log of its own there.
    void leaveLog() { m_file.leaveLog(); }
    std::optional<FileLock> handLock() { return std::exchange(m_lock, {}); }

    // Once nothing more is written: what thinning out has left free goes back to the disk.
    void giveBack();

    // In their rows' order, each row's in its own; without what only bodies have. Fails where any is
    // missing or altered, at the end at the latest.
    using Take = std::function<void(const JournalEntry &entry, quint16 errorKind)>;
    Expected<void> scan(const Take &take);
    std::vector<QString> kinds() const { return m_kinds; }

    // Record by record, with all that is known of each, up to an entry. Of a damaged file, what is sound of it. An
    // altered body takes no entry with it: how that ended stands, and says what is lost.
    enum class Trust { Whole, WhatIsSound };
    using TakeRecord = std::function<Expected<void>(std::vector<JournalEntry> &entries)>;
    Expected<void> eachRecord(quint32 lastSequence, Trust trust, const TakeRecord &take);

    Expected<std::vector<JournalEntry>> history(quint32 row);
    Expected<std::vector<JournalledDecision>> decisions();

private:
    JournalFile(QString path, SqliteFile file)
        : m_path(std::move(path))
        , m_file(std::move(file))
    {
    }
    static Expected<JournalFile> fill(const QString &path, const JournalledRun &run);
    static Expected<JournalFile> readSettled(const QString &path, Entries entries);
    Expected<void> chooseLog();
    Expected<void> prepareWriting();
    Expected<void> writeRun(const JournalledRun &run);
    Expected<void> readRun(Entries entries = Entries::Read);
    Expected<void> checkOriginal() const;
    Expected<void> checkLog() const;
    Expected<void> notePlace();
    using RunValue = std::pair<const char *, QByteArray>; // by its key
    Expected<void> put(std::span<const RunValue> values);
    Expected<void> putAtOnce(std::span<const RunValue> values);
    Expected<void> readKinds();
    Expected<quint16> kind(const QString &name);
    Expected<void> add(JournalEntry &entry);
    Expected<void> thinOut(quint32 row, quint32 number);
    Expected<void> takeAll(std::span<JournalEntry> entries, std::span<const JournalledDecision> decisions);
    bool isInOrder();
    Expected<std::vector<JournalEntry>> soundEnd(qint64 after);
    bool readKnown(const SqliteStatement &row, JournalEntry &entry) const;
    Expected<void> readBody(JournalEntry &entry);
    static Error altered();
    static Error missing();
    Error told(Error error) const; // what SQLite says, as a sentence about this file

    QString m_path;
    std::optional<FileLock> m_lock; // goes after the file
    SqliteFile m_file;
    JournalledRun m_run;
    bool m_isListAltered = false; // of the batch's entries
    std::vector<QString> m_kinds;
    QHash<QString, quint16> m_kindNumbers;
    quint32 m_sequence = 0;
    qint64 m_entries = 0;
    quint64 m_sums = 0;

    std::unique_ptr<JournalRows> m_rows; // goes before the file
    SqliteStatement m_begin;
    SqliteStatement m_commit;
    std::optional<SqliteStatement> m_readBody; // once somebody reads any
    SqliteStatement m_oldBody;
    SqliteStatement m_updateBody;
    SqliteStatement m_insertKind;
    SqliteStatement m_insertDecision;
    SqliteStatement m_updateTally;
};

} // namespace batchdeck
