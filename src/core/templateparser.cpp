#include "core/templateparser.h"

#include "core/nearest.h"

#include <utility>

namespace batchdeck {

namespace {

using Conversion = Template::Conversion;
using Source = Template::Source;

template <typename T>
using Names = std::vector<std::pair<QString, T>>;

const Names<Conversion> conversions = {
    {QStringLiteral("text"), Conversion::Text},       {QStringLiteral("number"), Conversion::Number},
    {QStringLiteral("integer"), Conversion::Integer}, {QStringLiteral("boolean"), Conversion::Boolean},
    {QStringLiteral("json"), Conversion::Json},
};
const Names<Source> sources = {
    {QStringLiteral("@record"), Source::Record},
    {QStringLiteral("@row"), Source::Row},
    {QStringLiteral("@attempt"), Source::Attempt},
};

template <typename T>
std::optional<T> find(const Names<T> &names, const QString &name)
{
    for (const auto &[known, value] : names) {
        if (known == name)
            return value;
    }
    return {};
}

template <typename T>
QStringList namesOf(const Names<T> &names)
{
    QStringList list;
    for (const auto &[name, value] : names)
        list << name;
    return list;
}

class Parser {
public:
    explicit Parser(const QString &text)
        : m_text(text)
    {
    }

    Expected<std::vector<Template::Piece>> parse();

private:
    void readPlace();
    void readPath();
    QString quotedKey();
    QString bareKey();
    QString untilEnd(QStringView ends);

    bool atEnd() const { return m_at >= m_text.size(); }
    QChar here() const { return atEnd() ? QChar() : m_text[m_at]; }
    bool take(QChar character)
    {
        const bool isHere = !atEnd() && m_text[m_at] == character;
        m_at += isHere ? 1 : 0;
        return isHere;
    }
    void fail(qsizetype at, const QString &why)
    {
        if (m_error)
            return;
        const qsizetype column = m_text.first(at).toUcs4().size() + 1;
        m_error = Error{QStringLiteral("template"),
                        QStringLiteral("character %1: %2").arg(QString::number(column), why), false};
    }

    const QString m_text;
    qsizetype m_at = 0;
    Template::Place m_place;
    std::optional<Error> m_error;
};

Expected<std::vector<Template::Piece>> Parser::parse()
{
    std::vector<Template::Piece> pieces;
    QString literal;
    const auto flush = [&](std::optional<Template::Place> place) {
        if (!literal.isEmpty() || place)
            pieces.push_back({std::exchange(literal, QString()).toUtf8(), std::move(place)});
    };
    while (!atEnd() && !m_error) {
        const QChar character = m_text[m_at++];
        if (character == u'{' && !take(u'{')) {
            readPlace();
            flush(std::exchange(m_place, {}));
        } else if (character == u'}' && !take(u'}')) {
            fail(m_at - 1, QStringLiteral("“}” closes nothing; a brace itself is written “}}”."));
        } else {
            literal += character;
        }
    }
    flush({});
    if (m_error)
        return *m_error;
    return pieces;
}

void Parser::readPlace()
{
    const qsizetype begin = m_at;
    if (atEnd() || here() == u'}') {
        fail(begin, QStringLiteral("the name of a field is expected after “{”; a brace itself is written “{{”."));
        return;
    }
    if (here() == u'@') {
        const QString name = untilEnd(u":}");
        if (const auto source = find(sources, name))
            m_place.source = *source;
        else
            fail(begin,
                 QStringLiteral("“%1” is not known. %2 A field of that name is written in quotes: {\"%1\"}.")
                     .arg(name, nearestHint(name, namesOf(sources))));
    } else {
        readPath();
    }
    if (take(u':')) {
        const qsizetype at = m_at;
        const QString name = untilEnd(u"}");
        if (const auto conversion = find(conversions, name))
            m_place.conversion = *conversion;
        else
            fail(at, QStringLiteral("“%1” is no conversion. %2").arg(name, nearestHint(name, namesOf(conversions))));
    }
    m_place.written = m_text.sliced(begin, m_at - begin);
    if (!take(u'}') && !m_error)
        fail(begin - 1, QStringLiteral("“{” is never closed; “}” is expected after “%1”.").arg(m_place.written));
}

void Parser::readPath()
{
    do {
        m_place.path << (here() == u'"' ? quotedKey() : bareKey()).toUtf8();
    } while (!m_error && take(u'.'));
    if (!m_error && !atEnd() && here() != u':' && here() != u'}')
        fail(m_at, QStringLiteral("“.”, “:” or “}” is expected after a field's name, not “%1”.").arg(here()));
}

QString Parser::quotedKey()
{
    const qsizetype begin = m_at++;
    QString key;
    while (!atEnd()) {
        const QChar character = m_text[m_at++];
        if (character == u'"')
            return key;
        if (character != u'\\') {
            key += character;
        } else if (here() == u'"' || here() == u'\\') {
            key += m_text[m_at++];
        } else {
            fail(m_at - 1, QStringLiteral("“\\” within quotes is followed by a quote or another “\\”."));
            return {};
        }
    }
    fail(begin, QStringLiteral("the quote is never closed."));
    return {};
}

QString Parser::bareKey()
{
    const qsizetype begin = m_at;
    const QString key = untilEnd(u".:{}\"");
    if (key.isEmpty())
        fail(begin, QStringLiteral("the name of a field is expected here."));
    else if (key != key.trimmed())
        fail(begin,
             QStringLiteral("spaces around a field's name: write {%1}, or {\"%2\"} where they belong to it.")
                 .arg(key.trimmed(), key));
    return key;
}

QString Parser::untilEnd(QStringView ends)
{
    const qsizetype begin = m_at;
    while (!atEnd() && !ends.contains(m_text[m_at]))
        ++m_at;
    return m_text.sliced(begin, m_at - begin);
}

} // namespace

Expected<std::vector<Template::Piece>> parseTemplate(const QString &text)
{
    return Parser(text).parse();
}

} // namespace batchdeck
