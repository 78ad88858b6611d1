#include "widgets/copying.h"

#include <QClipboard>
#include <QGuiApplication>

namespace batchdeck {

void Copying::copy(std::function<QString(RowJob &)> read)
{
    m_reading.start(std::move(read), [](const QString &text) { QGuiApplication::clipboard()->setText(text); });
}

} // namespace batchdeck
