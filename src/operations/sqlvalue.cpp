#include "operations/sqlvalue.h"

#include "core/jsontext.h"

#include <QRegularExpression>

#include <cmath>

namespace batchdeck {

namespace {

using namespace Qt::StringLiterals;

enum class JsonKind : std::uint8_t { Null, Boolean, Number, Text, Nested };

JsonKind kindOf(QByteArrayView json)
{
    switch (json.isEmpty() ? 'n' : json[0]) {
    case 'n':
        return JsonKind::Null;
    case 't':
    case 'f':
        return JsonKind::Boolean;
    case '"':
        return JsonKind::Text;
    case '{':
    case '[':
        return JsonKind::Nested;
    default:
        return JsonKind::Number;
    }
}

QString takes(SqlType type)
{
    switch (type) {
    case SqlType::Integer:
        return u"a whole number"_s;
    case SqlType::Decimal:
    case SqlType::Real:
        return u"a number"_s;
    case SqlType::Boolean:
        return u"true or false"_s;
    case SqlType::Time:
        return u"a date or time as a text"_s;
    default:
        return u"a text"_s;
    }
}

Error mismatch(QByteArrayView json, const SqlColumn &column)
{
    constexpr qsizetype shown = 60;
    QString value = QString::fromUtf8(json.first(qMin(json.size(), shown)));
    if (json.size() > shown)
        value += u'…';
    return {u"sql.type"_s,
            u"The column “%1” (%2) takes %3, not %4."_s.arg(column.name, column.declared, takes(column.type), value),
            false};
}

bool isNumber(const QString &text)
{
    static const QRegularExpression number(uR"(^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$)"_s);
    return number.match(text).hasMatch();
}

// 3, and 3.0 as well; nothing of 3.5, or of what does not fit.
std::optional<qint64> wholeNumber(const QString &text, int bits)
{
    bool isWhole = false;
    qint64 number = text.toLongLong(&isWhole);
    if (!isWhole) {
        const double real = isNumber(text) ? text.toDouble() : NAN;
        if (!text.contains(QRegularExpression(u"[.eE]"_s)) || std::trunc(real) != real || std::abs(real) > 9e15)
            return {};
        number = static_cast<qint64>(real);
    }
    const qint64 most = bits == 64 ? std::numeric_limits<qint64>::max() : (qint64(1) << (bits - 1)) - 1;
    if (number > most || number < -most - 1)
        return {};
    return number;
}

QString significantDigits(const QString &number)
{
    QString digits;
    for (const QChar c : number) {
        if (c == u'e' || c == u'E')
            break;
        if (c.isDigit() && !(digits.isEmpty() && c == u'0'))
            digits += c;
    }
    while (digits.endsWith(u'0'))
        digits.chop(1);
    return digits;
}

// As a double, with all the digits that it was written with?
bool isHeld(const QString &number, double real)
{
    return std::isfinite(real)
        && significantDigits(number) == significantDigits(QString::number(real, 'g', QLocale::FloatingPointShortest));
}

Expected<QVariant> numeric(const QString &text, QByteArrayView json, const SqlColumn &column, SqlDialect dialect)
{
    const auto doesNotFit = [&] {
        return Error{u"sql.range"_s,
                     u"%1 does not fit in the column “%2” (%3)."_s.arg(text, column.name, column.declared), false};
    };
    if (column.type == SqlType::Integer) {
        const auto number = wholeNumber(text, column.bits);
        if (number)
            return dialect == SqlDialect::SQLite ? QVariant(*number) : QVariant(QString::number(*number));
        if (isNumber(text) && !text.contains(u'.'))
            return doesNotFit();
        return mismatch(json, column);
    }
    if (!isNumber(text))
        return mismatch(json, column);
    if (dialect != SqlDialect::SQLite)
        return QVariant(text);
    bool isWhole = false;
    const qint64 number = text.toLongLong(&isWhole);
    if (isWhole && column.type != SqlType::Real)
        return QVariant(number);
    const double real = text.toDouble();
    if (!std::isfinite(real))
        return doesNotFit();
    // Of a fraction a column of type REAL is known to keep no more than a double's digits.
    static const QRegularExpression fraction(u"[.eE]"_s);
    const bool mayBend = column.type == SqlType::Real && text.contains(fraction);
    if (!mayBend && !isHeld(text, real))
        return Error{u"sql.range"_s,
                     u"SQLite cannot keep all digits of %1 in the column “%2” (%3): a column of type TEXT can."_s.arg(
                         text, column.name, column.declared),
                     false};
    return QVariant(real);
}

Expected<QVariant> text(const QString &text, SqlDialect dialect, const QString &name)
{
    if (dialect == SqlDialect::PostgreSQL && text.contains(QChar(u'\0')))
        return Error{u"sql.22021"_s, u"“%1” holds a NUL character, which PostgreSQL cannot keep in a text."_s.arg(name),
                     false};
    return QVariant(text);
}

// A list as PostgreSQL writes one; those inside it are its further dimensions, where they are no JSON.
QString listOf(QByteArrayView json, bool isOfJson, int dimension = 1)
{
    constexpr int mostDimensions = 6;
    QStringList parts;
    for (const QByteArrayView element : elements(json)) {
        if (kindOf(element) == JsonKind::Null) {
            parts += u"NULL"_s;
        } else if (element.startsWith('[') && !isOfJson && dimension < mostDimensions) {
            parts += listOf(element, isOfJson, dimension + 1);
        } else {
            const bool isJson = isOfJson || kindOf(element) == JsonKind::Nested;
            QString part = isJson ? QString::fromUtf8(onOneLine(element)) : plainText(element);
            parts += u'"' + part.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s) + u'"';
        }
    }
    return u'{' + parts.join(u',') + u'}';
}

bool isList(QByteArrayView json, const SqlColumn &column)
{
    return json.startsWith('[') && column.declared.endsWith(u"[]");
}

} // namespace

