#include "models/rowsearch.h"

#include "models/coretext.h"
#include "models/rowdetails.h"
#include "models/rowjob.h"

namespace batchdeck {

RowBits searchEntries(const Batch &batch, const Needle &needle, RowJob &job)
{
    RowBits found(batch.size());
    job.setSteps(batch.size());
    job.inSlices(batch.size(), [&](quint32 first, quint32 last) {
        for (quint32 row = first; row < last; ++row) {
            if (needle.isInEntry(batch.entry(row)))
                found.set(row);
        }
    });
    return found;
}

bool isInError(const Needle &needle, const QString &error)
{
    return needle.isIn(error) || needle.isIn(CoreText::told(error));
}

OtherMatches searchTexts(const RecordTexts &texts, const Needle &needle, RowBits found, RowJob &job)
{
    const Batch &batch = texts.run().batch();
    OtherMatches matches{std::move(found), RowBits(batch.size())};
    job.setSteps(batch.size());
    if (texts.details())
        texts.details()->addErrors([&](const QString &error) { return isInError(needle, error); }, matches.errors);
    for (const Flaw &flaw : batch.flaws()) {
        if (!job.isStopped() && batch.isInvalid(flaw.row) && isInError(needle, batch.problem(flaw.row).message))
            matches.names.set(flaw.row);
    }
    job.inSlices(batch.size(), [&](quint32 first, quint32 last) {
        for (quint32 row = first; row < last && !job.isStopped(); ++row) {
            if (matches.names.test(row))
                continue;
            const RecordName name = texts.names(row);
            if (needle.isIn(name.label) || needle.isIn(name.id) || needle.isIn(name.target)
                || needle.isIn(name.operation))
                matches.names.set(row);
        }
    });
    return matches;
}

} // namespace batchdeck
