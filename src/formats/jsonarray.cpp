#include "formats/jsonarray.h"

#include "core/jsontext.h"
#include "core/outcome.h"
#include "formats/place.h"

#include <nlohmann/json.hpp>

namespace batchdeck {

namespace {

constexpr QByteArrayView byteOrderMark("\xEF\xBB\xBF");

// Reads a text as JSON and keeps nothing but what is wrong with it.
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
    bool parse_error(std::size_t position, const std::string &, const nlohmann::json::exception &problem) override
    {
        at = static_cast<qsizetype>(position);
        what = QString::fromUtf8(problem.what());
        return false;
    }

    qsizetype at = 0; // bytes that were read
    QString what;
};

// "[json.exception.parse_error.101] parse error at line 1, column 2: syntax error while parsing value -
// invalid literal; last read: 'x'": the place is that in the entry, and what was read may be long.
QString reason(QString what)
{
    what = what.mid(what.indexOf(u"] ") + 2);
    if (what.startsWith(u"parse error at "))
        what = what.mid(what.indexOf(u": ") + 2);
    if (const qsizetype read = what.lastIndexOf(u"; last read: "); read >= 0)
        what.truncate(read);
    return what.startsWith(u"syntax error while parsing ") ? what.mid(qsizetype(sizeof("syntax error ")) - 1) : what;
}

Error invalid(const Place &place, const QString &why)
{
    return {QStringLiteral("entry"), capped(QStringLiteral("%1: %2").arg(place.text(), why), messageCap), false};
}

class Reader {
public:
    explicit Reader(QByteArray bytes)
        : m_bytes(std::move(bytes))
        , m_place(m_bytes)
    {
    }

    Expected<Batch> read();

private:
    void add(qsizetype from, qsizetype to, bool wasCut);
    std::optional<Error> problem(QByteArrayView entry, qsizetype from, bool wasCut);
    Error refused(qsizetype at, const QString &why);

    const QByteArray m_bytes;
    Place m_place;
    std::vector<Batch::Span> m_entries;
    std::map<quint32, Error> m_invalid;
};

Error Reader::refused(qsizetype at, const QString &why)
{
    m_place.goTo(at);
    return {QStringLiteral("file"), QStringLiteral("%1 (%2)").arg(why, m_place.text()), false};
}

Expected<Batch> Reader::read()
{
    const QByteArrayView text(m_bytes);
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
        if (wasCut || !isLast || !isNothing || !m_entries.empty())
            add(from, to, wasCut);
        from = to + 1;
        if (!isLast)
            continue;
        const QByteArrayView rest = wasCut ? QByteArrayView() : withoutMargins(text.sliced(from));
        if (!rest.isEmpty())
            return refused(rest.data() - text.data(), QStringLiteral("text follows after the end of its JSON array."));
        return Batch(m_bytes, m_entries, std::move(m_invalid));
    }
}

void Reader::add(qsizetype from, qsizetype to, bool wasCut)
{
    const QByteArrayView entry = withoutMargins(QByteArrayView(m_bytes).sliced(from, to - from));
    from = entry.isEmpty() ? to : entry.data() - m_bytes.constData();
    if (auto found = problem(entry, from, wasCut))
        m_invalid.emplace(static_cast<quint32>(m_entries.size()), *std::move(found));
    m_entries.push_back({static_cast<quint64>(from), static_cast<quint32>(entry.size())});
}

std::optional<Error> Reader::problem(QByteArrayView entry, qsizetype from, bool wasCut)
{
    m_place.goTo(from);
    if (wasCut)
        return invalid(m_place,
                       entry.isEmpty() ? QStringLiteral("the file ends here, before its JSON array does; "
                                                        "records may be missing.")
                                       : QStringLiteral("the file ends in the middle of this entry or right after it; "
                                                        "records may be missing."));
    if (entry.isEmpty())
        return invalid(m_place, QStringLiteral("an entry is missing here."));
    Check check;
    if (!nlohmann::json::sax_parse(entry.begin(), entry.end(), &check)) {
        m_place.goTo(from + std::max(check.at - 1, qsizetype(0)));
        return invalid(m_place, QStringLiteral("this is no JSON: %1.").arg(reason(check.what)));
    }
    if (entry.front() != '{')
        return invalid(m_place, QStringLiteral("this is no JSON object, as a record must be."));
    return {};
}

} // namespace

Expected<Batch> readJsonArray(QByteArray bytes)
{
    return Reader(std::move(bytes)).read();
}

} // namespace batchdeck