Expected<QVariant> sqlValue(QByteArrayView json, const SqlColumn &column, SqlDialect dialect)
{
    const JsonKind kind = kindOf(json);
    if (kind == JsonKind::Null) {
        if (column.notNull && !column.isFilled)
            return Error{u"sql.23502"_s, u"The column “%1” (%2) must not be null."_s.arg(column.name, column.declared),
                         false};
        return QVariant();
    }
    const bool isLoose = dialect == SqlDialect::SQLite;
    if (kind == JsonKind::Number && isLoose && column.type == SqlType::Integer) {
        bool isWhole = false;
        if (const qint64 number = json.toLongLong(&isWhole); isWhole) // as most are
            return QVariant(number);
    }
    switch (column.type) {
    case SqlType::Integer:
    case SqlType::Decimal:
    case SqlType::Real:
        if (kind == JsonKind::Boolean && isLoose)
            return QVariant(qint64(json[0] == 't'));
        if (kind != JsonKind::Number && kind != JsonKind::Text)
            return mismatch(json, column);
        return numeric(plainText(json), json, column, dialect);
    case SqlType::Boolean: {
        const QString word = plainText(json).toLower();
        const bool isTrue = word == u"true" || word == u"1";
        if (kind == JsonKind::Nested || (!isTrue && word != u"false" && word != u"0"))
            return mismatch(json, column);
        if (dialect != SqlDialect::PostgreSQL)
            return QVariant(qint64(isTrue));
        return QVariant(isTrue ? u"true"_s : u"false"_s);
    }
    case SqlType::Json:
        if (kind == JsonKind::Number && isLoose) // which makes a number of it all the same
            return numeric(plainText(json), json, column, dialect);
        return text(QString::fromUtf8(onOneLine(json)), dialect, column.name);
    case SqlType::Any:
        return sqlParameter(json, dialect, column.name);
    case SqlType::Time:
    case SqlType::Binary:
        if (kind != JsonKind::Text && !(isLoose && kind == JsonKind::Number))
            return mismatch(json, column);
        break;
    case SqlType::Text:
    case SqlType::Other:
        if (dialect == SqlDialect::PostgreSQL && isList(json, column))
            return text(listOf(json, column.declared.startsWith(u"json")), dialect, column.name);
        if (kind == JsonKind::Nested)
            return text(QString::fromUtf8(onOneLine(json)), dialect, column.name);
        break;
    }
    return text(plainText(json), dialect, column.name);
}

Expected<QVariant> sqlParameter(QByteArrayView json, SqlDialect dialect, const QString &name)
{
    const QString plain = plainText(json);
    switch (kindOf(json)) {
    case JsonKind::Null:
        return QVariant();
    case JsonKind::Boolean:
        return dialect == SqlDialect::PostgreSQL ? QVariant(plain) : QVariant(qint64(json[0] == 't'));
    case JsonKind::Number: {
        if (dialect == SqlDialect::PostgreSQL)
            return QVariant(plain);
        bool isWhole = false;
        const qint64 whole = plain.toLongLong(&isWhole);
        if (!isWhole && dialect == SqlDialect::MariaDB)
            return QVariant(plain);
        if (isWhole)
            return QVariant(whole);
        const double real = plain.toDouble();
        if (!isHeld(plain, real))
            return Error{
                u"sql.range"_s,
                u"SQLite cannot keep all digits of %1 in “%2”: as a text, in quotes, it can."_s.arg(plain, name),
                false};
        return QVariant(real);
    }
    case JsonKind::Text:
        return text(plain, dialect, name);
    case JsonKind::Nested:
        return text(QString::fromUtf8(onOneLine(json)), dialect, name);
    }
    return QVariant();
}

QString columnTypeFor(QByteArrayView json, SqlDialect dialect)
{
    const bool isLoose = dialect == SqlDialect::SQLite;
    switch (kindOf(json)) {
    case JsonKind::Boolean:
        return u"boolean"_s;
    case JsonKind::Number:
        if (wholeNumber(plainText(json), 64))
            return isLoose ? u"integer"_s : u"bigint"_s;
        return u"numeric"_s;
    case JsonKind::Nested:
        return isLoose ? u"json"_s : u"jsonb"_s;
    default:
        return u"text"_s;
    }
}

QByteArray jsonOf(const QVariant &value)
{
    if (value.isNull())
        return "null";
    switch (value.metaType().id()) {
    case QMetaType::Bool:
        return value.toBool() ? "true" : "false";
    case QMetaType::Int:
    case QMetaType::LongLong:
        return QByteArray::number(value.toLongLong());
    case QMetaType::Double:
        return std::isfinite(value.toDouble())
            ? QByteArray::number(value.toDouble(), 'g', QLocale::FloatingPointShortest)
            : QByteArray("null");
    case QMetaType::QByteArray:
        return quoted(QByteArrayView(value.toByteArray().toBase64()));
    default:
        return quoted(QStringView(value.toString()));
    }
}

} // namespace batchdeck
