#include "core/keysreader.h"

#include "core/jsontext.h"
#include "core/nearest.h"
#include "core/outcome.h"
#include "core/plankeys.h"

#include <QRegularExpression>

#include <algorithm>
#include <cmath>

#include <nlohmann/json.hpp>

namespace batchdeck {

namespace {

using namespace Qt::StringLiterals;
using Problems = std::vector<KeyProblem>;
using Read = std::optional<PlannedValue>;

// One value, and what it is to be.
struct Part {
    const KeyDescription &key;
    QByteArrayView json;
    QString path;
    Problems &problems;

    Read wrong(const QString &message) const
    {
        problems.push_back({path, json, message});
        return {};
    }
    Read unexpected() const
    {
        KeyDescription one = key;
        one.shape = KeyShape::One;
        return wrong(QStringLiteral("%1 is expected, not %2.").arg(wanted(one), shown(path, json)));
    }
    bool isText() const { return json.startsWith('"'); }
    QString text() const { return QString::fromUtf8(stringText(json)); }
};

Read readTemplate(const Part &part)
{
    if (!part.isText())
        return part.unexpected();
    auto read = Template::parse(part.text(), part.path);
    if (!read)
        return part.wrong(QStringLiteral("the template is wrong at %1").arg(read.error().message));
    if (part.key.isEarly && read->uses(Template::Source::Attempt))
        return part.wrong(
            QStringLiteral("{@attempt} is not known here: this is filled in before there is an attempt."));
    if (part.key.type == KeyType::Url && !part.text().startsWith(u"http://") && !part.text().startsWith(u"https://"))
        return part.unexpected();
    if (part.key.type != KeyType::Text && read->isEmpty())
        return part.wrong(QStringLiteral("%1 is expected, and this is empty.").arg(wanted(part.key)));
    return *std::move(read);
}

Read readValue(const Part &part)
{
    auto read = ValueTemplate::parse(part.json, part.path);
    if (!read)
        return part.wrong(QStringLiteral("the template is wrong at %1").arg(read.error().message));
    return *std::move(read);
}

// The first place of a template in SQL, where it is none of its texts, names in quotes and comments.
QString placeIn(const QString &statement)
{
    static const QRegularExpression pattern(
        uR"re(\b[eE]'(?:[^'\\]|\\.)*+'|'[^']*+'|"[^"]*+"|`[^`]*+`|--[^\n]*+|/\*.*?\*/|\$(\w*)\$.*?\$\1\$)re"
        uR"re(|(?<place>\{\s{0,9}[^{}\s][^{}]{0,60}\}))re"_s,
        QRegularExpression::DotMatchesEverythingOption);
    for (auto found = pattern.globalMatch(statement); found.hasNext();) {
        if (const QString place = found.next().captured(u"place"); !place.isEmpty())
            return place;
    }
    return {};
}

// {a.b:number}: b
QString parameterFor(const QString &place)
{
    static const QRegularExpression last(uR"re(([^\W\d]\w*)\W*$)re"_s, QRegularExpression::UseUnicodePropertiesOption);
    const auto match = last.match(place.section(u':', 0, 0));
    return match.hasMatch() ? match.captured(1) : QStringLiteral("value");
}

Read readPlain(const Part &part)
{
    if (!part.isText())
        return part.unexpected();
    const bool isSql = part.key.type == KeyType::Plain && part.key.shape == KeyShape::One;
    if (const QString place = isSql ? placeIn(part.text()) : QString(); !place.isEmpty())
        return part.wrong(QStringLiteral("records fill in values, and no piece of SQL. Write :%1 instead of %2, and "
                                         "\"bind\": {\"%1\": %3} beside it.")
                              .arg(parameterFor(place), place, QString::fromUtf8(quoted(place))));
    if (part.key.type == KeyType::Path && part.text().isEmpty())
        return part.wrong(QStringLiteral("the path of a file is expected, and this is empty."));
    return part.text();
}

std::optional<double> number(QByteArrayView json)
{
    const bool begins = !json.isEmpty() && (json[0] == '-' || (json[0] >= '0' && json[0] <= '9'));
    bool isNumber = false;
    const double value = begins ? json.toDouble(&isNumber) : 0;
    return isNumber && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

Read readNumber(const Part &part)
{
    const auto value = number(part.json);
    const KeyDescription &key = part.key;
    const bool isWhole = key.type == KeyType::Integer;
    const auto isWithin = [&](double found) {
        return (!key.least || (key.moreThanLeast ? found > *key.least : found >= *key.least))
            && (!key.most || found <= *key.most);
    };
    if (!value || !isWithin(*value) || (isWhole && (*value != std::floor(*value) || std::abs(*value) > 9e15)))
        return part.unexpected();
    if (isWhole)
        return static_cast<qint64>(*value);
    return *value;
}

Read readBoolean(const Part &part)
{
    if (part.json != QByteArrayView("true") && part.json != QByteArrayView("false"))
        return part.unexpected();
    return part.json.startsWith('t');
}

Read readChoice(const Part &part)
{
    if (!part.isText())
        return part.unexpected();
    if (part.key.choices.contains(part.text()))
        return part.text();
    if (!nearest(part.text(), part.key.choices) && isPrivate(part.path))
        return part.unexpected();
    return part.wrong(QStringLiteral("“%1” is none of the choices. %2")
                          .arg(capped(part.text(), 60), nearestHint(part.text(), part.key.choices)));
}

Read readAmount(const Part &part)
{
    constexpr double most = 1e9;
    Amount amount;
    if (part.isText()) {
        static const QRegularExpression share(QStringLiteral("^([0-9]{1,20}(?:\\.[0-9]{1,20})?)%$"));
        const auto match = share.match(part.text());
        if (!match.hasMatch())
            return part.unexpected();
        amount.percent = match.captured(1).toDouble();
        if (*amount.percent > 100)
            return part.wrong(QStringLiteral("the share must be from 0% to 100%, not %1.").arg(inShort(part.json)));
        return amount;
    }
    const auto count = number(part.json);
    if (!count)
        return part.unexpected();
    if (*count != std::floor(*count) || *count < 1 || *count > most)
        return part.wrong(QStringLiteral("the number of records must be a whole one and 1 or more, not %1; a share of "
                                         "them is written as \"5%\".")
                              .arg(inShort(part.json)));
    amount.count = static_cast<int>(*count);
    return amount;
}

Read readSuccess(const Part &part)
{
    auto test = SuccessTest::fromJson(nlohmann::ordered_json::parse(part.json.begin(), part.json.end()));
    if (!test)
        return part.unexpected();
    return *std::move(test);
}

// What may stand instead of a secret: "WAHS_PASSWORD" for the password of the connection “wahs”.
QString variableFor(const QString &path)
{
    QString name;
    for (const QString &step : path.split(u'.').sliced(1))
        name += (name.isEmpty() ? QString() : QStringLiteral("_")) + step.toUpper();
    for (QChar &character : name) {
        const bool isFit = (character >= u'A' && character <= u'Z') || (character >= u'0' && character <= u'9');
        character = isFit ? character : QChar(u'_');
    }
    return name.isEmpty() || name.front().isDigit() ? u'_' + name : name;
}

bool isVariable(const QString &name)
{
    const auto isLetter = [](QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || c == u'_'; };
    return !name.isEmpty() && isLetter(name.front())
        && std::all_of(name.begin(), name.end(), [&](QChar c) { return isLetter(c) || (c >= u'0' && c <= u'9'); });
}

// Never tells what it found: that may be the secret.
Read readSecret(const Part &part)
{
    const auto keys = members(part.json);
    const QString keeper = keys.size() == 1 ? QString::fromUtf8(stringText(keys[0].key)) : QString();
    const QString name = keeper.isEmpty() ? QString() : QString::fromUtf8(stringText(keys[0].value));
    if (keeper == u"env" && isVariable(name))
        return SecretReference{SecretReference::Keeper::Environment, name};
    if (keeper == u"keychain" && !name.isEmpty())
        return SecretReference{SecretReference::Keeper::Keychain, name};
    const QString line = QStringLiteral("\"%1\": {\"env\": \"%2\"}").arg(part.key.name, variableFor(part.path));
    if (part.isText())
        return part.wrong(
            QStringLiteral("a secret must not stand in a plan. Write %1 instead, and set that variable, or "
                           "put it in a file .env beside the plan.")
                .arg(line));
    return part.wrong(QStringLiteral("a reference to a secret is expected, such as %1 or \"%2\": {\"keychain\": "
                                     "\"ENTRY\"}.")
                          .arg(line, part.key.name));
}

// Libpq takes a database that is a whole address, password and all.
Read readPlace(const Part &part)
{
    if (!part.isText())
        return part.unexpected();
    static const QRegularExpression address(QStringLiteral("://|[Pp][Aa][Ss][Ss][Ww][Oo][Rr][Dd]\\s*="));
    if (!part.text().contains(address))
        return part.text();
    const QString connection = part.path.section(u'.', 0, -2) + QStringLiteral(".password");
    return part.wrong(
        QStringLiteral("a whole address, which could hold a password, must not stand in a plan. Write its parts as "
                       "\"host\", \"port\", \"database\" and \"user\", and for the password \"password\": {\"env\": "
                       "\"%1\"}; or set DATABASE_URL to the address and leave all of these out.")
            .arg(variableFor(connection)));
}

Read readGroup(const Part &part)
{
    if (!part.json.startsWith('{'))
        return part.unexpected();
    return std::make_shared<const PlannedKeys>(readKeys(part.json, part.key.keys, part.path, part.problems));
}

Read readOne(const Part &part)
{
    switch (part.key.type) {
    case KeyType::Text:
    case KeyType::Identifier:
    case KeyType::Url:
    case KeyType::Connection:
        return readTemplate(part);
    case KeyType::Value:
        return readValue(part);
    case KeyType::Place:
        return readPlace(part);
    case KeyType::Plain:
    case KeyType::Path:
        return readPlain(part);
    case KeyType::Integer:
    case KeyType::Number:
        return readNumber(part);
    case KeyType::Boolean:
        return readBoolean(part);
    case KeyType::Choice:
        return readChoice(part);
    case KeyType::Amount:
        return readAmount(part);
    case KeyType::Success:
        return readSuccess(part);
    case KeyType::Secret:
        return readSecret(part);
    case KeyType::Json:
        return onOneLine(part.json);
    case KeyType::Group:
        return readGroup(part);
    }
    return {};
}

std::optional<PlannedKeys::Key> readKey(const Part &part)
{
    PlannedKeys::Key read{part.key.name, onOneLine(part.json), {}};
    const std::size_t before = part.problems.size();
    const auto add = [&](const QString &name, const Part &one) {
        if (auto value = readOne(one))
            read.items.push_back({name, *std::move(value)});
    };
    switch (part.key.shape) {
    case KeyShape::One:
        add({}, part);
        break;
    case KeyShape::List: {
        if (!part.json.startsWith('['))
            part.wrong(QStringLiteral("%1 is expected, not %2.").arg(wanted(part.key), inShort(part.json)));
        int at = 0;
        for (const QByteArrayView element : elements(part.json))
            add({}, {part.key, element, QStringLiteral("%1.%2").arg(part.path).arg(at++), part.problems});
        break;
    }
    case KeyShape::Object:
        if (!part.json.startsWith('{'))
            part.wrong(QStringLiteral("%1 is expected, not %2.").arg(wanted(part.key), inShort(part.json)));
        for (const JsonMember &member : members(part.json)) {
            const QString name = QString::fromUtf8(stringText(member.key));
            add(name, {part.key, member.value, QStringLiteral("%1.%2").arg(part.path, name), part.problems});
        }
        break;
    }
    return part.problems.size() == before ? std::optional(std::move(read)) : std::nullopt;
}

} // namespace

PlannedKeys readKeys(QByteArrayView object, const std::vector<KeyDescription> &keys, const QString &path,
                     std::vector<KeyProblem> &problems)
{
    const auto below = [&](const QString &name) {
        return path.isEmpty() ? name : QStringLiteral("%1.%2").arg(path, name);
    };
    PlannedKeys read;
    QStringList seen;
    for (const JsonMember &member : members(object)) {
        const QString name = QString::fromUtf8(stringText(member.key));
        seen << name;
        const KeyDescription *key = find(keys, name);
        if (!key)
            problems.push_back({below(capped(name, 60)), member.key,
                                QStringLiteral("this key is not known. %1").arg(nearestHint(name, namesOf(keys)))});
        else if (auto value = readKey({*key, member.value, below(name), problems}))
            read.add(*std::move(value));
    }
    for (const KeyDescription &key : keys) {
        if (seen.contains(key.name))
            continue;
        if (key.required)
            problems.push_back({below(key.name), object,
                                key.type == KeyType::Json
                                    ? QStringLiteral("this key is missing. %1").arg(key.help)
                                    : QStringLiteral("this key is missing; it takes %1.").arg(wanted(key))});
        if (key.standard.isEmpty())
            continue;
        if (auto standard = readKey({key, key.standard, below(key.name), problems})) {
            standard->isStandard = true;
            read.add(*std::move(standard));
        }
    }
    return read;
}

bool isPrivate(const QString &path)
{
    return path == connectionsKey || path.startsWith(connectionsKey + u'.');
}

QString shown(const QString &path, QByteArrayView json)
{
    return isPrivate(path) ? QStringLiteral("what stands here") : inShort(json);
}

QString inShort(QByteArrayView json)
{
    constexpr qsizetype longest = 60;
    // A long value is cut before it is copied.
    return capped(QString::fromUtf8(onOneLine(json.first(std::min(json.size(), 4 * longest)))), longest);
}

} // namespace batchdeck
