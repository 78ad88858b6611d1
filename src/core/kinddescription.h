#pragma once

#include <QByteArray>
#include <QStringList>

#include <optional>
#include <vector>

namespace batchdeck {

// What a key of a plan takes. Where it is a template, the type says what becomes of what records fill in.
enum class KeyType : std::uint8_t {
    Text, // a template
    Identifier, // a template of one name
    Url, // a template of a URL; what is filled in is percent-encoded
    Value, // JSON whose texts are templates; a lone field keeps its type
    Connection, // a template of a connection's name
    Plain, // a text as it stands, such as SQL: no template
    Place, // a part of where a connection leads; no whole address, which could hold a password
    Path, // of a file, from the plan's folder: no template
    Integer,
    Number,
    Boolean,
    Choice,
    Amount, // of records: 10 or "5%"
    Success, // a test of results
    Secret, // where one is kept
    Json, // anything, as it stands
    Group, // an object with keys of its own
};

enum class KeyShape : std::uint8_t { One, List, Object };

// One key of a plan: reading it, the dialog for it and the JSON Schema all come from here.
struct KeyDescription {
    QString name;
    KeyType type = KeyType::Text;
    QString help; // one sentence
    KeyShape shape = KeyShape::One;
    bool required = false;
    QByteArray standard{}; // what holds where a plan does not say, as JSON; empty: nothing
    std::optional<double> least{};
    std::optional<double> most{};
    bool moreThanLeast = false;
    QStringList choices{};
    std::vector<KeyDescription> keys{}; // of a group
    bool isEarly = false; // a template that is filled before there is an attempt
};

// What the program can do with a record, or connect to.
struct KindDescription {
    QString name;
    QString summary; // one sentence
    std::vector<KeyDescription> keys{};
    bool idempotent = false; // running it twice does no harm, unless a plan says otherwise
    bool durable = false; // its end must be on disk before it is shown
};

const KeyDescription *find(const std::vector<KeyDescription> &keys, const QString &name);
const KindDescription *find(const std::vector<KindDescription> &kinds, const QString &name);
QStringList namesOf(const std::vector<KeyDescription> &keys);
QStringList namesOf(const std::vector<KindDescription> &kinds);

// "a whole number from 1 to 4096", "a text", "a list of texts".
QString wanted(const KeyDescription &key);

} // namespace batchdeck
