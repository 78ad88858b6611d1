#include "session/exports.h"

#include "core/jsontext.h"
#include "formats/batchwriter.h"
#include "formats/outputfile.h"
#include "formats/resultfiles.h"

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
    const Expected<void> written = write(*file);
    return written ? file->finish() : written;
}

} // namespace

Expected<void> check(const Destination &destination)
{
    return OutputFile::check(destination.path, existing(destination));
}

Expected<void> saveResults(const Session &session, const ResultRecorder &results, ResultForm form, bool hasRawCells,
                           const Destination &destination)
{
    const ResultSource source{*session.batch(), [&](quint32 row) { return results.line(row, session.state(row)); }};
    return save(destination, [&](OutputFile &file) -> Expected<void> {
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
    });
}

Expected<void> saveBatch(const Session &session, StateSet states, const Destination &destination)
{
    std::vector<quint32> rows;
    for (quint32 row = 0; row < session.batch()->size(); ++row) {
        if (states.contains(session.state(row)))
            rows.push_back(row);
    }
    return save(destination, [&](OutputFile &file) {
        Expected<void> done;
        writeBatch(*session.batch(), rows, [&](QByteArrayView bytes) {
            done = file.write(bytes);
            return bool(done);
        });
        return done;
    });
}

Expected<void> saveQueueAnswer(const Session &session, const Destination &destination)
{
    return save(destination, [&](OutputFile &file) -> Expected<void> {
        QByteArrayList items;
        for (quint32 row = 0; row < session.batch()->size(); ++row) {
            if (session.state(row) != State::Succeeded)
                items << "{\"itemIdentifier\": " + quoted(session.batch()->record(row).messageId()) + '}';
        }
        return file.write(QByteArray("{\"batchItemFailures\": [" + items.join(", ") + "]}\n"));
    });
}

} // namespace batchdeck
