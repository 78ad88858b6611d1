#include "formats/planreader.h"

#include "core/jsontext.h"
#include "core/keysreader.h"
#include "core/nearest.h"
#include "core/outcome.h"
#include "core/plankeys.h"
#include "formats/plansettings.h"
#include "formats/plansyntax.h"

#include <QSet>

#include <algorithm>

namespace batchdeck {

namespace {

constexpr QByteArrayView byteOrderMark("\xEF\xBB\xBF");
constexpr qsizetype longest = 4 * 1024 * 1024;
constexpr std::size_t mostTold = 50;

class Reader {
public:
    Reader(QByteArrayView text, const std::vector<KindDescription> &kinds)
        : m_text(text)
        , m_kinds(kinds)
    {
    }

    Plan read();
    std::vector<PlanProblem> problems() const;

private:
    bool isObject();
    void findDuplicates(QByteArrayView json, const QString &path);
    void readConnections(QByteArrayView json);
    void readOperations(QByteArrayView json);
    void checkConnections(const PlannedOperation &operation, const KindDescription &kind, QByteArrayView json);
    PlannedKeys readNamed(QByteArrayView json, const QString &path, const QString &naming,
                          const std::vector<KindDescription> &known, const std::vector<KeyDescription> &common,
                          QString &name);
    void wrong(const QString &path, QByteArrayView part, const QString &message)
    {
        m_problems.push_back({path, part, message});
    }

