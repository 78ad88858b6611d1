#include "session/exports.h"

#include "core/jsontext.h"
#include "formats/batchwriter.h"
#include "formats/outputfile.h"
#include "formats/resultfiles.h"
#include "formats/textencoding.h"

namespace batchdeck {

namespace {

OutputFile::Existing existing(const Destination &destination)
{
    return destination.mayReplace ? OutputFile::Existing::Replace : OutputFile::Existing::Keep;
}

Expected<void> save(const Destination &destination, const std::function<Expected<void>(OutputFile &)> &write)
{
    Expected<OutputFile> file = OutputFile::create(destination.path, existing(destination));
    if (!file)
        return file.error();
    if (destination.watch)
        file->stopBy(destination.watch->stop);
    const Expected<void> written = write(*file);
    return written ? file->finish() : written;
}

Expected<void> writeForm(const Session &session, const ResultSource &source, ResultForm form, bool hasRawCells,
                         OutputFile &file)
{
    switch (form) {
    case ResultForm::JsonLines:
        return writeResultLines(source, file);
    case ResultForm::Csv:
        return writeResultTable(source, hasRawCells, file);
    case ResultForm::Json:
        return writeResultArray(source, file);
    case ResultForm::Keyed:
        return writeResultObject(
            source, [&](quint32 row) { return session.resultKey(row); }, file);
    }
    return {};
}

// What --form says.
QString wordOf(FileForm form)
{
    switch (form) {
    case FileForm::Records:
        return QStringLiteral("records");
    case FileForm::Array:
        return QStringLiteral("array");
    case FileForm::Lines:
        return QStringLiteral("jsonl");
    case FileForm::Table:
        return QStringLiteral("csv");
    }
    return {};
}

// How to open what would not be taken for what it is.
QStringList openingNotes(const QString &path, const Batch &batch, const TakenFor &seems)
{
    QStringList notes;
    const FileForm form = formOf(batch);
    if (batch.form() && (!seems.form || *seems.form != form))
        notes << QStringLiteral("“%1” is %2, but would not be taken for that: open it with --form %3.")
                     .arg(path, batch.form()->name(), wordOf(form));
    const TextEncoding encoding = batch.frame().encoding;
    if (seems.encoding != encoding) {
        const QString name = QString::fromLatin1(nameOf(encoding));
        notes << QStringLiteral("“%1” is in %2, but holds too little of it to be known by: open it with --encoding %3.")
                     .arg(path, name, name.toLower());
    }
    return notes;
}

// That a file is not all there is no entry of it, and none that could be written.
bool isOfFile(const Batch &batch, quint32 row)
{
    const Flaw *flaw = batch.flaw(row);
    return flaw && (flaw->kind == FlawKind::EndsEarly || flaw->kind == FlawKind::Damaged);
}

} // namespace

bool areOne(const QString &path, const QString &other)
{
    const QString identity = OutputFile::identityOf(path);
    return !identity.isEmpty() && identity == OutputFile::identityOf(other);
}

Expected<void> check(const Destination &destination)
{
    return OutputFile::check(destination.path, existing(destination));
}

Expected<void> saveResults(const Session &session, const ResultLines &results, ResultForm form, bool hasRawCells,
                           const Destination &destination, std::optional<quint32> asked)
{
    LoadWatch *watch = destination.watch;
    if (watch) // a table's columns are found first
        watch->total = quint64(std::min(session.batch()->size(), asked.value_or(session.batch()->size())))
            * (form == ResultForm::Csv ? 2 : 1);
    std::optional<Error> lost;
    const auto line = [&](quint32 row) {
        if (watch && watch->stop.stop_requested())
            return QByteArray(); // the file says so
        if (watch)
            ++watch->done;
        Expected<QByteArray> found = results(row, session.state(row));
        if (!found)
            lost = found.error();
        return found ? *std::move(found) : QByteArray();
    };
    return save(destination, [&](OutputFile &file) -> Expected<void> {
        const Expected<void> written = writeForm(session, {*session.batch(), line, asked}, form, hasRawCells, file);
        return lost ? *lost : written;
    });
}

Expected<QString> saveBatch(const Session &session, StateSet states, const Destination &destination)
{
    std::vector<quint32> rows;
    quint32 leftInDoubt = 0;
    bool isCut = false;
    for (quint32 row = 0; row < session.batch()->size(); ++row) {
        const State state = session.state(row);
        isCut = isCut || (states.contains(state) && isOfFile(*session.batch(), row));
        if (states.contains(state))
            rows.push_back(row);
        else if (state == State::InDoubt && states == toRunAgain)
            ++leftInDoubt;
    }
    std::optional<TakenFor> seems;
    const Expected<void> saved = save(destination, [&](OutputFile &file) {
        Expected<void> done;
        const auto write = [&](QByteArrayView bytes) {
            done = file.write(bytes);
            return bool(done);
        };
        seems = writeBatch(*session.batch(), rows, write, destination.path,
                           [&](quint32 row) { return session.batch()->edited(row); });
        return done;
    });
    if (!saved)
        return saved.error();
    QStringList notes;
    if (leftInDoubt > 0)
        notes << (leftInDoubt == 1
                      ? QStringLiteral("“%1” leaves out 1 record that is in doubt: it may have been done.")
                            .arg(destination.path)
                      : QStringLiteral("“%1” leaves out %L2 records that are in doubt: they may have been done.")
                            .arg(destination.path)
                            .arg(leftInDoubt));
    if (isCut)
        notes << QStringLiteral("“%1” cannot hold that its batch was not all there: more records may be missing.")
                     .arg(destination.path);
    if (seems)
        notes << openingNotes(destination.path, *session.batch(), *seems);
    return notes.join(u' ');
}

Expected<QString> saveQueueAnswer(const Session &session, const Destination &destination)
{
    bool hasNameless = false;
    quint32 inDoubt = 0;
    const Expected<void> saved = save(destination, [&](OutputFile &file) -> Expected<void> {
        QByteArrayList items;
        for (quint32 row = 0; row < session.batch()->size(); ++row) {
            const State state = session.state(row);
            if (state == State::Succeeded)
                continue;
            inDoubt += state == State::InDoubt ? 1 : 0;
            const QString id = session.batch()->record(row).messageId();
            hasNameless = hasNameless || id.isEmpty();
            items << "{\"itemIdentifier\": " + quoted(id) + '}';
        }
        return file.write(QByteArray("{\"batchItemFailures\": [" + items.join(", ") + "]}\n"));
    });
    if (!saved)
        return saved.error();
    QStringList notes;
    if (inDoubt > 0)
        notes << (inDoubt == 1
                      ? QStringLiteral("1 record is in doubt: the queue will deliver it again, though it may have "
                                       "been done.")
                      : QStringLiteral("%L1 records are in doubt: the queue will deliver them again, though they may "
                                       "have been done.")
                            .arg(inDoubt));
    if (hasNameless)
        notes << QStringLiteral("A record that did not succeed has no “messageId”: the queue will deliver all of "
                                "the messages again, also those that succeeded.");
    return notes.join(u' ');
}

} // namespace batchdeck
