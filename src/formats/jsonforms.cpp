#include "formats/jsonforms.h"

#include "core/jsontext.h"
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
    Expected<QByteArray> entryWith(QByteArrayView, QByteArrayView body) const override { return onOneLine(body); }

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

    Expected<QByteArray> entryWith(QByteArrayView entry, QByteArrayView body) const override
    {
        const QByteArray line = onOneLine(body);
        QByteArray edited = holding(entry, line);
        if (this->body(edited) == line)
            return edited;
        return Error{QStringLiteral("edit"),
                     QStringLiteral("Under “Records” this would be taken for something else: a text for the JSON that "
                                    "it holds, an object with a “messageId” and a “body” for a message."),
                     false};
    }

    QString messageId(QByteArrayView entry) const override
    {
        const auto message = QueueMessage::of(entry);
        return message ? QString::fromUtf8(decodedJsonString(message->id)) : QString();
    }

private:
    static QByteArray holding(QByteArrayView entry, const QByteArray &line)
    {
        if (entry.startsWith('"'))
            return quoted(line);
        const auto message = QueueMessage::of(entry);
        if (!message)
            return line;
        const qsizetype at = message->body.data() - entry.data();
        QByteArray edited = entry.first(at).toByteArray();
        edited += message->body.startsWith('"') ? quoted(line) : line;
        edited += entry.sliced(at + message->body.size());
        return edited;
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
