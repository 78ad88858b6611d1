#include "formats/jsonarray.h"

#include "core/jsontext.h"

#include <nlohmann/json.hpp>

namespace batchdeck {

namespace {

constexpr QByteArrayView byteOrderMark("\xEF\xBB\xBF");

// Reads a text as JSON and keeps nothing but where it is none.
class Check final : public nlohmann::json::json_sax_t {
public:
    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(number_integer_t) override { return true; }
    bool number_unsigned(number_unsigned_t) override { return true; }
    bool number_float(number_float_t, const string_t &) override { return true; }
    bool string(string_t &) override { return true; }
    bool binary(binary_t &) override { return true; }
    bool start_object(std::size_t) override { return true; }
    bool key(string_t &) override { return true; }
    bool end_object() override { return true; }
    bool start_array(std::size_t) override { return true; }
    bool end_array() override { return true; }
    bool parse_error(std::size_t position, const std::string &, const nlohmann::json::exception &) override
    {
        at = static_cast<quint32>(std::max(position, std::size_t(1)) - 1);
        return false;
    }

    quint32 at = 0;
};

class Reader {
public:
    explicit Reader(QByteArray bytes) { m_content.bytes = std::move(bytes); }

    Expected<std::shared_ptr<const Batch>> read();

private:
    void add(qsizetype from, qsizetype to, bool wasCut);
    static std::optional<Flaw> problem(QByteArrayView entry, bool wasCut);
    Error refused(qsizetype at, const QString &why) const;

    Batch::Content m_content;
};

Error Reader::refused(qsizetype at, const QString &why) const
{
    const TextPlaces::Place place = TextPlaces(m_content.bytes).of(at);
    return {
        QStringLiteral("file"),
        QStringLiteral("%1 (line %2, column %3)").arg(why, QString::number(place.line), QString::number(place.column)),
        false};
}

Expected<std::shared_ptr<const Batch>> Reader::read()
{
    const QByteArrayView text(m_content.bytes);
    const qsizetype begin = text.startsWith(byteOrderMark) ? byteOrderMark.size() : 0;
    const QByteArrayView content = withoutMargins(text.sliced(begin));
    if (content.isEmpty())
        return Error{QStringLiteral("file"), QStringLiteral("it is empty, where a JSON array of objects should be."),
                     false};
    const qsizetype opening = content.data() - text.data();
    if (content.front() != '[')
        return refused(opening, QStringLiteral("it does not begin as a JSON array does, with “[”."));

    for (qsizetype from = opening + 1;;) {
        const qsizetype to = nextAtTop(text, from, ",]");
        const bool wasCut = to == text.size();
        const bool isLast = wasCut || text[to] == ']';
        const bool isNothing = withoutMargins(text.sliced(from, to - from)).isEmpty();
        if (wasCut || !isLast || !isNothing || !m_content.offsets.empty())
            add(from, to, wasCut);
        from = to + 1;
        if (!isLast)
            continue;
        const QByteArrayView rest = wasCut ? QByteArrayView() : withoutMargins(text.sliced(from));
        if (!rest.isEmpty())
            return refused(rest.data() - text.data(), QStringLiteral("text follows after the end of its JSON array."));
        return std::make_shared<const Batch>(std::move(m_content));
    }
}

void Reader::add(qsizetype from, qsizetype to, bool wasCut)
{
    const QByteArrayView entry = withoutMargins(QByteArrayView(m_content.bytes).sliced(from, to - from));
    from = entry.isEmpty() ? to : entry.data() - m_content.bytes.constData();
    if (auto flaw = problem(entry, wasCut)) {
        flaw->row = static_cast<quint32>(m_content.offsets.size());
        m_content.flaws.push_back(*flaw);
    }
    m_content.offsets.push_back(static_cast<quint64>(from));
    m_content.lengths.push_back(static_cast<quint32>(entry.size()));
}

std::optional<Flaw> Reader::problem(QByteArrayView entry, bool wasCut)
{
    if (wasCut)
        return Flaw{0, 0, entry.isEmpty() ? FlawKind::EndsEarly : FlawKind::CutShort};
    if (entry.isEmpty())
        return Flaw{0, 0, FlawKind::Missing};
    Check check;
    if (!nlohmann::json::sax_parse(entry.begin(), entry.end(), &check))
        return Flaw{0, check.at, FlawKind::NotJson};
    if (entry.front() != '{')
        return Flaw{0, 0, FlawKind::NotAnObject};
    return {};
}

} // namespace

Expected<std::shared_ptr<const Batch>> readJsonArray(QByteArray bytes)
{
    return Reader(std::move(bytes)).read();
}

} // namespace batchdeck
