#include "models/watchsearch.h"

#include "models/rowsearch.h"
#include "models/watchmodel.h"

namespace batchdeck {

namespace {

RowBits search(const Batch &batch, const RecordNames &names, const Needle &needle, RowJob &job)
{
    RowBits found = searchEntries(batch, needle, job);
    job.inSlices(batch.size(), [&](quint32 first, quint32 last) {
        for (quint32 row = first; row < last && !job.isStopped(); ++row) {
            if (found.test(row) || batch.isInvalid(row))
                continue;
            const RecordName name = names.of(batch.record(row));
            if (needle.isIn(name.label) || needle.isIn(name.id) || needle.isIn(name.target)
                || needle.isIn(name.operation))
                found.set(row);
        }
    });
    return found;
}

} // namespace

WatchSearch::WatchSearch(WatchModel &model, std::shared_ptr<const Batch> batch, RecordNames names,
                         std::shared_ptr<const ErrorNotes> errors, QObject *parent)
    : QObject(parent)
    , m_model(model)
    , m_batch(std::move(batch))
    , m_names(std::move(names))
    , m_errors(std::move(errors))
{
}

void WatchSearch::find(const QString &text)
{
    Needle needle(text);
    if (needle == m_needle)
        return;
    m_needle = std::move(needle);
    m_inTexts.stop();
    m_inErrors.stop();
    m_found.reset();
    if (m_needle.isEmpty())
        return m_model.setMatches({});
    if (!m_batch) {
        m_found = RowBits(quint32(m_model.records()->size()));
        return show();
    }
    m_inTexts.start([batch = m_batch, names = m_names,
                     wanted = m_needle](RowJob &job) { return search(*batch, names, wanted, job); },
                    [this](RowBits found) {
                        m_found = std::move(found);
                        show();
                    });
}

void WatchSearch::lookAgain()
{
    if (m_found)
        show();
}

void WatchSearch::show()
{
    m_inErrors.start(
        [errors = m_errors, wanted = m_needle, rows = *m_found](RowJob &) {
            RowBits found = rows;
            errors->addErrors([&wanted](const QString &error) { return isInError(wanted, error); }, found);
            return found;
        },
        [this](RowBits found) {
            if (found.rows() == m_model.records()->size())
                m_model.setMatches(std::move(found));
        });
}

} // namespace batchdeck
