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

} // namespace

Expected<void> check(const Destination &destination)
{
    return OutputFile::check(destination.path, existing(destination));
}

Expected<void> saveResults(const Session &session, const ResultLines &results, ResultForm form, bool hasRawCells,
                           const Destination &destination)
{
    LoadWatch *watch = destination.watch;
    if (watch) // a table's columns are found first
        watch->total = quint64(session.batch()->size()) * (form == ResultForm::Csv ? 2 : 1);
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
        const Expected<void> written = writeForm(session, {*session.batch(), line}, form, hasRawCells, file);
        return lost ? *lost : written;
    });
}

Expected<QString> saveBatch(const Session &session, StateSet states, const Destination &destination)
{
    std::vector<quint32> rows;
    for (quint32 row = 0; row < session.batch()->size(); ++row) {
        if (states.contains(session.state(row)))
            rows.push_back(row);
    }
    const TextEncoding encoding = session.batch()->frame().encoding;
    std::optional<TextEncoding> seems;
    const Expected<void> saved = save(destination, [&](OutputFile &file) {
        Expected<void> done;
        seems = writeBatch(*session.batch(), rows, [&](QByteArrayView bytes) {
            done = file.write(bytes);
            return bool(done);
        });
        return done;
    });
    if (!saved)
        return saved.error();
    if (!seems || *seems == encoding)
        return QString();
    const QString name = QString::fromLatin1(nameOf(encoding));
    return QStringLiteral("“%1” is in %2, but holds too little of it to be known by: open it with --encoding %3.")
        .arg(destination.path, name, name.toLower());
}

Expected<QString> saveQueueAnswer(const Session &session, const Destination &destination)
{
    bool hasNameless = false;
    const Expected<void> saved = save(destination, [&](OutputFile &file) -> Expected<void> {
        QByteArrayList items;
        for (quint32 row = 0; row < session.batch()->size(); ++row) {
            if (session.state(row) == State::Succeeded)
                continue;
            const QString id = session.batch()->record(row).messageId();
            hasNameless = hasNameless || id.isEmpty();
            items << "{\"itemIdentifier\": " + quoted(id) + '}';
        }
        return file.write(QByteArray("{\"batchItemFailures\": [" + items.join(", ") + "]}\n"));
    });
    if (!saved)
        return saved.error();
    return hasNameless
        ? QStringLiteral("A record that did not succeed has no “messageId”: the queue will deliver all of "
                         "the messages again, also those that succeeded.")
        : QString();
}

} // namespace batchdeck
