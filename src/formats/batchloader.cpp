#include "formats/batchloader.h"

#include "formats/batchsource.h"
#include "formats/batchtext.h"

#include <QBuffer>

namespace batchdeck {

namespace {

Error refused(const QString &name, const Error &why)
{
    return {why.kind, name + u' ' + why.message, false};
}

LoadedBatch load(BatchSource &source, const LoadRequest &request, LoadWatch &watch)
{
    Expected<std::unique_ptr<IncomingText>> text = source.text(request, watch);
    if (!text)
        return refused(source.name(), text.error());
    Expected<Batch::Content> content = BatchText(**text, request, watch).read();
    if (!content)
        return refused(source.name(), content.error());
    content->bytes = (*text)->take();
    if (const QString problem = (*text)->problem(); !problem.isEmpty())
        return refused(source.name(), {QStringLiteral("file"), QStringLiteral("could not be read: %1.").arg(problem)});
    content->largestEntry = request.largestEntry;
    source.describe(content->frame);
    return std::make_shared<const Batch>(*std::move(content));
}

// A text that turns out to be in another encoding than its beginning told is loaded again, as what it is.
LoadedBatch loadAny(BatchSource &source, const LoadRequest &request, LoadWatch &watch)
{
    LoadedBatch batch = load(source, request, watch);
    return source.wasMistaken() ? load(source, request, watch) : batch;
}

} // namespace

LoadedBatch loadBatch(const LoadRequest &request, LoadWatch &watch)
{
    Expected<std::unique_ptr<BatchSource>> source = BatchSource::open(request.path);
    if (!source)
        return source.error();
    return loadAny(**source, request, watch);
}

LoadedBatch loadBatch(const QString &path)
{
    LoadWatch watch;
    return loadBatch({.path = path}, watch);
}

LoadedBatch readBatch(const QByteArray &bytes, const LoadRequest &request)
{
    auto buffer = std::make_unique<QBuffer>();
    buffer->setData(bytes);
    buffer->open(QIODevice::ReadOnly);
    BatchSource source(std::move(buffer), request.path.isEmpty() ? QStringLiteral("The text") : request.path);
    LoadWatch watch;
    return loadAny(source, request, watch);
}

} // namespace batchdeck
