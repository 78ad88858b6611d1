#include "models/recordsearch.h"

#include "models/recordmodel.h"

namespace batchdeck {

RecordSearch::RecordSearch(RecordModel &model, QObject *parent)
    : QObject(parent)
    , m_model(model)
{
}

void RecordSearch::find(const QString &text)
{
    Needle needle(text);
    if (needle == m_needle)
        return;
    m_needle = std::move(needle);
    m_inEntries.stop();
    m_inTexts.stop();
    if (m_needle.isEmpty()) {
        m_model.setMatches({});
    } else {
        const auto *texts = &m_model.texts();
        m_inEntries.start(
            [texts, wanted = m_needle](RowJob &job) { return searchEntries(texts->run().batch(), wanted, job); },
            [this, texts](RowBits found) {
                m_inTexts.start(
                    [texts, wanted = m_needle, found](RowJob &job) { return searchTexts(*texts, wanted, found, job); },
                    [this](OtherMatches matches) { show(std::move(matches), false); });
                const quint32 rows = found.rows();
                show({std::move(found), RowBits(rows)}, true);
            });
    }
    Q_EMIT altered();
}

void RecordSearch::show(OtherMatches matches, bool isPart)
{
    m_model.setMatches(
        RecordModel::Matches{[wanted = m_needle](const QString &error) { return isInError(wanted, error); },
                             std::move(matches.names), std::move(matches.errors), m_needle.text(), isPart});
    Q_EMIT altered();
}

} // namespace batchdeck
