#include "core/kinddescription.h"

#include "core/nearest.h"

#include <algorithm>

namespace batchdeck {

namespace {

struct Words {
    const char *one;
    const char *many;
};

Words words(KeyType type)
{
    switch (type) {
    case KeyType::Text:
        return {"a text", "texts"};
    case KeyType::Identifier:
        return {"a name", "names"};
    case KeyType::Url:
        return {"a URL that begins with http:// or https://", "URLs"};
    case KeyType::Value:
    case KeyType::Json:
        return {"a value", "values"};
    case KeyType::Connection:
        return {"a connection's name", "connections' names"};
    case KeyType::Plain:
        return {"a text", "texts"};
    case KeyType::Place:
        return {"a name", "names"};
    case KeyType::Path:
        return {"the path of a file", "paths"};
    case KeyType::Integer:
        return {"a whole number", "whole numbers"};
    case KeyType::Number:
        return {"a number", "numbers"};
    case KeyType::Boolean:
        return {"true or false", "true or false"};
    case KeyType::Choice:
        return {"one of", "of these"};
    case KeyType::Amount:
        return {"a number of records, such as 10, or a share of them, such as \"5%\"", "amounts"};
    case KeyType::Success:
        return {"\"notNull\" or an object of places and values such as {\"/ok\": true}", "tests"};
    case KeyType::Secret:
        return {"a reference such as {\"env\": \"NAME\"} or {\"keychain\": \"ENTRY\"}", "references"};
    case KeyType::Group:
        return {"an object", "objects"};
    }
    return {};
}

template <typename T>
const T *named(const std::vector<T> &all, const QString &name)
{
    const auto found = std::find_if(all.begin(), all.end(), [&](const T &one) { return one.name == name; });
    return found == all.end() ? nullptr : &*found;
}

template <typename T>
QStringList names(const std::vector<T> &all)
{
    QStringList list;
    for (const T &one : all)
        list << one.name;
    return list;
}

QString number(double value)
{
    return QString::number(value, 'g', 12);
}

QString range(const KeyDescription &key)
{
    const QString lower = key.least ? number(*key.least) : QString();
    if (key.least && key.most)
        return key.moreThanLeast ? QStringLiteral(" above %1, %2 at most").arg(lower, number(*key.most))
                                 : QStringLiteral(" from %1 to %2").arg(lower, number(*key.most));
    if (key.most)
        return QStringLiteral(", %1 at most").arg(number(*key.most));
    if (!key.least)
        return {};
    return key.moreThanLeast ? QStringLiteral(" above %1").arg(lower) : QStringLiteral(", %1 or more").arg(lower);
}

} // namespace

const KeyDescription *find(const std::vector<KeyDescription> &keys, const QString &name)
{
    return named(keys, name);
}

const KindDescription *find(const std::vector<KindDescription> &kinds, const QString &name)
{
    return named(kinds, name);
}

QStringList namesOf(const std::vector<KeyDescription> &keys)
{
    return names(keys);
}

QStringList namesOf(const std::vector<KindDescription> &kinds)
{
    return names(kinds);
}

QString wanted(const KeyDescription &key)
{
    const auto [one, many] = words(key.type);
    QString words;
    switch (key.shape) {
    case KeyShape::One:
        words = QString::fromUtf8(one);
        break;
    case KeyShape::List:
        words = QStringLiteral("a list of %1").arg(QString::fromUtf8(many));
        break;
    case KeyShape::Object:
        words = QStringLiteral("an object of %1").arg(QString::fromUtf8(many));
        break;
    }
    if (key.type == KeyType::Choice)
        words += QStringLiteral(" %1").arg(listed(key.choices));
    return words + range(key);
}

} // namespace batchdeck
