#include "formats/jsonforms.h"

#include "formats/jsonstring.h"
#include "formats/queuemessage.h"

namespace batchdeck {

namespace {

class ValuesForm final : public BatchForm {
public:
    explicit ValuesForm(QString name)
        : m_name(std::move(name))
    {
    }

    QString name() const override { return m_name; }
    QByteArray body(QByteArrayView entry) const override { return entry.toByteArray(); }

private:
    const QString m_name;
};

class RecordsForm final : public BatchForm {
public:
    QString name() const override { return QStringLiteral("Records"); }

    QByteArray body(QByteArrayView entry) const override
    {
        if (entry.startsWith('"'))
            return decodedJsonString(entry);
        const auto message = QueueMessage::of(entry);
        if (!message)
            return entry.toByteArray();
        return message->body.startsWith('"') ? decodedJsonString(message->body) : message->body.toByteArray();
    }

    QString messageId(QByteArrayView entry) const override
    {
        const auto message = QueueMessage::of(entry);
        return message ? QString::fromUtf8(decodedJsonString(message->id)) : QString();
    }
};

} // namespace

std::shared_ptr<const BatchForm> valuesForm(const QString &name)
{
    return std::make_shared<ValuesForm>(name);
}

std::shared_ptr<const BatchForm> recordsForm()
{
    return std::make_shared<RecordsForm>();
}

} // namespace batchdeck
