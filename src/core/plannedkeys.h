#pragma once

#include "core/kinddescription.h"
#include "core/secret.h"
#include "core/success.h"
#include "core/valuetemplate.h"

#include <memory>
#include <variant>

namespace batchdeck {

class PlannedKeys;

// So many records, or such a share of them.
struct Amount {
    std::optional<int> count;
    std::optional<double> percent;
};

// What a key's type reads it as:
//   Text, Identifier, Url, Connection: Template    Value: ValueTemplate    Plain, Path, Choice: QString
//   Integer: qint64    Number: double    Boolean: bool    Json: QByteArray    Group: GroupOfKeys
using GroupOfKeys = std::shared_ptr<const PlannedKeys>;
using PlannedValue = std::variant<Template, ValueTemplate, QString, qint64, double, bool, QByteArray, Amount,
                                  SuccessTest, SecretReference, GroupOfKeys>;

// The keys of a part of a plan, as a description reads them. What the plan does not say is there as
// the description's standard, where it has one.
class PlannedKeys {
public:
    struct Item {
        QString name; // in an object
        PlannedValue value;
    };
    struct Key {
        QString name;
        QByteArray json; // as the plan says it, on one line
        std::vector<Item> items; // one, or those of a list or object
        bool isStandard = false;
    };

    const std::vector<Key> &all() const { return m_keys; }
    bool says(QStringView name) const; // it, and not only its description
    const Key *find(QStringView name) const;
    void add(Key key) { m_keys.push_back(std::move(key)); }
    void remove(QStringView name);

    // Null where there is none.
    template <typename T>
    const T *one(QStringView name) const
    {
        const Key *key = find(name);
        return key && !key->items.empty() ? std::get_if<T>(&key->items.front().value) : nullptr;
    }

    template <typename T>
    std::vector<T> list(QStringView name) const
    {
        std::vector<T> values;
        for (const auto &[itsName, value] : named<T>(name))
            values.push_back(value);
        return values;
    }

    template <typename T>
    std::vector<std::pair<QString, T>> named(QStringView name) const
    {
        std::vector<std::pair<QString, T>> values;
        if (const Key *key = find(name)) {
            for (const Item &item : key->items)
                values.emplace_back(item.name, std::get<T>(item.value));
        }
        return values;
    }

    bool operator==(const PlannedKeys &other) const; // they say the same, in whichever order

private:
    std::vector<Key> m_keys;
};

} // namespace batchdeck
