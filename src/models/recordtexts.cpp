#include "models/recordtexts.h"

#include "models/coretext.h"
#include "models/rowdetails.h"
#include "models/rowresults.h"
#include "models/rowtext.h"

#include <QLocale>

namespace batchdeck {

RecordTexts::RecordTexts(const BatchRun &run, RecordNames names, const RowDetails *details, QString otherTarget,
                         const RecordHistory *history)
    : m_run(run)
    , m_names(std::move(names))
    , m_details(details)
    , m_otherTarget(std::move(otherTarget))
    , m_history(history)
{
}

RecordName RecordTexts::names(quint32 row) const
{
    if (m_run.batch().isInvalid(row))
        return {id(row), label(row), {}, {}};
    const Record record = m_run.batch().record(row);
    RecordName name = m_names.of(record);
    name.label = labelOf(record);
    name.target = orTheOther(name.target);
    return name;
}

QString RecordTexts::orTheOther(const QString &target) const
{
    return target.isEmpty() ? m_otherTarget : target;
}

QString RecordTexts::operation(quint32 row) const
{
    return m_run.batch().isInvalid(row) ? QString() : m_names.operation(m_run.batch().record(row));
}

QString RecordTexts::target(quint32 row) const
{
    return m_run.batch().isInvalid(row) ? QString() : orTheOther(m_names.target(m_run.batch().record(row)));
}

QString RecordTexts::label(quint32 row) const
{
    return labelOf(m_run.batch().isInvalid(row) ? Record(row, {}) : m_run.batch().record(row));
}

QString RecordTexts::labelOf(const Record &record) const
{
    const QString label = record.entry().isEmpty() ? QString() : m_names.label(record);
    return label.isEmpty() ? tr("Record %1").arg(QLocale().toString(record.row() + 1)) : label;
}

QString RecordTexts::id(quint32 row) const
{
    return m_run.batch().isInvalid(row) ? QString::number(row) : m_names.id(m_run.batch().record(row));
}

QString RecordTexts::result(quint32 row) const
{
    const RecordRow record = m_run.record(row);
    if (!m_history || record.state != State::Succeeded)
        return {};
    return RowResults::read(*m_history, row, record.attempts).value_or(QString());
}

QString RecordTexts::error(quint32 row, const RecordStatus &status) const
{
    if (!RowText::isItsError(status.record.state))
        return status.record.state == State::Invalid ? CoreText::told(RowText::remark(m_run, row, status))
                                                     : RowText::remark(m_run, row, status);
    const QString error = m_details ? m_details->error(row) : QString();
    return error.isEmpty() ? status.errorKind : CoreText::told(status.errorKind, error);
}

} // namespace batchdeck
