#include "models/recordlabel.h"

#include <nlohmann/json.hpp>

namespace batchdeck {

namespace {

using Json = nlohmann::json;

constexpr qsizetype furthest = 64 * 1024;
constexpr qsizetype longest = 200; // characters of a label

// Hears the tokens of an entry and stops at the label.
class LabelReader final : public nlohmann::json_sax<Json> {
public:
    QString label() const { return !m_label.isEmpty() ? m_label : m_id; }

    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(number_integer_t value) override { return take(QString::number(value)); }
    bool number_unsigned(number_unsigned_t value) override { return take(QString::number(value)); }
    bool number_float(number_float_t, const string_t &text) override { return take(QString::fromStdString(text)); }
    bool string(string_t &text) override { return take(QString::fromStdString(text)); }
    bool binary(binary_t &) override { return true; }
    bool start_object(std::size_t) override { return enter(); }
    bool end_object() override { return leave(); }
    bool start_array(std::size_t) override { return enter(); }
    bool end_array() override { return leave(); }
    bool key(string_t &name) override
    {
        m_field = m_depth != 1 ? nullptr : name == "label" ? &m_label : name == "id" ? &m_id : nullptr;
        return true;
    }
    bool parse_error(std::size_t, const std::string &, const Json::exception &) override { return false; }

private:
    bool take(const QString &text)
    {
        if (m_field && m_depth == 1)
            *m_field = text.left(longest).simplified();
        return m_label.isEmpty();
    }
    bool enter()
    {
        ++m_depth;
        m_field = nullptr;
        return true;
    }
    bool leave()
    {
        --m_depth;
        return true;
    }

    int m_depth = 0;
    QString *m_field = nullptr; // that the next value is for
    QString m_label;
    QString m_id;
};

} // namespace

QString recordLabel(const QByteArray &entry)
{
    LabelReader reader;
    const qsizetype size = std::min(entry.size(), furthest);
    Json::sax_parse(entry.constData(), entry.constData() + size, &reader);
    return reader.label();
}

} // namespace batchdeck
