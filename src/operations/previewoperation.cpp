#include "operations/previewoperation.h"

#include "core/jsontext.h"

namespace batchdeck {

PreviewOperation::PreviewOperation(std::unique_ptr<Operation> previewed)
    : m_previewed(std::move(previewed))
{
}

Expected<QString> PreviewOperation::preview(const Record &record) const
{
    return m_previewed->preview(record);
}

void PreviewOperation::start(AttemptHandle handle)
{
    const Expected<QString> what = preview(handle->record());
    handle.finish(what ? Outcome::done("{\"preview\": " + quoted(QStringView(*what)) + '}')
                       : Outcome::failed(what.error()));
}

} // namespace batchdeck