    const QByteArrayView m_text;
    const std::vector<KindDescription> &m_kinds;
    Plan m_plan;
    std::vector<KeyProblem> m_problems;
};

QString textOf(QByteArrayView json)
{
    return QString::fromUtf8(stringText(json));
}

// ---- The whole

Plan Reader::read()
{
    if (!isObject())
        return {};
    findDuplicates(m_text, {});
    const PlannedKeys keys = readKeys(m_text, planKeys(), {}, m_problems);
    for (const JsonMember &member : members(m_text)) {
        if (textOf(member.key) == connectionsKey)
            readConnections(member.value);
    }
    for (const JsonMember &member : members(m_text)) {
        if (textOf(member.key) == operationsKey)
            readOperations(member.value);
    }
    applySettings(keys, m_plan, m_problems, m_text);
    if (const auto checked = check(m_plan.settings); m_problems.empty() && !checked)
        wrong({}, m_text, checked.error().message);
    return m_plan;
}

// Another file altogether, or what can be read as JSON and is an object.
bool Reader::isObject()
{
    const QByteArrayView text = withoutMargins(m_text);
    if (text.isEmpty()) {
        wrong({}, m_text, QStringLiteral("it is empty, where a plan, a JSON object, should be."));
        return false;
    }
    const bool isBatch = text.startsWith('[') || (valueAt(text, {"Records"}) && !valueAt(text, {"operations"}));
    if (isBatch) {
        wrong({}, text.first(1),
              QStringLiteral(
                  "this is a batch, not a plan. A plan says what is done with the records: {\"operations\": …}."));
        return false;
    }
    if (const auto problem = syntaxProblem(m_text)) {
        wrong({}, m_text.sliced(problem->at, 0), problem->message);
        return false;
    }
    if (!text.startsWith('{')) {
        wrong({}, text.first(1),
              QStringLiteral("a plan is a JSON object, {\"operations\": …}, not %1.").arg(inShort(text)));
        return false;
    }
    return true;
}

void Reader::findDuplicates(QByteArrayView json, const QString &path)
{
    const auto below = [&](const QString &name) {
        return path.isEmpty() ? name : QStringLiteral("%1.%2").arg(path, name);
    };
    QSet<QString> seen;
    for (const JsonMember &member : members(json)) {
        const QString name = textOf(member.key);
        if (seen.contains(name))
            wrong(below(capped(name, 60)), member.key,
                  QStringLiteral("this key is there twice; JSON would forget the first."));
        seen << name;
        findDuplicates(member.value, below(name));
    }
    int at = 0;
    for (const QByteArrayView element : elements(json))
        findDuplicates(element, below(QString::number(at++)));
}

// In the file's order, so that one pass finds all their places.
std::vector<PlanProblem> Reader::problems() const
{
    std::vector<PlanProblem> problems;
    auto sorted = m_problems;
    std::stable_sort(sorted.begin(), sorted.end(), [](const KeyProblem &one, const KeyProblem &other) {
        return one.part.data() < other.part.data();
    });
    qsizetype line = 1;
    qsizetype column = 1;
    qsizetype at = 0;
    for (const KeyProblem &problem : sorted) {
        for (; at < problem.part.data() - m_text.data(); ++at) {
            if (m_text[at] == '\n') {
                ++line;
                column = 1;
            } else if ((m_text[at] & 0xC0) != 0x80) { // not within a character
                ++column;
            }
        }
        problems.push_back({problem.path, line, column, problem.message});
    }
    return problems;
}

// ---- Connections and operations

// An object that names what it is by one of its keys, which says what the others are.
PlannedKeys Reader::readNamed(QByteArrayView json, const QString &path, const QString &naming,
                              const std::vector<KindDescription> &known, const std::vector<KeyDescription> &common,
                              QString &name)
{
    if (!json.startsWith('{')) {
        wrong(path, json,
              QStringLiteral("an object is expected, such as {\"%1\": \"%2\"}, not %3.")
                  .arg(naming, known.empty() ? QString() : known.front().name, shown(path, json)));
        return {};
    }
    const auto written = valueAt(json, {naming.toUtf8()});
    if (!written) {
        wrong(QStringLiteral("%1.%2").arg(path, naming), json,
              QStringLiteral("this key is missing. It says what this is: %1.").arg(listed(namesOf(known))));
        return {};
    }
    name = textOf(*written);
    const KindDescription *kind = find(known, name);
    if (!kind) {
        const bool isShown = !isPrivate(path) || nearest(name, namesOf(known));
        const QString message = !written->startsWith('"')
            ? QStringLiteral("a text is expected, not %1.").arg(shown(path, *written))
            : isShown
            ? QStringLiteral("“%1” is not known. %2").arg(capped(name, 60), nearestHint(name, namesOf(known)))
            : QStringLiteral("one of %1 is expected, not %2.").arg(listed(namesOf(known)), shown(path, *written));
        wrong(QStringLiteral("%1.%2").arg(path, naming), *written, message);
        return {};
    }
    std::vector<KeyDescription> keys = kind->keys;
    keys.insert(keys.end(), common.begin(), common.end());
    keys.push_back({.name = naming, .type = KeyType::Choice, .help = {}, .choices = {name}});
    PlannedKeys read = readKeys(json, keys, path, m_problems);
    read.remove(naming);
    return read;
}

void Reader::readConnections(QByteArrayView json)
{
    if (!json.startsWith('{')) {
        wrong(connectionsKey, json,
              QStringLiteral("an object of connections by their names is expected, not %1.")
                  .arg(shown(connectionsKey, json)));
        return;
    }
    for (const JsonMember &member : members(json)) {
        PlannedConnection connection{.name = textOf(member.key), .driver = {}};
        const QString path = QStringLiteral("%1.%2").arg(connectionsKey, connection.name);
        if (connection.name.isEmpty())
            wrong(connectionsKey, member.key, QStringLiteral("a connection needs a name, and this one is empty."));
        connection.keys =
            readNamed(member.value, path, QStringLiteral("driver"), connectionDrivers(), {}, connection.driver);
        m_plan.connections.push_back(std::move(connection));
    }
}

void Reader::readOperations(QByteArrayView json)
{
    const auto operations = members(json);
    if (operations.empty()) {
        wrong(operationsKey, json,
              QStringLiteral(
                  "an object is expected that has an operation at least, such as {\"*\": {\"kind\": \"%1\"}}, not %2.")
                  .arg(m_kinds.empty() ? QString() : m_kinds.front().name, inShort(json)));
        return;
    }
    for (const JsonMember &member : operations) {
        PlannedOperation operation{.name = textOf(member.key), .kind = {}};
        const QString path = QStringLiteral("%1.%2").arg(operationsKey, operation.name);
        if (operation.name.isEmpty())
            wrong(operationsKey, member.key,
                  QStringLiteral(
                      "an operation needs a name, and this one is empty; \"*\" is for whatever has no other."));
        operation.keys =
            readNamed(member.value, path, QStringLiteral("kind"), m_kinds, operationKeys(), operation.kind);
        if (const KindDescription *kind = find(m_kinds, operation.kind))
            checkConnections(operation, *kind, member.value);
        m_plan.operations.push_back(std::move(operation));
    }
}

void Reader::checkConnections(const PlannedOperation &operation, const KindDescription &kind, QByteArrayView json)
{
    QStringList names;
    for (const PlannedConnection &connection : m_plan.connections)
        names << connection.name;
    for (const KeyDescription &key : kind.keys) {
        const Template *connection = key.type == KeyType::Connection ? operation.keys.one<Template>(key.name) : nullptr;
        if (!connection)
            continue;
        const auto name = connection->isConstant() ? connection->text({}) : Expected<QString>(QString());
        if (!name || (connection->isConstant() ? names.contains(*name) : !names.isEmpty()))
            continue;
        const QString message = connection->isConstant()
            ? QStringLiteral("“%1” is no connection of this plan. %2").arg(capped(*name, 60), nearestHint(*name, names))
            : QStringLiteral("this names a connection, and the plan has none; add \"connections\".");
        wrong(QStringLiteral("%1.%2.%3").arg(operationsKey, operation.name, key.name),
              valueAt(json, {key.name.toUtf8()}).value_or(json), message);
    }
}

} // namespace

QString PlanProblem::text() const
{
    return path.isEmpty()
        ? QStringLiteral("line %1, column %2: %3").arg(QString::number(line), QString::number(column), message)
        : QStringLiteral("line %1: %2: %3").arg(QString::number(line), path, message);
}

Error PlanReading::error(const QString &name) const
{
    QStringList lines{problems.size() == 1 ? QStringLiteral("%1 is no plan that can be run:").arg(name)
                                           : QStringLiteral("%1 is no plan that can be run, for %2 reasons:")
                                                 .arg(name, QString::number(problems.size()))};
    for (std::size_t at = 0; at < std::min(problems.size(), mostTold); ++at)
        lines << QStringLiteral("  ") + problems[at].text();
    if (problems.size() > mostTold)
        lines << QStringLiteral("  and %1 more").arg(problems.size() - mostTold);
    return {QStringLiteral("plan"), lines.join(u'\n'), false};
}

PlanReading readPlan(const QByteArray &text, const std::vector<KindDescription> &kinds, const QString &folder)
{
    if (text.size() > longest)
        return {{}, {{{}, 1, 1, QStringLiteral("it is longer than 4 MiB, which no plan is.")}}};
    if (text.startsWith("\xFF\xFE") || text.startsWith("\xFE\xFF"))
        return {{}, {{{}, 1, 1, QStringLiteral("it is written in UTF-16; save it as UTF-8.")}}};
    const QByteArrayView view(text);
    Reader reader(view.startsWith(byteOrderMark) ? view.sliced(byteOrderMark.size()) : view, kinds);
    Plan plan = reader.read();
    plan.folder = folder;
    PlanReading reading{std::move(plan), reader.problems()};
    if (!reading.problems.empty())
        reading.plan.reset();
    return reading;
}

} // namespace batchdeck
